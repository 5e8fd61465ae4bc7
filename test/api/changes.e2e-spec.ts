import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startTestWirewatch, type TestWirewatch } from '../support/wirewatch.js';

describe('a change through the API', () => {
  let database: TestDatabase;
  let wirewatch: TestWirewatch;
  let key: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    wirewatch = await startTestWirewatch({ DATABASE_URL: database.url });
    const made = await wirewatch.expectCall(201, 'POST', '/api-keys', {
      name: 'script',
      scopes: ['topics:read', 'topics:write', 'subscriptions:read', 'subscriptions:write', 'admin:read', 'admin:write'],
    });
    key = made.token;
  });
  afterAll(async () => {
    await wirewatch?.stop();
    await database?.drop();
  });

  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${wirewatch.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
  };

  let made = 0;
  const newSubscriber = async () => {
    const answer = await ask('POST', '/subscribers', { name: `Reader ${++made}` });
    expect(answer.status).toBe(201);
    return answer;
  };

  describe('is not made over another', () => {
    it('says where the new thing is, and the tag of what it is', async () => {
      const { headers, body } = await newSubscriber();
      expect(headers.get('location')).toBe(`/api/v1/subscribers/${body.id}`);
      const read = await ask('GET', `/subscribers/${body.id}`);
      expect(read.headers.get('etag')).toMatch(/^"[\w-]+"$/);
      expect(headers.get('etag')).toBe(read.headers.get('etag'));
    });

    it('refuses what was meant for an earlier state, for PATCH and DELETE, and changes nothing', async () => {
      const { headers, body } = await newSubscriber();
      const first = headers.get('etag') ?? '';
      const path = `/subscribers/${body.id}`;
      const changed = await ask('PATCH', path, { name: 'Olena' }, { 'if-match': first });
      expect(changed.status).toBe(200);
      for (const [method, change] of [
        ['PATCH', { name: 'Mykola' }],
        ['DELETE', undefined],
      ] as const) {
        const refused = await ask(method, path, change, { 'if-match': first });
        expect(refused).toMatchObject({ status: 412, body: { type: 'urn:wirewatch:problem:precondition-failed' } });
      }
      const read = await ask('GET', path);
      expect(read.body.name).toBe('Olena');
      expect(changed.headers.get('etag')).toBe(read.headers.get('etag'));
      expect(
        (await ask('DELETE', path, undefined, { 'if-match': `"other", ${read.headers.get('etag')}` })).status,
      ).toBe(204);
      expect((await ask('DELETE', path, undefined, { 'if-match': '*' })).status).toBe(404);
    });

    it('lets one of twenty through that mean the same state at once', async () => {
      const { headers, body } = await newSubscriber();
      const etag = headers.get('etag') ?? '';
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, place) =>
          ask('PATCH', `/subscribers/${body.id}`, { name: `Writer ${place}` }, { 'if-match': etag }),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(412)]);
    });

    it('answers "not modified" to who has it already', async () => {
      const { headers, body } = await newSubscriber();
      const again = await ask('GET', `/subscribers/${body.id}`, undefined, {
        'if-none-match': `W/${headers.get('etag')}`,
      });
      expect(again).toMatchObject({ status: 304, body: undefined });
    });
  });

  it('is not refused because of what moves by itself', async () => {
    const feed = await wirewatch.call('POST', '/feeds', { url: 'http://127.0.0.1:9/feed.xml', title: 'Wire' });
    const path = `/feeds/${feed.body.id}`;
    const { headers } = await wirewatch.call('GET', path);
    await database.query('UPDATE feeds SET next_fetch_at = now(), last_error = $1', ['no answer']);
    expect((await wirewatch.call('GET', path)).headers.get('etag')).toBe(headers.get('etag'));
    await wirewatch.expectCall(200, 'PATCH', path, { title: 'Wire 2' });
    expect((await wirewatch.call('GET', path)).headers.get('etag')).not.toBe(headers.get('etag'));
  });

  describe('is made once for one Idempotency-Key', () => {
    const names = async (name: string) =>
      (await ask('GET', '/subscribers?limit=200')).body.items.filter((one: { name: string }) => one.name === name);

    it('gives the same answer again, with its status and its headers', async () => {
      const send = () => ask('POST', '/subscribers', { name: 'Once' }, { 'idempotency-key': 'once-1' });
      const [first, second] = [await send(), await send()];
      expect(second.status).toBe(201);
      expect(second.body).toEqual(first.body);
      expect(second.headers.get('location')).toBe(first.headers.get('location'));
      expect(first.headers.get('idempotency-replayed')).toBeNull();
      expect(second.headers.get('idempotency-replayed')).toBe('true');
      await expect(names('Once')).resolves.toHaveLength(1);
    });

    it('makes one of ten that come at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () =>
          ask('POST', '/subscribers', { name: 'Ten' }, { 'idempotency-key': '"ten-at-once"' }),
        ),
      );
      for (const { status } of answers) expect([201, 409]).toContain(status);
      expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
      await expect(names('Ten')).resolves.toHaveLength(1);
    });

    it('takes no other request for the same key, and every caller has keys of its own', async () => {
      const headers = { 'idempotency-key': 'mine' };
      expect((await ask('POST', '/subscribers', { name: 'Mine' }, headers)).status).toBe(201);
      expect(await ask('POST', '/subscribers', { name: 'Yours' }, headers)).toMatchObject({
        status: 422,
        body: { type: 'urn:wirewatch:problem:idempotency-conflict' },
      });
      const other = await wirewatch.expectCall(201, 'POST', '/api-keys', {
        name: 'other',
        scopes: ['subscriptions:write'],
      });
      const answer = await ask(
        'POST',
        '/subscribers',
        { name: 'Yours' },
        {
          ...headers,
          authorization: `Bearer ${other.token}`,
        },
      );
      expect(answer.status).toBe(201);
    });

    it('does not keep a refusal: mended, it is taken', async () => {
      const headers = { 'idempotency-key': 'mended' };
      expect((await ask('POST', '/subscribers', { name: '' }, headers)).status).toBe(400);
      expect((await ask('POST', '/subscribers', { name: 'Mended' }, headers)).status).toBe(201);
    });

    it.each(['', 'a b', 'x'.repeat(256)])('refuses the key %j', async (key) => {
      expect((await ask('POST', '/subscribers', { name: 'Bad' }, { 'idempotency-key': key })).status).toBe(400);
    });

    it('keeps no secret in readable form', async () => {
      const send = () =>
        ask('POST', '/api-keys', { name: 'shown once', scopes: ['topics:read'] }, { 'idempotency-key': 'secret' });
      const [first, second] = [await send(), await send()];
      expect(first.status).toBe(201);
      expect(second.body.token).toBe(first.body.token);
      const rows = await database.query('SELECT response FROM idempotency_keys');
      expect(JSON.stringify(rows)).not.toContain(first.body.token);
    });
  });

  describe('is in the audit log', () => {
    const entriesOf = async (subjectId: string) => {
      const { body } = await ask('GET', `/audit?total=true&subjectId=${subjectId}`);
      expect(body.total).toBe(body.items.length);
      return body.items;
    };

    it('with who, what, before and after', async () => {
      const { body: subscriber } = await newSubscriber();
      await ask('PATCH', `/subscribers/${subscriber.id}`, { timeZone: 'Europe/Kyiv' });
      await ask('DELETE', `/subscribers/${subscriber.id}`);
      const [deleted, changed, created] = await entriesOf(subscriber.id);
      expect(created).toMatchObject({
        actor: { kind: 'api-key', name: 'script' },
        action: 'createSubscriber',
        noun: 'subscriber',
        status: 201,
        before: null,
        after: { name: subscriber.name, timeZone: 'UTC' },
      });
      expect(changed).toMatchObject({ status: 200, before: { timeZone: 'UTC' }, after: { timeZone: 'Europe/Kyiv' } });
      expect(deleted).toMatchObject({ status: 204, before: { timeZone: 'Europe/Kyiv' }, after: null });
      const one = await ask('GET', `/audit/${changed.id}`);
      expect(one.body).toEqual(changed);
    });

    it('unless it was refused', async () => {
      const { body: subscriber } = await newSubscriber();
      await ask('PATCH', `/subscribers/${subscriber.id}`, { timeZone: 'Mars/Olympus' });
      await expect(entriesOf(subscriber.id)).resolves.toHaveLength(1);
    });

    it('unless it was only tried', async () => {
      const count = async () => (await ask('GET', '/audit?total=true&noun=subscriber-csv')).body.total;
      const send = (query: string) =>
        fetch(`${wirewatch.url}/api/v1/subscribers/import${query}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' },
          body: 'name,email\nOlena,olena@desk.example\n',
        });
      expect((await send('?dryRun=true')).status).toBe(200);
      await expect(count()).resolves.toBe(0);
      expect((await send('')).status).toBe(200);
      await expect(count()).resolves.toBe(1);
    });

    it('without the key that was made', async () => {
      const { body } = await ask('POST', '/api-keys', { name: 'secret', scopes: ['topics:read'] });
      const [entry] = await entriesOf(body.id);
      expect(entry.after).toMatchObject({ name: 'secret', token: '•••' });
    });
  });
});
