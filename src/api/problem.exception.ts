import { HttpException } from '@nestjs/common';
import { type FieldError, type ProblemKind, problemTitles } from './problem.js';

const statuses: Record<ProblemKind, number> = {
  'invalid-request': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'too-many-requests': 429,
  'unsupported-request': 415,
  'internal-error': 500,
  unavailable: 503,
};

/** An answer that tells a client what to mend. */
export class ProblemException extends HttpException {
  constructor(
    readonly kind: ProblemKind,
    readonly detail?: string,
    readonly errors?: FieldError[],
    options?: { status?: number; cause?: unknown },
  ) {
    super(detail ?? problemTitles[kind], options?.status ?? statuses[kind], { cause: options?.cause });
  }
}

export function notFound(noun: string): ProblemException {
  return new ProblemException('not-found', `There is no ${noun} with this id`);
}
