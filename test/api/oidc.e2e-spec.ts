import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { freePort } from '../support/free-port.js';
import { OIDC_CLIENT, type OidcProvider, startOidcProvider } from '../support/oidc-provider.js';
import { ADMIN, startTestWirewatch, type TestWirewatch } from '../support/wirewatch.js';

/** A browser's cookies, by host and port, and its way along redirects. */
function openBrowser() {
  const jars = new Map<string, Map<string, string>>();
  const visit = async (address: string): Promise<Response> => {
    const jar = jars.get(new URL(address).host) ?? new Map<string, string>();
    jars.set(new URL(address).host, jar);
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
    const response = await fetch(address, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/);
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  /** Until a page comes, or `stopAt` is where it would go next. */
  const follow = async (start: string, stopAt?: string): Promise<{ response: Response; url: string }> => {
    let url = start;
    for (let step = 0; step < 15; step += 1) {
      if (stopAt && url.startsWith(stopAt)) break;
      const response = await visit(url);
      const location = response.headers.get('location');
      if (!location) return { response, url };
      url = new URL(location, url).href;
    }
    return { response: new Response(), url };
  };
  return { visit, follow };
}

describe('signing in through an identity provider', () => {
  let database: TestDatabase;
  let provider: OidcProvider;
  let wirewatch: TestWirewatch;
  const callback = () => `${wirewatch.url}/api/v1/session/oidc/callback`;
  const begin = () => `${wirewatch.url}/api/v1/session/oidc`;
  const account = (name: string, more: object = {}) => ({
    sub: `subject-of-${name}`,
    email: `${name}@desk.example`,
    email_verified: true,
    name: `Ms ${name}`,
    ...more,
  });

  const start = async (variables: Record<string, string> = {}) => {
    const port = String(await freePort());
    const publicUrl = `http://127.0.0.1:${port}`;
    provider = await startOidcProvider(`${publicUrl}/api/v1/session/oidc/callback`);
    wirewatch = await startTestWirewatch({
      DATABASE_URL: database.url,
      PORT: port,
      PUBLIC_URL: publicUrl,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: OIDC_CLIENT.id,
      OIDC_CLIENT_SECRET: OIDC_CLIENT.secret,
      ...variables,
    });
  };
  const signIn = async (as: ReturnType<typeof account> | null) => {
    provider.signInAs(as);
    const browser = openBrowser();
    const { response } = await browser.follow(begin());
    const page = await response.text();
    const session = await browser.visit(`${wirewatch.url}/api/v1/session`);
    return {
      status: response.status,
      page,
      response,
      session: session.status === 200 ? ((await session.json()) as any) : null,
    };
  };

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database?.drop();
  });

  describe('where newcomers must be invited', () => {
    beforeAll(() => start());
    afterAll(async () => {
      await wirewatch?.stop();
      await provider?.close();
    });

    it('is offered', async () => {
      expect(await wirewatch.expectCall(200, 'GET', '/session/options')).toEqual({ password: true, oidc: true });
    });

    it('binds a person by an address that is vouched for, once and for good', async () => {
      const invited = await wirewatch.expectCall(201, 'POST', '/users', {
        email: 'olena@desk.example',
        name: 'Olena',
        role: 'editor',
      });
      const first = await signIn(account('olena'));
      expect(first.status).toBe(200);
      expect(first.session.user).toEqual({
        id: invited.id,
        email: 'olena@desk.example',
        name: 'Olena',
        role: 'editor',
      });
      expect(first.page).toContain('<meta http-equiv="refresh" content="0; url=/"');
      const cookies = first.response.headers.getSetCookie().join('\n');
      expect(cookies).toMatch(/wirewatch_session=[\w-]{43}; .*SameSite=Strict/);
      expect(first.response.headers.get('cache-control')).toBe('no-store');
      // Another address there is still the same person here; the same address of another one there is not.
      expect((await signIn(account('olena', { email: 'new-name@desk.example' }))).session.user.id).toBe(invited.id);
      const other = await signIn(account('olena', { sub: 'somebody-else' }));
      expect([other.status, other.session]).toEqual([403, null]);
      expect(other.page).toContain('belongs to another account');
      // The invitation that was never used is void: the person has a way in.
      const token = new URL(invited.invitation.link).searchParams.get('token');
      const used = await fetch(`${wirewatch.url}/api/v1/passwords`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token, password: 'seven small grey herons' }),
      });
      expect(used.status).toBe(400);
    });

    it.each<[string, ReturnType<typeof account> | null, string]>([
      ['whom nobody invited', account('mallory'), 'not among the people'],
      [
        'whose address nobody vouches for',
        account('admin', { email: ADMIN.email, email_verified: false }),
        'does not vouch',
      ],
      [
        'whose address is vouched for in words only',
        account('admin', { email: ADMIN.email, email_verified: 'true' }),
        'does not vouch',
      ],
      ['who turns back', null, 'did not let you through'],
    ])('refuses one %s', async (_, as, words) => {
      const { status, page, session } = await signIn(as);
      expect([status, session]).toEqual([403, null]);
      expect(page).toContain(words);
    });

    it('refuses a person who is disabled, bound or not', async () => {
      for (const bindFirst of [true, false]) {
        const name = bindFirst ? 'bound' : 'unbound';
        const { id } = await wirewatch.expectCall(201, 'POST', '/users', {
          email: `${name}@desk.example`,
          name,
          role: 'viewer',
        });
        if (bindFirst) expect((await signIn(account(name))).session).not.toBeNull();
        await wirewatch.expectCall(200, 'PATCH', `/users/${id}`, { disabled: true });
        const { status, page, session } = await signIn(account(name));
        expect([status, session]).toEqual([403, null]);
        expect(page).toContain('disabled');
      }
    });

    describe('takes only what it has begun itself:', () => {
      /** On the way back, before the last step. */
      const comeBack = async () => {
        provider.signInAs(account('olena'));
        const browser = openBrowser();
        const { url } = await browser.follow(begin(), callback());
        return { browser, url };
      };

      it('not in another browser', async () => {
        const { url } = await comeBack();
        const response = await openBrowser().visit(url);
        expect(response.status).toBe(400);
        expect(response.headers.getSetCookie().join()).not.toContain('wirewatch_session=');
      });

      it('not twice', async () => {
        const { browser, url } = await comeBack();
        expect((await browser.visit(url)).status).toBe(200);
        expect((await browser.visit(url)).status).toBe(400);
      });

      it.each<[string, (url: URL) => void]>([
        ['another state', (url) => url.searchParams.set('state', 'another')],
        ['no state', (url) => url.searchParams.delete('state')],
        ['another code', (url) => url.searchParams.set('code', 'another')],
        ['another issuer', (url) => url.searchParams.set('iss', 'https://evil.example')],
        ['nothing', (url) => void (url.search = '')],
      ])('not with %s', async (_, alter) => {
        const { browser, url } = await comeBack();
        const altered = new URL(url);
        alter(altered);
        const response = await browser.visit(altered.href);
        expect(response.status).toBe(400);
        expect(response.headers.getSetCookie().join()).not.toContain('wirewatch_session=');
      });

      it("not the code of another person's sign-in (state, nonce and PKCE are this browser's)", async () => {
        const [theirs, ours] = [await comeBack(), await comeBack()];
        const mixed = new URL(ours.url);
        mixed.searchParams.set('code', new URL(theirs.url).searchParams.get('code') ?? '');
        expect((await ours.browser.visit(mixed.href)).status).toBe(400);
      });
    });

    it('keeps what it has begun sealed, for a short time, from scripts', async () => {
      const response = await openBrowser().visit(begin());
      expect(response.status).toBe(303);
      const [cookie = ''] = response.headers.getSetCookie();
      expect(cookie).toMatch(/^wirewatch_oidc=v2\..*; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax/);
      const there = new URL(response.headers.get('location') ?? '');
      expect(there.searchParams.get('code_challenge_method')).toBe('S256');
      expect(cookie).not.toContain(there.searchParams.get('state') ?? '');
    });
  });

  describe('where newcomers have a role', () => {
    beforeAll(() => start({ OIDC_NEW_USER_ROLE: 'viewer' }));
    afterAll(async () => {
      await wirewatch?.stop();
    });

    it('makes a person of one whose address is vouched for, and of no other', async () => {
      const refused = await signIn(account('nova', { email_verified: false }));
      expect([refused.status, refused.session]).toEqual([403, null]);
      const nova = account('nova');
      expect((await signIn(nova)).session.user).toMatchObject({ email: nova.email, name: 'Ms nova', role: 'viewer' });
      expect((await wirewatch.expectCall(200, 'GET', '/users?email=nova@desk.example')).items).toEqual([
        expect.objectContaining({ hasIdentity: true, hasPassword: false, invited: false }),
      ]);
    });

    it('says so when the provider cannot be reached, and lets passwords in as ever', async () => {
      await provider.close();
      const browser = openBrowser();
      // What was discovered before is remembered; the code cannot be exchanged.
      const { response } = await browser.follow(begin(), provider.issuer);
      expect(response.status).toBe(200);
      const back = await browser.visit(`${callback()}?code=x&state=y`);
      expect(back.status).toBe(400);
      expect(await wirewatch.expectCall(200, 'GET', '/session')).toMatchObject({ user: { email: ADMIN.email } });
    });
  });
});

describe('without an identity provider', () => {
  it('there is no way to one', async () => {
    const database = await createTestDatabase();
    const wirewatch = await startTestWirewatch({ DATABASE_URL: database.url });
    try {
      for (const path of ['', '/callback?code=x&state=y']) {
        expect((await fetch(`${wirewatch.url}/api/v1/session/oidc${path}`, { redirect: 'manual' })).status).toBe(404);
      }
    } finally {
      await wirewatch.stop();
      await database.drop();
    }
  });
});
