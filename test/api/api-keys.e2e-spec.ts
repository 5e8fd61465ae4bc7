import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startTestWirewatch, type TestWirewatch } from '../support/wirewatch.js';

describe('API keys', () => {
  let database: TestDatabase;
  let wirewatch: TestWirewatch;
  let expectCall: TestWirewatch['expectCall'];

  beforeAll(async () => {
    database = await createTestDatabase();
    wirewatch = await startTestWirewatch({ DATABASE_URL: database.url });
    ({ expectCall } = wirewatch);
  });

  afterAll(async () => {
    await wirewatch?.stop();
    await database?.drop();
  });

  const create = (scopes: string[], more: object = {}) =>
    expectCall(201, 'POST', '/api-keys', { name: 'a key', scopes, ...more });
  const statusWith = async (token: string, method: string, path: string, body?: unknown) =>
    (
      await fetch(`${wirewatch.url}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    ).status;
  const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

  it('do what their scopes say, and nothing else', async () => {
    const { token } = await create(['feeds:read', 'subscriptions:write']);
    expect(await statusWith(token, 'GET', '/feeds')).toBe(200);
    expect(await statusWith(token, 'GET', '/subscribers')).toBe(403);
    expect(await statusWith(token, 'POST', '/subscribers', { name: 'A team' })).toBe(201);
    expect(await statusWith(token, 'POST', '/feeds', { url: 'http://192.0.2.1/feed' })).toBe(403);
    expect(await statusWith(token, 'GET', '/api-keys')).toBe(403);
    expect(await statusWith(token, 'GET', '/account')).toBe(404);
    expect(await statusWith(token, 'GET', '/sessions')).toBe(404);
  });

  it('are shown once, and kept as a hash', async () => {
    const { token, ...key } = await create(['stories:read', 'stories:read']);
    expect(key).toMatchObject({ scopes: ['stories:read'], hint: token.slice(0, 8), lastUsedAt: null, expiresAt: null });
    expect(await expectCall(200, 'GET', `/api-keys/${key.id}`)).toEqual(key);
    await statusWith(token, 'GET', '/stories');
    const read = await expectCall(200, 'GET', `/api-keys/${key.id}`);
    expect(read.lastUsedAt).toEqual(expect.any(String));
    const stored = await database.query('SELECT row_to_json(api_keys)::text AS row FROM api_keys');
    const logged = await database.query('SELECT row_to_json(audit_entries)::text AS row FROM audit_entries');
    expect(JSON.stringify([stored, logged, read])).not.toContain(token);
  });

  it('change while they are used, at once', async () => {
    const { token, id } = await create(['feeds:read']);
    expect(await statusWith(token, 'GET', '/feeds')).toBe(200);
    expect(
      await expectCall(200, 'PATCH', `/api-keys/${id}`, { name: 'other', scopes: ['stories:read'] }),
    ).toMatchObject({
      name: 'other',
      scopes: ['stories:read'],
    });
    expect(await statusWith(token, 'GET', '/feeds')).toBe(403);
    expect(await statusWith(token, 'GET', '/stories')).toBe(200);
    await expectCall(204, 'DELETE', `/api-keys/${id}`);
    expect(await statusWith(token, 'GET', '/stories')).toBe(401);
    await expectCall(404, 'GET', `/api-keys/${id}`);
    await expectCall(404, 'PATCH', `/api-keys/${id}`, { name: 'gone' });
  });

  it('expire', async () => {
    const { token, id } = await create(['feeds:read'], { expiresAt: inAnHour() });
    await database.query("UPDATE api_keys SET expires_at = now() - interval '1 second' WHERE id = $1", [id]);
    expect(await statusWith(token, 'GET', '/feeds')).toBe(401);
    expect((await expectCall(200, 'GET', '/api-keys?expired=true')).items.map((key: any) => key.id)).toEqual([id]);
    const past = new Date(Date.now() - 1_000).toISOString();
    await expectCall(400, 'POST', '/api-keys', { name: 'late', scopes: ['feeds:read'], expiresAt: past });
    await expectCall(400, 'PATCH', `/api-keys/${id}`, { expiresAt: past });
    await expectCall(200, 'PATCH', `/api-keys/${id}`, { expiresAt: null });
    expect(await statusWith(token, 'GET', '/feeds')).toBe(200);
  });

  it('never hand on more than they have', async () => {
    const maker = await create(['admin:read', 'admin:write', 'feeds:read']);
    const wide = await create(['topics:write']);
    const as = (method: string, path: string, body?: unknown) => statusWith(maker.token, method, path, body);
    expect(await as('POST', '/api-keys', { name: 'child', scopes: ['feeds:read'] })).toBe(201);
    expect(await as('POST', '/api-keys', { name: 'child', scopes: ['feeds:read', 'feeds:write'] })).toBe(403);
    expect(await as('PATCH', `/api-keys/${maker.id}`, { scopes: ['topics:write'] })).toBe(403);
    expect(await as('PATCH', `/api-keys/${wide.id}`, { expiresAt: null })).toBe(403);
    expect(await as('GET', `/api-keys/${wide.id}`)).toBe(200);
  });

  it('are listed by scope and maker, sorted and counted', async () => {
    const { items, total } = await expectCall(200, 'GET', '/api-keys?scope=topics:write&total=true&sort=-name');
    expect([items.length, total]).toEqual([1, 1]);
    expect(
      (await expectCall(200, 'GET', `/api-keys?createdBy=${items[0].createdBy}&limit=1`)).nextCursor,
    ).not.toBeNull();
    await expectCall(400, 'GET', '/api-keys?scope=everything');
  });

  it('are taken as bearer tokens only: a cookie beside one counts for nothing', async () => {
    const { token } = await create(['feeds:read']);
    const session = await fetch(`${wirewatch.url}/api/v1/feeds`, {
      headers: { authorization: 'Bearer ww_wrong', cookie: `wirewatch_session=${token}` },
    });
    expect(session.status).toBe(401);
  });
});
