import { type ProblemKind, problemKinds } from '../problem.js';
import {
  ANY_ACTOR,
  type Header,
  type Json,
  type MediaType,
  type Method,
  OPEN,
  type Operation,
  type Response,
  type RouteFacts,
} from './document.js';

const refer = (section: 'responses' | 'headers', name: string) => ({ $ref: `#/components/${section}/${name}` });

export const sharedHeaders: Record<string, Header> = {
  ETag: { description: 'Stands for the state that is shown; goes into If-Match', schema: { type: 'string' } },
  Location: { description: 'The address of what was made', schema: { type: 'string', format: 'uri-reference' } },
  RequestId: { description: 'Names this request in the log', schema: { type: 'string' } },
  IdempotencyReplayed: {
    description: '`true` where the answer was given before, to the same Idempotency-Key',
    schema: { type: 'string', enum: ['true'] },
  },
  RateLimitLimit: { description: 'How many requests are free in a minute', schema: { type: 'integer' } },
  RateLimitRemaining: { description: 'How many of them are left', schema: { type: 'integer' } },
  RateLimitReset: { description: 'In how many seconds all are free again', schema: { type: 'integer' } },
  RetryAfter: { description: 'In how many seconds to try again', schema: { type: 'integer' } },
  Allow: { description: 'The methods that the address takes', schema: { type: 'string' } },
  WwwAuthenticate: { description: 'How to say who you are', schema: { type: 'string' } },
};

const onEvery = {
  'X-Request-Id': refer('headers', 'RequestId'),
  'RateLimit-Limit': refer('headers', 'RateLimitLimit'),
  'RateLimit-Remaining': refer('headers', 'RateLimitRemaining'),
  'RateLimit-Reset': refer('headers', 'RateLimitReset'),
};

/** What is said of each kind of problem where a route may answer it. */
const details: Partial<
  Record<ProblemKind, { when: string; detail?: string; errors?: { path: string; message: string }[] }>
> = {
  'invalid-request': {
    when: 'The request does not have the form that is described; `errors` names each place',
    errors: [{ path: 'name', message: 'Too small: expected string to have >=1 characters' }],
  },
  'not-signed-in': { when: 'Nobody is signed in, and there is no valid API key' },
  'not-allowed': {
    when: 'The role or the API key lacks the scope, or the request comes from another site',
    detail: 'This needs the scope topics:write; your role viewer does not have it',
  },
  'not-found': { when: 'There is no such thing', detail: 'There is no topic with this id' },
  conflict: { when: 'What is stored stands against it', detail: 'Something with the same identity exists already' },
  'precondition-failed': { when: 'It was changed since: the ETag in If-Match is not its own any more' },
  'too-large': { when: 'The body is larger than is taken here' },
  'unsupported-media-type': { when: 'The body is of another type than is described' },
  'idempotency-conflict': { when: 'The Idempotency-Key was sent with another request before' },
  'too-many-requests': { when: 'More requests than are free in this time' },
  'internal-error': { when: 'Something went wrong; the log has the details under the request id' },
};

const componentName = (kind: ProblemKind) =>
  kind.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase());

export function problemResponses(): Record<string, Response> {
  return Object.fromEntries(
    Object.entries(details).map(([name, { when, detail, errors }]) => {
      const kind = name as ProblemKind;
      const example: Json = {
        type: `urn:wirewatch:problem:${kind}`,
        title: problemKinds[kind].title,
        status: problemKinds[kind].status,
        ...(detail === undefined ? {} : { detail }),
        requestId: 'req-019c8a52',
        ...(errors === undefined ? {} : { errors }),
      };
      const headers = {
        ...onEvery,
        ...(kind === 'too-many-requests' ? { 'Retry-After': refer('headers', 'RetryAfter') } : {}),
        ...(kind === 'not-signed-in' ? { 'WWW-Authenticate': refer('headers', 'WwwAuthenticate') } : {}),
      };
      const schema = { $ref: '#/components/schemas/Problem' };
      const content = { 'application/problem+json': { schema, example } };
      return [componentName(kind), { description: when, headers, content }];
    }),
  );
}

/** The kinds of problems that a route of this sort may answer. */
function possibleProblems(path: string, method: Method, operation: Operation, facts: RouteFacts): ProblemKind[] {
  const hasBody = operation.requestBody !== undefined;
  const isChange = method !== 'get';
  return [
    ...((operation.parameters ?? []).length > 0 || hasBody ? (['invalid-request'] as const) : []),
    ...(facts.access !== OPEN || isChange ? (['not-signed-in'] as const) : []),
    ...(facts.access !== OPEN && (facts.access !== ANY_ACTOR || isChange) ? (['not-allowed'] as const) : []),
    ...(path.includes('{') ? (['not-found'] as const) : []),
    ...(isChange && !facts.changesNothing ? (['conflict'] as const) : []),
    ...(facts.takesIfMatch ? (['precondition-failed'] as const) : []),
    ...(hasBody ? (['too-large', 'unsupported-media-type'] as const) : []),
    ...(method === 'post' && !facts.changesNothing ? (['idempotency-conflict'] as const) : []),
    'too-many-requests',
  ];
}

/** A file is described by its type alone. */
function textOf(type: string): MediaType {
  const examples: Record<string, string> = {
    'text/csv': 'name,email\r\nAna Petrova,ana@desk.example\r\n',
    'text/x-opml': '<opml version="2.0"><body><outline type="rss" xmlUrl="https://news.example/rss"/></body></opml>',
  };
  return { schema: { type: 'string' }, example: examples[type] ?? '…' };
}

const fallbackDescriptions: Record<string, string> = {
  '200': 'As asked',
  '201': 'Made',
  '202': 'Taken on; it is done soon',
  '204': 'Done',
};

/** Headers of what a route answers, and every problem that its kind of route may answer. */
export function describeResponses(path: string, method: Method, operation: Operation, facts: RouteFacts): void {
  for (const [status, response] of Object.entries(operation.responses)) {
    if (response.$ref || Number(status) >= 400) continue;
    response.description ||= fallbackDescriptions[status] ?? operation.summary ?? 'The answer';
    const isMade = status === '201';
    if (!response.content && facts.produces.length > 0 && status === '200') {
      response.content = Object.fromEntries(facts.produces.map((type) => [type, textOf(type)]));
    }
    response.headers = {
      ...response.headers,
      ...onEvery,
      ...(facts.hasEntityTag && method !== 'delete' && (method !== 'post' || isMade || facts.takesIfMatch)
        ? { ETag: refer('headers', 'ETag') }
        : {}),
      ...(isMade && facts.hasEntityTag ? { Location: refer('headers', 'Location') } : {}),
      ...(method === 'post' && !facts.changesNothing
        ? { 'Idempotency-Replayed': refer('headers', 'IdempotencyReplayed') }
        : {}),
    };
  }
  if (facts.hasNotModified && method === 'get') {
    operation.responses['304'] = { description: 'The same as is known already', headers: { ...onEvery } };
  }
  for (const kind of possibleProblems(path, method, operation, facts)) {
    operation.responses[String(problemKinds[kind].status)] ??= refer('responses', componentName(kind));
  }
  operation.responses['default'] ??= refer('responses', componentName('internal-error'));
}
