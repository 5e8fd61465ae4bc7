import { type FieldError, type Problem, type ProblemKind, problemKinds } from './problem.js';

/** What became of a request that failed, before it is written down as a problem. */
export interface Failure {
  kind: ProblemKind;
  status?: number;
  detail?: string | undefined;
  errors?: FieldError[] | undefined;
}

/** RFC 9457. */
export function toProblem({ kind, status, detail, errors }: Failure, requestId: string): Problem {
  return {
    type: `urn:wirewatch:problem:${kind}`,
    title: problemKinds[kind].title,
    status: status ?? problemKinds[kind].status,
    ...(detail === undefined ? {} : { detail }),
    requestId,
    ...(errors === undefined ? {} : { errors }),
  };
}

/** Fastify's own errors: what arrived could not be read at all. Undefined for any other. */
export function failureOfServer(error: unknown): Failure | undefined {
  const { code, statusCode } = (error ?? {}) as { code?: unknown; statusCode?: unknown };
  switch (code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return { kind: 'unsupported-media-type', detail: 'Send JSON, with Content-Type: application/json' };
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { kind: 'too-large' };
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return { kind: 'invalid-request', detail: 'The body is not as long as Content-Length says' };
    case 'FST_ERR_BAD_URL':
      return { kind: 'invalid-request', detail: 'The address is not well-formed' };
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return { kind: 'too-large', status: 414, detail: 'A part of the address is too long' };
  }
  if (typeof statusCode !== 'number' || statusCode < 400 || statusCode >= 500) return undefined;
  return { kind: kindOfStatus(statusCode), status: statusCode };
}

export function kindOfStatus(status: number): ProblemKind {
  if (status >= 500) return status === 503 ? 'unavailable' : 'internal-error';
  const kinds = Object.keys(problemKinds) as ProblemKind[];
  return kinds.find((kind) => problemKinds[kind].status === status) ?? 'invalid-request';
}
