import { z } from 'zod';

/** RFC 9457. `type` is stable and names the kind of problem; `errors` points at the fields. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

export type Problem = z.infer<typeof problemSchema>;
export type FieldError = NonNullable<Problem['errors']>[number];

/**
 * Every kind of problem with its status and its title; `urn:wirewatch:problem:<kind>` is its `type`, and stays. What each one asks of
 * a client is in docs/api.md.
 */
export const problemKinds = {
  'invalid-request': { status: 400, title: 'The request is not valid' },
  'not-signed-in': { status: 401, title: 'Sign in, or send an API key' },
  'not-allowed': { status: 403, title: 'Your role does not allow this' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'method-not-allowed': { status: 405, title: 'This address does not take this method' },
  conflict: { status: 409, title: 'This conflicts with what is stored' },
  'precondition-failed': { status: 412, title: 'It was changed since you read it' },
  'too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'The body is of a type that is not taken here' },
  'idempotency-conflict': { status: 422, title: 'The Idempotency-Key stands for another request' },
  'too-many-requests': { status: 429, title: 'Too many requests; wait a little' },
  'internal-error': {
    status: 500,
    title: 'Something went wrong here; the log has the details under this request id',
  },
  unavailable: { status: 503, title: 'A part that this needs cannot be reached right now' },
} as const;

export type ProblemKind = keyof typeof problemKinds;
