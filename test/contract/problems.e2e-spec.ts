import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { signInAs } from './people.js';
import { ADMIN, startTestWirewatch, type TestWirewatch } from '../support/wirewatch.js';
import { type RawAnswer, sendRaw } from './send-raw.js';

const UNKNOWN = '019cb7a4-3f1e-7c52-9a0d-4e6b00000000';
const JSON_TYPE = { 'content-type': 'application/json' };

describe('what goes wrong is told as problem details', () => {
  let database: TestDatabase;
  let wirewatch: TestWirewatch;
  let cookie: string;
  const send = (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
    sendRaw(wirewatch.url, { method, path, headers: { cookie, ...headers }, body });
  const problemIn = ({ text }: RawAnswer) => JSON.parse(text) as Record<string, unknown>;

  beforeAll(async () => {
    database = await createTestDatabase();
    wirewatch = await startTestWirewatch({ DATABASE_URL: database.url });
    cookie = await signInAs(wirewatch.url, ADMIN);
  });

  afterAll(async () => {
    await wirewatch?.stop();
    await database?.drop();
  });

  const patch = (body: string) => ['PATCH', `/api/v1/topics/${UNKNOWN}`, JSON_TYPE, body] as const;
  const cases: [string, Parameters<typeof send>, number, string, object?, object?][] = [
    ['an address that there is not', ['GET', '/api/v1/nothing?token=secret'], 404, 'not-found'],
    ['an address outside the API', ['POST', '/nothing/at/all'], 404, 'not-found'],
    [
      'a method that an address does not take',
      ['PUT', `/api/v1/topics/${UNKNOWN}`],
      405,
      'method-not-allowed',
      {},
      { allow: 'DELETE, GET, HEAD, OPTIONS, PATCH' },
    ],
    [
      'JSON that breaks off',
      [...patch('{"name": "Grain",')],
      400,
      'invalid-request',
      { detail: 'The body is not JSON: see line 1, column 18' },
    ],
    ['a body that is empty', [...patch('')], 400, 'invalid-request', { detail: expect.stringContaining('empty') }],
    ['__proto__ in JSON', [...patch('{"__proto__": {"isAdmin": true}}')], 400, 'invalid-request'],
    [
      'a body of another type',
      ['PATCH', `/api/v1/topics/${UNKNOWN}`, { 'content-type': 'text/csv' }, 'a,b'],
      415,
      'unsupported-media-type',
      {},
      { 'accept-patch': 'application/json' },
    ],
    ['a body beyond the limit', [...patch(`{"name": "${'x'.repeat(1_100_000)}"}`)], 413, 'too-large'],
    [
      'a field that is wrong',
      ['POST', '/api/v1/topics', JSON_TYPE, '{"name": 7}'],
      400,
      'invalid-request',
      { errors: expect.arrayContaining([expect.objectContaining({ path: 'name' })]) },
    ],
    [
      'an id that is none',
      ['GET', '/api/v1/topics/7'],
      400,
      'invalid-request',
      { errors: [expect.objectContaining({ path: 'id' })] },
    ],
    ['an id that is far too long', ['GET', `/api/v1/topics/${'7'.repeat(3_000)}`], 414, 'too-large'],
    ['an id with NUL', ['GET', '/api/v1/topics/%00'], 400, 'invalid-request'],
    ['an address that is not well-formed', ['GET', '/api/v1/topics/%zz'], 400, 'invalid-request'],
    [
      'an id of nothing',
      ['GET', `/api/v1/topics/${UNKNOWN}`],
      404,
      'not-found',
      { detail: 'There is no topic with this id' },
    ],
    [
      'nobody signed in',
      ['GET', '/api/v1/topics', { cookie: '' }],
      401,
      'not-signed-in',
      {},
      { 'www-authenticate': 'Bearer realm="wirewatch"' },
    ],
  ];

  it.each(cases)('%s', async (_what, request, status, kind, fields = {}, headers = {}) => {
    const answer = await send(...request);
    expect({ status: answer.status, ...problemIn(answer) }).toMatchObject({
      status,
      type: `urn:wirewatch:problem:${kind}`,
      requestId: answer.headers['x-request-id'],
      ...fields,
    });
    expect(answer.headers).toMatchObject({
      'content-type': expect.stringMatching(/^application\/problem\+json/),
      ...headers,
    });
    expect(answer.text).not.toMatch(/secret|node_modules|\bat .*:\d+:\d+|isAdmin/);
  });

  it('names the field that is taken already', async () => {
    const body = JSON.stringify({ slug: 'twice', name: 'Twice', query: 'grain' });
    expect(await send('POST', '/api/v1/topics', JSON_TYPE, body)).toMatchObject({ status: 201 });
    const again = await send('POST', '/api/v1/topics', JSON_TYPE, body);
    expect(problemIn(again)).toMatchObject({
      status: 409,
      type: 'urn:wirewatch:problem:conflict',
      errors: [{ path: 'slug', message: 'is taken already' }],
    });
  });

  it('answers OPTIONS and HEAD as RFC 9110 has them', async () => {
    const options = await send('OPTIONS', '/api/v1/topics');
    expect(options).toMatchObject({ status: 204, text: '', headers: { allow: 'GET, HEAD, OPTIONS, POST' } });
    const head = await send('HEAD', '/api/v1/topics');
    const get = await send('GET', '/api/v1/topics');
    expect(head).toMatchObject({ status: 200, text: '' });
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
    expect(await send('OPTIONS', '/api/v1/nothing')).toMatchObject({ status: 404 });
  });

  it('takes a request’s id from its caller only where it is a plain token', async () => {
    const idFor = async (id: string) =>
      (await send('GET', '/api/v1/health', { 'x-request-id': id })).headers['x-request-id'];
    expect(await idFor('desk-4711.a_b')).toBe('desk-4711.a_b');
    for (const id of ['short', 'a b c d e f g', '<script>alert(1)</script>', 'x'.repeat(65)]) {
      expect(await idFor(id)).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});
