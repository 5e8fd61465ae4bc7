import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { ADMIN, startTestWirewatch, type TestWirewatch } from '../support/wirewatch.js';

const REQUESTS_PER_MINUTE = 60;
const GUESSES_PER_MINUTE = 20;

describe('signing in', () => {
  let database: TestDatabase;
  let wirewatch: TestWirewatch;
  let clients = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    wirewatch = await startTestWirewatch({
      DATABASE_URL: database.url,
      REQUESTS_PER_MINUTE: String(REQUESTS_PER_MINUTE),
      TRUSTED_PROXIES: '127.0.0.0/8',
      CORS_ORIGINS: 'https://desk.example',
    });
  });

  afterAll(async () => {
    await wirewatch?.stop();
    await database?.drop();
  });

  beforeEach(async () => {
    await database.query('UPDATE users SET failed_sign_ins = 0, locked_until = NULL, disabled_at = NULL');
  });

  /** The address of a client that has called before by no other test. */
  const newClient = () => `192.0.2.${(clients += 1)}`;
  const ask = (method: string, path: string, headers: Record<string, string> = {}, body?: unknown) =>
    fetch(`${wirewatch.url}/api/v1${path}`, {
      method,
      headers: {
        'x-forwarded-for': newClient(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  const trySignIn = (password: string, headers: Record<string, string> = {}, email = ADMIN.email) =>
    ask('POST', '/session', headers, { email, password });
  const cookieOf = (response: Response) => (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const signIn = async (headers: Record<string, string> = {}) => {
    const response = await trySignIn(ADMIN.password, headers);
    expect(response.status).toBe(200);
    return cookieOf(response);
  };
  const statusWith = async (cookie: string) => (await ask('GET', '/session', { cookie })).status;
  const lockState = async () =>
    (
      await database.query<{ failed: number; minutes: number | null }>(
        'SELECT failed_sign_ins AS failed, round(extract(epoch FROM locked_until - now()) / 60)::int AS minutes FROM users',
      )
    )[0];

  it('says who somebody is, and gives a cookie that no script and no other site has', async () => {
    const response = await trySignIn(ADMIN.password, { 'user-agent': 'Desk browser' });
    expect(await response.json()).toMatchObject({ user: { email: ADMIN.email, role: 'admin', name: 'Administrator' } });
    const cookie = response.headers.get('set-cookie');
    expect(cookie).toMatch(/^wirewatch_session=[\w-]{43}; /);
    expect(cookie).toMatch(/; Path=\/; /);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    expect(await statusWith(cookieOf(response))).toBe(200);
  });

  it('tells a sign-in screen what there is', async () => {
    const response = await ask('GET', '/session/options');
    expect(await response.json()).toEqual({ password: true, oidc: false });
  });

  it('never takes a session over that was there before, and ends it', async () => {
    const planted = 'wirewatch_session=a-session-that-somebody-planted';
    const first = await signIn({ cookie: planted });
    expect(first).not.toBe(planted);
    const second = await signIn({ cookie: first });
    expect(second).not.toBe(first);
    expect(await statusWith(planted)).toBe(401);
    expect(await statusWith(first)).toBe(401);
    expect(await statusWith(second)).toBe(200);
  });

  describe('locks an account', () => {
    it('after five wrong passwords, however many are sent at once, and answers as to an address that nobody has', async () => {
      const guesses = await Promise.all(Array.from({ length: 30 }, (_, index) => trySignIn(`wrong ${index}`)));
      expect(new Set(guesses.map(({ status }) => status))).toEqual(new Set([401]));
      expect(await lockState()).toEqual({ failed: 5, minutes: 1 });
      const locked = await trySignIn(ADMIN.password);
      const unknown = await trySignIn(ADMIN.password, {}, 'nobody@desk.example');
      const bodies = (await Promise.all([locked.json(), unknown.json()])) as any[];
      expect([locked.status, unknown.status]).toEqual([401, 401]);
      expect(bodies[0].detail).toBe(bodies[1].detail);
      const namesOf = (response: Response) => [...response.headers.keys()].sort();
      expect(namesOf(locked)).toEqual(namesOf(unknown));
    });

    it('for twice as long each time, up to an hour', async () => {
      const minutes: (number | null | undefined)[] = [];
      for (let guess = 1; guess <= 13; guess += 1) {
        await trySignIn('wrong');
        minutes.push((await lockState())?.minutes);
        await database.query(
          "UPDATE users SET locked_until = now() - interval '1 second' WHERE locked_until IS NOT NULL",
        );
      }
      expect(minutes).toEqual([null, null, null, null, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
    });

    it('and counts from the start again after a right one', async () => {
      for (let guess = 1; guess <= 4; guess += 1) await trySignIn('wrong');
      await signIn();
      expect(await lockState()).toEqual({ failed: 0, minutes: null });
    });
  });

  it('limits the guesses from one address, whoever is guessed at, and no other address', async () => {
    const headers = { 'x-forwarded-for': newClient() };
    const statuses: number[] = [];
    for (let guess = 1; guess <= GUESSES_PER_MINUTE + 1; guess += 1) {
      statuses.push((await trySignIn('wrong', headers, `person-${guess}@desk.example`)).status);
    }
    expect(statuses).toEqual([...Array.from({ length: GUESSES_PER_MINUTE }, () => 401), 429]);
    const refused = await trySignIn(ADMIN.password, headers);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('content-type')).toMatch('application/problem+json');
    expect((await trySignIn(ADMIN.password)).status).toBe(200);
  });

  it('is not for who is disabled, and leaves no trace of that', async () => {
    const cookie = await signIn();
    await database.query('UPDATE users SET disabled_at = now()');
    expect((await trySignIn(ADMIN.password)).status).toBe(401);
    await database.query('UPDATE users SET disabled_at = NULL');
    expect(await statusWith(cookie)).toBe(200);
  });

  it('lists where one is signed in, and ends one place, or all others', async () => {
    await database.query('DELETE FROM sessions');
    const [here, phone, elsewhere] = [
      await signIn({ 'user-agent': 'here' }),
      await signIn({ 'user-agent': 'phone' }),
      await signIn({ 'user-agent': 'elsewhere' }),
    ];
    const list = async () => ((await (await ask('GET', '/sessions', { cookie: here })).json()) as any).items;
    const items = await list();
    expect(items.map(({ userAgent, isCurrent }: any) => [userAgent, isCurrent])).toEqual([
      ['elsewhere', false],
      ['phone', false],
      ['here', true],
    ]);
    expect(await statusWith(phone)).toBe(200);
    expect((await ask('DELETE', `/sessions/${items[1].id}`, { cookie: here })).status).toBe(204);
    expect(await statusWith(phone)).toBe(401);
    expect((await ask('DELETE', '/sessions', { cookie: here })).status).toBe(204);
    expect(await statusWith(elsewhere)).toBe(401);
    expect(await statusWith(here)).toBe(200);
    expect((await ask('DELETE', '/session', { cookie: here })).status).toBe(204);
    expect(await statusWith(here)).toBe(401);
  });

  describe('refuses, although the cookie is there,', () => {
    it.each<[string, Record<string, string>, number]>([
      ['a page of another site', { 'sec-fetch-site': 'cross-site' }, 403],
      ['a page of a neighbouring host', { 'sec-fetch-site': 'same-site' }, 403],
      ['another origin, where the browser says no more', { origin: 'https://evil.example' }, 403],
      ['an origin that is hidden', { origin: 'null' }, 403],
      ['an origin that may call with keys', { origin: 'https://desk.example' }, 403],
      [
        'another origin, whatever else is said',
        { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
        403,
      ],
      ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
      ['a form that looks like text', { 'content-type': 'text/plain;charset=UTF-8' }, 415],
      ['a form with a file', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
    ])('%s', async (_, headers, status) => {
      const cookie = await signIn();
      const form = 'name=Mallory';
      const body = status === 415 ? form : { name: 'Mallory' };
      expect((await ask('POST', '/subscribers', { cookie, ...headers }, body)).status).toBe(status);
      expect(((await (await ask('GET', '/subscribers', { cookie })).json()) as any).items).toEqual([]);
    });

    it.each<[string, Record<string, string>, number]>([
      ['signing in', { 'sec-fetch-site': 'cross-site' }, 403],
      ['signing in by a form', { 'content-type': 'text/plain' }, 415],
    ])('%s from elsewhere', async (_, headers, status) => {
      const response = await trySignIn(ADMIN.password, headers);
      expect(response.status).toBe(status);
      expect(response.headers.get('set-cookie')).toBeNull();
    });

    it('and takes what our own page sends', async () => {
      const cookie = await signIn();
      const ours: Record<string, string>[] = [
        { 'sec-fetch-site': 'same-origin', origin: wirewatch.url },
        { origin: wirewatch.url },
        { 'sec-fetch-site': 'same-origin', origin: 'null' },
      ];
      for (const headers of ours) {
        expect((await ask('PATCH', '/account', { cookie, ...headers }, { name: 'Administrator' })).status).toBe(200);
      }
    });
  });

  describe('is followed by a limit of requests', () => {
    it('by who asks, told in every answer, were it to a route that is not there', async () => {
      const cookie = await signIn();
      const left: (string | null)[] = [];
      for (const path of ['/session', '/nowhere', '/session']) {
        const { headers } = await ask('GET', path, { cookie });
        expect(headers.get('ratelimit-limit')).toBe(String(REQUESTS_PER_MINUTE));
        expect(Number(headers.get('ratelimit-reset'))).toBeGreaterThan(0);
        left.push(headers.get('ratelimit-remaining'));
      }
      const [first, ...others] = left.map(Number);
      expect(others).toEqual([(first ?? 0) - 1, (first ?? 0) - 2]);
    });

    it('also where the address is written in another way', async () => {
      const response = await fetch(`${wirewatch.url}/%61pi/v1/session/options`);
      expect([response.status, response.headers.get('ratelimit-limit')]).toEqual([200, String(REQUESTS_PER_MINUTE)]);
    });

    it('by the address, where nobody has signed in, and goes on for others', async () => {
      const headers = { 'x-forwarded-for': newClient() };
      const statuses = new Map<number, number>();
      for (let request = 0; request < REQUESTS_PER_MINUTE + 5; request += 1) {
        const { status } = await ask('GET', '/feeds', { ...headers, authorization: `Bearer ww_guess-${request}` });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
      expect(Object.fromEntries(statuses)).toEqual({ 401: REQUESTS_PER_MINUTE, 429: 5 });
      const refused = await ask('GET', '/session/options', headers);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await refused.json()).toMatchObject({ type: 'urn:wirewatch:problem:too-many-requests', status: 429 });
      expect((await ask('GET', '/session/options')).status).toBe(200);
    });
  });

  describe('CORS', () => {
    it('lets pages of the origins that are named call by keys, and of no other', async () => {
      const preflight = (origin: string) =>
        ask('OPTIONS', '/feeds', {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type',
        });
      const named = await preflight('https://desk.example');
      expect(named.headers.get('access-control-allow-origin')).toBe('https://desk.example');
      expect(named.headers.get('access-control-allow-credentials')).toBeNull();
      expect(named.headers.get('access-control-allow-headers')).toContain('Authorization');
      const other = await preflight('https://evil.example');
      expect(other.headers.get('access-control-allow-origin')).toBeNull();
      expect((await ask('GET', '/feeds', { origin: 'https://desk.example' })).headers.get('vary')).toContain('Origin');
    });
  });
});

describe('an installation on https', () => {
  it('keeps the session in a cookie that is bound to its host, and has no CORS unless it is named', async () => {
    const database = await createTestDatabase();
    const wirewatch = await startTestWirewatch({ DATABASE_URL: database.url, PUBLIC_URL: 'https://wirewatch.example' });
    try {
      const response = await fetch(`${wirewatch.url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'https://wirewatch.example' },
        body: JSON.stringify(ADMIN),
      });
      const cookie = response.headers.get('set-cookie') ?? '';
      expect(cookie).toMatch(/^__Host-wirewatch_session=/);
      expect(cookie).toMatch(/; Secure/);
      expect(cookie).not.toMatch(/Domain/);
      const read = await fetch(`${wirewatch.url}/api/v1/session`, {
        headers: { cookie: cookie.split(';')[0] ?? '', origin: 'https://wirewatch.example' },
      });
      expect(read.status).toBe(200);
      expect(read.headers.get('access-control-allow-origin')).toBeNull();
      // Of 0 there is no limit.
      expect(read.headers.get('ratelimit-limit')).toBeNull();
    } finally {
      await wirewatch.stop();
      await database.drop();
    }
  });
});
