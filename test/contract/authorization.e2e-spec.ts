import { request } from 'node:http';
import { randomUUID } from 'node:crypto';
import { type ApiDocument, operationsOf } from '../../src/api/openapi/document.js';
import type { Route } from '../../src/api/route-list.js';
import { createLinkSigner } from '../../src/auth/signed-link.js';
import { hashPassword } from '../../src/auth/password.js';
import { type Scope, SCOPES, scopesOf } from '../../src/auth/scope.js';
import { hashSecretToken } from '../../src/auth/secret-token.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startTestWirewatch, type TestWirewatch } from '../support/wirewatch.js';
import { signInAs } from './people.js';
import { type Access, accessRows, covers } from './route-access.js';
import { drawApi } from '../../src/draw-api.js';

const UNKNOWN = '019cb7a4-3f1e-7c52-9a0d-4e6b00000000';
const SECRET_KEY = 'a secret key that only this test knows';
const PASSWORD = 'a password that only this test knows';
/** Ends sessions: who was signed in has to do so anew. */
const ENDS_SESSIONS = /^DELETE \/api\/v1\/sessions?$/;

interface Caller {
  name: string;
  headers(): Record<string, string>;
  scopes: ReadonlySet<Scope> | null;
  isPerson: boolean;
}

describe('who may call what', () => {
  let database: TestDatabase;
  let wirewatch: TestWirewatch;
  let routes: Route[];
  let document: ApiDocument;
  const cookies = new Map<string, string>();
  const callers: Caller[] = [];

  const addPerson = async (role: 'viewer' | 'editor' | 'admin', name: string) => {
    const email = `the-${name}@desk.example`;
    const hash = await hashPassword(PASSWORD);
    await database.query(
      'INSERT INTO users (id, email, name, role, password_hash) VALUES ($1, $2, $3, $4::"Role", $5)',
      [randomUUID(), email, name, role, hash],
    );
    await signIn(name);
  };
  const signIn = async (name: string) => {
    cookies.set(name, await signInAs(wirewatch.url, { email: `the-${name}@desk.example`, password: PASSWORD }));
  };
  const asPerson = (name: string) => () => ({ cookie: cookies.get(name) ?? '' });
  const addKey = async (name: string, scopes: readonly Scope[], expiresAt: Date | null = null) => {
    const token = `ww_${randomUUID()}`;
    await database.query(
      'INSERT INTO api_keys (id, name, scopes, token_hash, hint, expires_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [randomUUID(), name, scopes, hashSecretToken(token), 'ww_…', expiresAt],
    );
    return () => ({ authorization: `Bearer ${token}` });
  };

  beforeAll(async () => {
    document = await drawApi();
    database = await createTestDatabase();
    wirewatch = await startTestWirewatch({ DATABASE_URL: database.url, SECRET_KEY });
    routes = [...(wirewatch.app.getHttpAdapter().getInstance() as unknown as { routeList: Route[] }).routeList];
    for (const role of ['viewer', 'editor', 'admin'] as const) {
      await addPerson(role, role);
      callers.push({ name: role, headers: asPerson(role), scopes: scopesOf(role), isPerson: true });
    }
    for (const scope of SCOPES) {
      const headers = await addKey(scope, [scope]);
      callers.push({ name: `a key with ${scope}`, headers, scopes: new Set([scope]), isPerson: false });
    }
    await addPerson('admin', 'gone');
    await database.query(`UPDATE users SET disabled_at = now() WHERE name = 'gone'`);
    const refused = [
      ['nobody', () => ({})],
      ['a disabled admin', asPerson('gone')],
      ['a key that has expired', await addKey('old', SCOPES, new Date(Date.now() - 1_000))],
      ['a key that there is not', () => ({ authorization: `Bearer ww_${randomUUID()}` })],
      ['a cookie of no session', () => ({ cookie: 'wirewatch_session=nothing' })],
    ] as const;
    for (const [name, headers] of refused) callers.push({ name, headers, scopes: null, isPerson: false });
  });

  afterAll(async () => {
    await wirewatch?.stop();
    await database?.drop();
  });

  /** Of the answer's head: what streams is not waited for. */
  const statusOf = (method: string, url: string, headers: Record<string, string>): Promise<number> => {
    const path = url.replace(/:\w+/g, UNKNOWN).replaceAll('*', 'nothing');
    const hasBody = ['POST', 'PATCH', 'PUT'].includes(method);
    const body = hasBody ? { 'content-type': 'application/json' } : {};
    return new Promise((resolve, reject) => {
      const sending = request(wirewatch.url + path, { method, headers: { ...headers, ...body } }, (answer) => {
        resolve(answer.statusCode ?? 0);
        if (answer.headers['content-type']?.startsWith('text/event-stream')) sending.destroy();
        else answer.resume();
      });
      sending.on('error', reject);
      // Nothing that any route could act on.
      sending.end(hasBody ? '{"nothing":"of use"}' : undefined);
    });
  };

  const listed = () => routes.filter(({ method }) => method !== 'HEAD').map(({ method, url }) => `${method} ${url}`);

  it('is said in the table for each route that there is, and for none that there is not', () => {
    expect(listed().filter((route) => !accessRows.some((row) => covers(row, route)))).toEqual([]);
    expect(accessRows.filter((row) => !listed().some((route) => covers(row, route)))).toEqual([]);
    expect(listed().length).toBeGreaterThan(90);
  });

  it('is as the table has it, for each route and each caller', async () => {
    const wrong: string[] = [];
    for (const route of listed().sort(
      (one, other) => Number(ENDS_SESSIONS.test(one)) - Number(ENDS_SESSIONS.test(other)),
    )) {
      const access = accessRows.find((row) => covers(row, route))?.access;
      if (!access) continue;
      const [method = '', url = ''] = route.split(' ');
      await Promise.all(
        callers.map(async (caller) => {
          const status = await statusOf(method, url, caller.headers());
          const expected = expectedOf(access, caller);
          if (!fits(status, expected)) wrong.push(`${route} by ${caller.name}: ${status}, not ${expected}`);
          if (ENDS_SESSIONS.test(route) && caller.isPerson) await signIn(caller.name);
        }),
      );
    }
    expect(wrong).toEqual([]);
  });

  it('is the same for HEAD as for GET', async () => {
    const heads = routes.filter(({ method, url }) => method === 'HEAD' && url.startsWith('/api/'));
    expect(heads.length).toBeGreaterThan(30);
    for (const { url } of heads) {
      const [head, get] = [await statusOf('HEAD', url, {}), await statusOf('GET', url, {})];
      expect({ url, head }).toEqual({ url, head: get });
    }
  });

  it('opens by a signed link only what the link is about', async () => {
    const signer = createLinkSigner(SECRET_KEY);
    const { expectCall } = wirewatch;
    const subscriber = await expectCall(201, 'POST', '/subscribers', { name: 'Ana' });
    const topic = await expectCall(201, 'POST', '/topics', { slug: 'grain', name: 'Grain', query: 'grain' });
    const target = await expectCall(201, 'POST', '/targets', {
      subscriberId: subscriber.id,
      kind: 'email',
      address: { address: 'ana@desk.example' },
    });
    const subscription = await expectCall(201, 'POST', '/subscriptions', {
      subscriberId: subscriber.id,
      name: 'Grain',
      topicIds: [topic.id],
      targetIds: [target.id],
    });
    const state = async () => [
      await expectCall(200, 'GET', `/targets/${target.id}`),
      await expectCall(200, 'GET', `/subscriptions/${subscription.id}`),
      await database.query('SELECT id, password_hash FROM users ORDER BY id'),
    ];
    const before = await state();
    const subjects = [target.id, `${subscription.id}~${target.id}`, topic.id];
    const later = new Date(Date.now() + 60_000);
    const pages = accessRows.flatMap(({ route }) => /^POST (\/[a-z/-]+)$/.exec(route)?.[1] ?? []);
    const own: Record<string, string> = {
      '/targets/confirm': 'confirm-target',
      '/subscriptions/unsubscribe': 'unsubscribe',
      '/preferences': 'preferences',
    };
    const outside = pages.filter((page) => !page.startsWith('/api/'));
    expect(outside).toEqual(expect.arrayContaining(Object.keys(own)));
    for (const page of outside) {
      for (const purpose of ['confirm-target', 'unsubscribe', 'preferences', 'invitation', 'password-reset'] as const) {
        for (const subject of subjects) {
          const right = signer.sign({ purpose, subject }, later);
          const foreign = signer.sign({ purpose, subject: UNKNOWN }, later).split('.').at(-1) ?? '';
          const tokens = [
            [...right.split('.').slice(0, -1), foreign].join('.'),
            createLinkSigner('a secret key of somebody else, as long').sign({ purpose, subject }, later),
            signer.sign({ purpose, subject }, new Date(Date.now() - 60_000)),
            ...(own[page] === purpose ? [] : [right]),
          ];
          for (const token of tokens) {
            const body = new URLSearchParams({ token, action: 'stop', password: PASSWORD });
            await fetch(`${wirewatch.url}${page}?token=${encodeURIComponent(token)}`, { method: 'POST', body });
          }
        }
      }
    }
    expect(await state()).toEqual(before);
  });

  it('is in the document as it is in the table', () => {
    const words: Partial<Record<Access, string>> = {
      anyone: 'none',
      bounces: 'none',
      link: 'none',
      'signed-in': 'any',
      people: 'any',
      live: 'any',
    };
    for (const { path, method, operation } of operationsOf(document)) {
      const route = `${method.toUpperCase()} ${path.replace(/{(\w+)}/g, ':$1')}`;
      const access = accessRows.find((row) => covers(row, route))?.access;
      expect({ route, scope: operation['x-scope'] }).toEqual({ route, scope: access && (words[access] ?? access) });
    }
  });
});

type Expected = 'let in' | 'not signed in' | 'not allowed' | 'has none';

function expectedOf(access: Access, { scopes, isPerson }: Caller): Expected {
  if (access === 'anyone') return 'let in';
  if (access === 'link') return 'not allowed';
  if (scopes === null || (access === 'bounces' && isPerson)) return 'not signed in';
  if (access === 'bounces') return scopes.has('deliveries:write') ? 'let in' : 'not allowed';
  if (access === 'signed-in') return 'let in';
  if (access === 'people') return isPerson ? 'let in' : 'has none';
  if (access === 'live') {
    const told = ['stories:read', 'alerts:read', 'deliveries:read'] as const;
    return told.some((scope) => scopes.has(scope)) ? 'let in' : 'not allowed';
  }
  return scopes.has(access) ? 'let in' : 'not allowed';
}

function fits(status: number, expected: Expected): boolean {
  if (status >= 500) return false;
  switch (expected) {
    case 'let in':
      return status !== 401 && status !== 403;
    case 'not signed in':
      return status === 401;
    case 'not allowed':
      return status === 403;
    case 'has none':
      return status === 404 || status === 403 || status === 400;
  }
}
