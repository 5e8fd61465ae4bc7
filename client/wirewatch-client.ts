import createFetchClient, { type Client, type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema.js';

export type Problem = components['schemas']['Problem'];
export type Schemas = components['schemas'];

/** What the API refused: problem details (RFC 9457) as an error. `kind` is stable; see docs/api.md. */
export class WirewatchProblem extends Error {
  readonly kind: string;
  readonly status: number;

  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'WirewatchProblem';
    this.kind = problem.type.replace('urn:wirewatch:problem:', '');
    this.status = problem.status;
  }
}

export interface ClientOptions {
  /** Of the Wirewatch, without a path: `https://wirewatch.desk.example`. */
  baseUrl: string;
  /** Without one, the session cookie that the browser has is sent. */
  apiKey?: string;
  fetch?: typeof globalThis.fetch;
}

export interface WirewatchClient extends Client<paths> {
  /** Opens {@link follow} with the same credentials. */
  readonly options: Required<Pick<ClientOptions, 'baseUrl' | 'fetch'>> & { headers: Record<string, string> };
}

/**
 * A client with the API's own types: `client.GET('/api/v1/topics/{id}', { params: { path: { id } } })`. Each answer that is no success
 * throws {@link WirewatchProblem}. Each POST carries an Idempotency-Key, so that it may be sent again when its answer was lost.
 */
export function createWirewatchClient({ baseUrl, apiKey, fetch = globalThis.fetch }: ClientOptions): WirewatchClient {
  const headers: Record<string, string> = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
  const client = createFetchClient<paths>({ baseUrl, headers, fetch, credentials: 'same-origin' });
  client.use(addIdempotencyKey, throwProblem);
  return Object.assign(client, { options: { baseUrl, fetch, headers } });
}

const addIdempotencyKey: Middleware = {
  onRequest({ request }) {
    if (request.method === 'POST' && !request.headers.has('idempotency-key')) {
      request.headers.set('idempotency-key', crypto.randomUUID());
    }
    return request;
  },
};

const throwProblem: Middleware = {
  async onResponse({ response }) {
    if (response.ok || response.status === 304) return response;
    throw await problemOf(response);
  },
};

async function problemOf(response: Response): Promise<WirewatchProblem> {
  if (response.headers.get('content-type')?.startsWith('application/problem+json')) {
    return new WirewatchProblem((await response.json()) as Problem);
  }
  // A proxy between us may answer in its own words.
  return new WirewatchProblem({
    type: 'about:blank',
    title: response.statusText || 'The server gave no answer that can be read',
    status: response.status,
    requestId: response.headers.get('x-request-id') ?? '',
  });
}

/** The header for a change of what was read: it is refused (412) if somebody else was faster. */
export function ifMatch(response: Response): { 'If-Match': string } {
  const tag = response.headers.get('etag');
  if (tag === null) throw new Error('The answer has no ETag');
  return { 'If-Match': tag };
}

interface Page<Item> {
  items: Item[];
  nextCursor: string | number | null;
}

/** Every item of a list, page after page: `for await (const topic of eachOf((cursor) => client.GET(…, { params: { query: { cursor } } })))`. */
export async function* eachOf<Item>(
  readPage: (cursor: string | undefined) => Promise<{ data?: Page<Item> | undefined }>,
): AsyncGenerator<Item, void, undefined> {
  let cursor: string | undefined;
  do {
    const { data } = await readPage(cursor);
    yield* data?.items ?? [];
    cursor = data?.nextCursor == null ? undefined : String(data.nextCursor);
  } while (cursor !== undefined);
}
