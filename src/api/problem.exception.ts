import { HttpException } from '@nestjs/common';
import { type FieldError, type ProblemKind, problemKinds } from './problem.js';

/** An answer that tells a client what to mend. */
export class ProblemException extends HttpException {
  constructor(
    readonly kind: ProblemKind,
    readonly detail?: string,
    readonly errors?: FieldError[],
    options?: { status?: number; cause?: unknown },
  ) {
    super(detail ?? problemKinds[kind].title, options?.status ?? problemKinds[kind].status, { cause: options?.cause });
  }
}

export function notFound(noun: string): ProblemException {
  return new ProblemException('not-found', `There is no ${noun} with this id`);
}
