import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startTestWirewatch, type TestWirewatch } from '../support/wirewatch.js';

describe('the REST API', () => {
  let database: TestDatabase;
  let wirewatch: TestWirewatch;
  let call: TestWirewatch['call'];
  let expectCall: TestWirewatch['expectCall'];

  beforeAll(async () => {
    database = await createTestDatabase();
    wirewatch = await startTestWirewatch({ DATABASE_URL: database.url });
    ({ call, expectCall } = wirewatch);
  });

  afterAll(async () => {
    await wirewatch?.stop();
    await database?.drop();
  });

  const operations = async (): Promise<{ method: string; path: string }[]> => {
    const document: any = await (await fetch(`${wirewatch.url}/docs/openapi.json`)).json();
    return Object.entries<Record<string, unknown>>(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
    );
  };

  describe('is closed', () => {
    const open = new Set([
      'POST /api/v1/session',
      'DELETE /api/v1/session',
      'GET /api/v1/session/options',
      'POST /api/v1/password-resets',
      'POST /api/v1/passwords',
      'GET /api/v1/health',
      // Its key is in the address that the mail came back to; without one it asks for an API key itself.
      'POST /api/v1/bounces',
      // Their key is in the address: readers of feeds cannot sign in.
      'GET /api/v1/topics/{id}/feed.atom',
      'GET /api/v1/topics/{id}/feed.json',
    ]);

    it('to whoever has not signed in: every route that is not meant to be open', async () => {
      const all = await operations();
      expect(all.length).toBeGreaterThan(35);
      for (const { method, path } of all.filter((route) => !open.has(`${route.method} ${route.path}`))) {
        const response = await fetch(wirewatch.url + path.replace('{id}', '01900000-0000-7000-8000-000000000000'), {
          method,
        });
        const problem: any = await response.json();
        expect({ route: `${method} ${path}`, status: response.status, type: problem.type }).toEqual({
          route: `${method} ${path}`,
          status: 401,
          type: 'urn:wirewatch:problem:not-signed-in',
        });
      }
    });

    it.each(['', 'Bearer', 'Bearer ww_nonsense', 'Basic YTpi'])('to the header %j', async (authorization) => {
      const response = await fetch(`${wirewatch.url}/api/v1/feeds`, { headers: { authorization } });
      expect(response.status).toBe(401);
    });

    it('to a wrong password, as to a wrong address', async () => {
      for (const body of [
        { email: 'admin@desk.example', password: 'wrong' },
        { email: 'nobody@desk.example', password: 'wrong' },
      ]) {
        const response = await fetch(`${wirewatch.url}/api/v1/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
        expect(response.status).toBe(401);
        await expect(response.json()).resolves.toMatchObject({
          detail: expect.stringContaining('The email address or the password is wrong'),
        });
      }
    });

    it('to a page of another site, even with the cookie', async () => {
      const answer = await call('GET', '/session');
      expect(answer.status).toBe(200);
      const cookie = await signedInCookie();
      const response = await fetch(`${wirewatch.url}/api/v1/subscribers`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', origin: 'https://evil.example' },
        body: JSON.stringify({ name: 'Mallory' }),
      });
      expect(response.status).toBe(403);
    });

    const signedInCookie = async () => {
      const response = await fetch(`${wirewatch.url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'admin@desk.example', password: 'correct horse battery staple' }),
      });
      const cookie = response.headers.get('set-cookie') ?? '';
      expect(cookie).toMatch(/HttpOnly/);
      expect(cookie).toMatch(/SameSite=Strict/);
      return cookie.split(';')[0] ?? '';
    };
  });

  it('takes an API key within its scopes, until it is deleted', async () => {
    const key = await expectCall(201, 'POST', '/api-keys', { name: 'reader', scopes: ['feeds:read', 'topics:read'] });
    const ask = (method: string, path: string) =>
      fetch(`${wirewatch.url}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${key.token}`,
          ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
        },
        body: method === 'POST' ? '{"name":"x"}' : undefined,
      });
    expect((await ask('GET', '/feeds')).status).toBe(200);
    expect((await ask('POST', '/subscribers')).status).toBe(403);
    expect((await ask('GET', '/api-keys')).status).toBe(403);
    const topic = await expectCall(201, 'POST', '/topics', { slug: 'read-only', name: 'Read only', query: 'word' });
    // No re-match has been: it may read that, and start none.
    expect((await ask('GET', `/topics/${topic.id}/rematch`)).status).toBe(404);
    expect((await ask('POST', `/topics/${topic.id}/rematch`)).status).toBe(403);
    await expectCall(204, 'DELETE', `/topics/${topic.id}`);
    const { items } = await expectCall(200, 'GET', '/api-keys');
    expect(items).toEqual([
      expect.objectContaining({ name: 'reader', hint: key.token.slice(0, 8), lastUsedAt: expect.any(String) }),
    ]);
    expect(JSON.stringify(items)).not.toContain(key.token);
    await expectCall(204, 'DELETE', `/api-keys/${key.id}`);
    expect((await ask('GET', '/feeds')).status).toBe(401);
  });

  describe('keeps', () => {
    it('feeds', async () => {
      const feed = await expectCall(201, 'POST', '/feeds', {
        url: 'http://192.0.2.1/feed',
        title: 'Nowhere',
        sourceKind: 'state-media',
        language: 'ko',
      });
      expect(feed).toMatchObject({ title: 'Nowhere', sourceKind: 'state-media', state: 'active', storyCount: 0 });
      await expectCall(409, 'POST', '/feeds', { url: 'http://192.0.2.1/feed' });
      expect(await expectCall(200, 'PATCH', `/feeds/${feed.id}`, { state: 'paused', title: 'Paused' })).toMatchObject({
        state: 'paused',
        title: 'Paused',
      });
      expect((await expectCall(200, 'GET', '/feeds?language=ko')).items).toHaveLength(1);
      expect((await expectCall(200, 'GET', '/feeds?language=ja')).items).toHaveLength(0);
      await expectCall(204, 'DELETE', `/feeds/${feed.id}`);
      await expectCall(404, 'GET', `/feeds/${feed.id}`);
    });

    it('entities and topics, and says where a query is wrong', async () => {
      const entity = await expectCall(201, 'POST', '/entities', {
        slug: 'test-place',
        name: 'Test place',
        kind: 'place',
        forms: { en: [{ text: 'Testville' }], ko: [{ text: '시험' }] },
      });
      const topic = await expectCall(201, 'POST', '/topics', {
        slug: 'test-topic',
        name: 'Test',
        query: '@test-place AND "fire brigade"',
      });
      expect(topic).toMatchObject({ version: 1, enabled: true });
      expect(await expectCall(200, 'PATCH', `/topics/${topic.id}`, { query: '@test-place' })).toMatchObject({
        version: 2,
      });
      expect(await expectCall(200, 'PATCH', `/topics/${topic.id}`, { name: 'Renamed' })).toMatchObject({
        version: 2,
        name: 'Renamed',
      });
      const wrong = await expectCall(400, 'POST', '/topics', {
        slug: 'wrong',
        name: 'Wrong',
        query: '@test-plac AND (',
      });
      expect(wrong.errors.map(({ path }: { path: string }) => path)).toEqual(expect.arrayContaining(['query:1:1']));
      expect(JSON.stringify(wrong.errors)).toContain('test-place');
      expect((await expectCall(409, 'DELETE', `/entities/${entity.id}`)).detail).toContain('test-topic');
      // By hand, and over an archive without a story.
      const rematch = await expectCall(202, 'POST', `/topics/${topic.id}/rematch`);
      expect(rematch).toMatchObject({
        topicId: topic.id,
        topicVersion: 2,
        reason: 'by-hand',
        state: 'waiting',
        total: 0,
      });
      await eventually('the re-match to be done', async () => {
        const run = await expectCall(200, 'GET', `/topics/${topic.id}/rematch`);
        return run.state === 'done' && run.id === rematch.id && run.finishedAt !== null;
      });
      await expectCall(204, 'DELETE', `/topics/${topic.id}`);
      await expectCall(204, 'DELETE', `/entities/${entity.id}`);
    });

    it('subscribers, targets and subscriptions', async () => {
      const subscriber = await expectCall(201, 'POST', '/subscribers', {
        name: 'Ana',
        locale: 'es',
        timeZone: 'Europe/Madrid',
      });
      const other = await expectCall(201, 'POST', '/subscribers', { name: 'Other' });
      const topic = await expectCall(201, 'POST', '/topics', { slug: 'any', name: 'Any', query: 'any' });
      const target = await expectCall(201, 'POST', '/targets', { subscriberId: subscriber.id, kind: 'mailbox' });
      expect(target.state).toBe('active');
      const body = { subscriberId: subscriber.id, name: 'Any', topicIds: [topic.id, topic.id], targetIds: [target.id] };
      const subscription = await expectCall(201, 'POST', '/subscriptions', {
        ...body,
        minimumScore: 0.4,
        languages: ['es'],
      });
      expect(subscription).toMatchObject({
        minimumScore: 0.4,
        languages: ['es'],
        topics: [{ slug: 'any' }],
        targets: [{ kind: 'mailbox' }],
      });
      const foreign = await expectCall(400, 'POST', '/subscriptions', { ...body, subscriberId: other.id });
      expect(foreign.errors).toEqual([{ path: 'targetIds', message: expect.stringContaining(target.id) }]);
      const muted = await expectCall(200, 'PATCH', `/subscriptions/${subscription.id}`, {
        state: 'paused',
        mutedUntil: '2030-01-01T00:00:00Z',
        targetIds: [],
      });
      expect(muted).toMatchObject({ state: 'paused', mutedUntil: '2030-01-01T00:00:00.000Z', targets: [] });
      await expectCall(204, 'DELETE', `/subscribers/${subscriber.id}`);
      await expectCall(404, 'GET', `/subscriptions/${subscription.id}`);
      await expectCall(404, 'GET', `/targets/${target.id}`);
    });

    it('secrets to itself: a webhook is answered masked', async () => {
      const subscriber = await expectCall(201, 'POST', '/subscribers', { name: 'Hooked' });
      const target = await expectCall(201, 'POST', '/targets', {
        subscriberId: subscriber.id,
        kind: 'webhook',
        address: {
          url: 'https://hooks.example/in?token=hush',
          secret: `whsec_${Buffer.from('a webhook secret of some length').toString('base64')}`,
        },
      });
      const shown = JSON.stringify([
        target,
        await expectCall(200, 'GET', '/targets'),
        await expectCall(200, 'GET', `/targets/${target.id}`),
      ]);
      expect(shown).not.toContain('hush');
      expect(shown).not.toContain('whsec_');
      const stored = await database.query<{ address: string }>('SELECT address FROM targets WHERE id = $1', [
        target.id,
      ]);
      expect(stored[0]?.address).toMatch(/^v2\./);
    });
  });

  it('tries a draft query on a text, without storing it', async () => {
    const query = 'treaty NEAR/3 "North Korea"';
    const body = { title: 'Treaty with North Korea', text: 'Signed.' };
    expect(await expectCall(200, 'POST', '/topics/validate', { query })).toEqual({ valid: true, normalForm: query });
    expect(await expectCall(200, 'POST', '/topics/validate', { query: '(' })).toMatchObject({ valid: false });
    expect(await expectCall(200, 'POST', '/topics/test', { query, ...body })).toMatchObject({
      outcome: 'matches',
      score: expect.any(Number),
    });
    expect(await expectCall(200, 'POST', '/topics/test', { query, title: 'Treaty' })).toMatchObject({
      outcome: 'does-not-match',
    });
    expect((await expectCall(200, 'GET', '/topics')).items.map(({ slug }: { slug: string }) => slug)).not.toContain(
      'draft',
    );
  });

  it('pages through a list, newest first, without a gap', async () => {
    for (let number = 1; number <= 5; number++)
      await expectCall(201, 'POST', '/subscribers', { name: `Page ${number}` });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: any = await expectCall(200, 'GET', `/subscribers?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...page.items.map(({ name }: { name: string }) => name));
      cursor = page.nextCursor;
    }
    expect(seen.filter((name) => name.startsWith('Page'))).toEqual(['Page 5', 'Page 4', 'Page 3', 'Page 2', 'Page 1']);
  });

  it.each<[string, string, string, unknown, string]>([
    ['an unknown field kind', 'POST', '/feeds', { url: 'http://x.example', sourceKind: 'gossip' }, 'sourceKind'],
    ['an address of another scheme', 'POST', '/feeds', { url: 'file:///etc/passwd' }, 'url'],
    [
      'a mail address that is none',
      'POST',
      '/targets',
      { subscriberId: '01900000-0000-7000-8000-000000000000', kind: 'email', address: { address: 'x' } },
      'address.address',
    ],
    ['a time zone that is none', 'POST', '/subscribers', { name: 'x', timeZone: 'Mars/Olympus' }, 'timeZone'],
    [
      'a score above one',
      'POST',
      '/subscriptions',
      { subscriberId: '01900000-0000-7000-8000-000000000000', name: 'x', minimumScore: 1.5 },
      'minimumScore',
    ],
    ['a slug with spaces', 'POST', '/topics', { slug: 'a b', name: 'x', query: 'x' }, 'slug'],
    ['a limit that is none', 'GET', '/stories?limit=lots', undefined, 'limit'],
    ['a character that cannot be stored', 'POST', '/subscribers', { name: 'a\0b' }, 'name'],
    [
      'half a surrogate pair',
      'POST',
      '/entities',
      { slug: 'a', name: 'a', kind: 'place', forms: { en: [{ text: '\ud800' }] } },
      'forms.en.0.text',
    ],
    ['a field that nobody knows', 'POST', '/subscribers', { name: 'x', timezone: 'UTC' }, ''],
  ])('names the field of %s', async (_, method, path, body, field) => {
    const problem = await expectCall(400, method, path, body);
    expect(problem).toMatchObject({ type: 'urn:wirewatch:problem:invalid-request', requestId: expect.any(String) });
    expect(problem.errors.map((error: { path: string }) => error.path)).toContain(field);
  });

  it.each([
    ['an id that is none', 'GET', '/feeds/abc', 400],
    ['a thing that is not there', 'GET', '/stories/01900000-0000-7000-8000-000000000000', 404],
    ['a re-match of no topic', 'GET', '/topics/01900000-0000-7000-8000-000000000000/rematch', 404],
    ['a re-match of an id that is none', 'POST', '/topics/abc/rematch', 400],
    ['a route that is not there', 'GET', '/nothing', 404],
    ['a change of a thing that is not there', 'PATCH', '/subscribers/01900000-0000-7000-8000-000000000000', 404],
  ])('answers %s with a problem', async (_, method, path, status) => {
    const answer = await call(method, path, method === 'PATCH' ? { name: 'x' } : undefined);
    expect({ status: answer.status, type: answer.headers.get('content-type') }).toEqual({
      status,
      type: expect.stringContaining('application/problem+json'),
    });
  });

  it('answers a body that is no JSON with a problem, not with a stack', async () => {
    const key = await expectCall(201, 'POST', '/api-keys', { name: 'broken', scopes: ['admin:read'] });
    const response = await fetch(`${wirewatch.url}/api/v1/feeds`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key.token}`, 'content-type': 'application/json' },
      body: '{"url": ',
    });
    expect(response.status).toBe(400);
    expect(await response.text()).not.toMatch(/at .*\.js|node_modules/);
  });

  it('describes itself in OpenAPI 3.1, each operation with an answer', async () => {
    const document: any = await (await fetch(`${wirewatch.url}/docs/openapi.json`)).json();
    expect(document.openapi).toMatch(/^3\.1/);
    const paths = Object.keys(document.paths);
    for (const noun of [
      'feeds',
      'topics',
      'entities',
      'stories',
      'subscribers',
      'targets',
      'subscriptions',
      'silences',
      'alerts',
      'deliveries',
      'mailbox',
    ]) {
      expect(paths).toContain(`/api/v1/${noun}`);
    }
    for (const [path, methods] of Object.entries<any>(document.paths)) {
      for (const [method, operation] of Object.entries<any>(methods)) {
        expect({ path, method, summary: operation.summary }).toEqual({ path, method, summary: expect.any(String) });
        expect(Object.keys(operation.responses).some((status) => status.startsWith('2'))).toBe(true);
      }
    }
    expect(document.components.schemas.Feed.properties.url).toMatchObject({ type: 'string' });
    expect((await fetch(`${wirewatch.url}/docs`)).status).toBe(200);
  });

  it('serves health to anybody, and the dashboard under a strict policy', async () => {
    expect(await (await fetch(`${wirewatch.url}/api/v1/health`)).json()).toMatchObject({ status: 'ok' });
    for (const path of ['/', '/stories/01900000-0000-7000-8000-000000000000']) {
      const page = await fetch(wirewatch.url + path);
      expect(page.headers.get('content-type')).toContain('text/html');
      expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    }
  });
});
