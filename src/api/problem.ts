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

export type ProblemKind =
  | 'invalid-request'
  | 'not-signed-in'
  | 'not-allowed'
  | 'not-found'
  | 'conflict'
  | 'too-many-requests'
  | 'unsupported-request'
  | 'internal-error'
  | 'unavailable';

export const problemTitles: Record<ProblemKind, string> = {
  'invalid-request': 'The request is not valid',
  'not-signed-in': 'Sign in, or send an API key',
  'not-allowed': 'Your role does not allow this',
  'not-found': 'There is no such thing',
  conflict: 'This conflicts with what is stored',
  'too-many-requests': 'Too many requests; wait a little',
  'unsupported-request': 'The request cannot be served in this form',
  'internal-error': 'Something went wrong here; the log has the details under this request id',
  unavailable: 'A part that this needs cannot be reached right now',
};
