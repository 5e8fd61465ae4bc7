import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { type SmtpServer, startSmtpServer } from '../support/smtp-server.js';
import { ADMIN, startTestWirewatch, type TestWirewatch } from '../support/wirewatch.js';

const PASSWORD = 'seven small grey herons';
const OTHER_PASSWORD = 'three tall green lamps';
const tokenOf = (link: string) => new URL(link).searchParams.get('token') ?? '';

/** What anybody may ask, and what a person does who has a cookie. */
function callers(url: () => string) {
  const ask = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url()}/api/v1${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const signIn = async (email: string, password: string) => {
    const response = await ask('POST', '/session', { email, password });
    return response.status === 200 ? ((response.headers.get('set-cookie') ?? '').split(';')[0] ?? '') : undefined;
  };
  const setPassword = async (token: string, password: string) =>
    (await ask('POST', '/passwords', { token, password })).status;
  const statusWith = async (cookie: string | undefined) =>
    (await ask('GET', '/session', undefined, { cookie: cookie ?? '' })).status;
  return { ask, signIn, setPassword, statusWith };
}

describe('the people of a desk', () => {
  let database: TestDatabase;
  let wirewatch: TestWirewatch;
  let expectCall: TestWirewatch['expectCall'];
  let people = 0;
  const { ask, signIn, setPassword, statusWith } = callers(() => wirewatch.url);

  beforeAll(async () => {
    database = await createTestDatabase();
    wirewatch = await startTestWirewatch({ DATABASE_URL: database.url });
    ({ expectCall } = wirewatch);
  });

  afterAll(async () => {
    await wirewatch?.stop();
    await database?.drop();
  });

  const invite = (role: string) =>
    expectCall(201, 'POST', '/users', { email: `Person-${(people += 1)}@desk.example`, name: 'Olena', role });
  const join = async (role: string) => {
    const user = await invite(role);
    expect(await setPassword(tokenOf(user.invitation.link), PASSWORD)).toBe(204);
    return { ...user, cookie: await signIn(user.email, PASSWORD) };
  };

  it('are invited by a link that is shown where no mail goes out, and works once', async () => {
    const user = await invite('editor');
    expect(user).toMatchObject({ role: 'editor', invited: true, hasPassword: false, disabled: false });
    expect(user.email).toBe(user.email.toLowerCase());
    expect(await signIn(user.email, PASSWORD)).toBeUndefined();
    const token = tokenOf(user.invitation.link);
    const uses = await Promise.all(Array.from({ length: 5 }, (_, index) => setPassword(token, `${PASSWORD} ${index}`)));
    expect(uses.sort()).toEqual([204, 400, 400, 400, 400]);
    expect(await setPassword(token, OTHER_PASSWORD)).toBe(400);
    expect(await signIn(user.email, OTHER_PASSWORD)).toBeUndefined();
    expect(await expectCall(200, 'GET', `/users/${user.id}`)).toMatchObject({ invited: false, hasPassword: true });
    await expectCall(409, 'POST', '/users', { email: user.email.toUpperCase(), name: 'Again', role: 'viewer' });
  });

  it('are listed by role, state and address, sorted and counted', async () => {
    const [viewer, invited] = [await join('viewer'), await invite('viewer')];
    const idsOf = async (query: string) =>
      (await expectCall(200, 'GET', `/users?${query}`)).items.map(({ id }: { id: string }) => id);
    expect(await idsOf('role=viewer')).toEqual([invited.id, viewer.id]);
    expect(await idsOf('role=viewer&sort=email')).toEqual([viewer.id, invited.id]);
    expect(await idsOf('role=viewer&invited=true')).toEqual([invited.id]);
    expect(await idsOf(`email=${encodeURIComponent(viewer.email.toUpperCase())}`)).toEqual([viewer.id]);
    expect((await expectCall(200, 'GET', '/users?role=viewer&limit=1&total=true')).total).toBe(2);
    expect(JSON.stringify(await expectCall(200, 'GET', '/users'))).not.toContain('argon2');
  });

  it('are seen to by admins only', async () => {
    const { cookie } = await join('editor');
    const headers = { cookie: cookie ?? '' };
    expect((await ask('GET', '/users', undefined, headers)).status).toBe(403);
    const body = { email: 'mallory@desk.example', name: 'Mallory', role: 'admin' };
    expect((await ask('POST', '/users', body, headers)).status).toBe(403);
  });

  describe('are out at once', () => {
    it.each<[string, string, unknown, number]>([
      ['disabled', 'PATCH', { disabled: true }, 200],
      ['removed', 'DELETE', undefined, 204],
    ])('when %s, sessions and links alike', async (_, method, body, status) => {
      const user = await join('editor');
      const reset = await expectCall(200, 'POST', `/users/${user.id}/invitation`);
      expect(await statusWith(user.cookie)).toBe(200);
      await expectCall(status, method, `/users/${user.id}`, body);
      expect(await statusWith(user.cookie)).toBe(401);
      expect(await signIn(user.email, PASSWORD)).toBeUndefined();
      expect(await setPassword(tokenOf(reset.link), OTHER_PASSWORD)).toBe(400);
    });

    it('of what a role gave them, when it is another', async () => {
      const user = await join('editor');
      const headers = { cookie: user.cookie ?? '' };
      expect((await ask('POST', '/subscribers', { name: 'A team' }, headers)).status).toBe(201);
      await expectCall(200, 'PATCH', `/users/${user.id}`, { role: 'viewer' });
      expect((await ask('POST', '/subscribers', { name: 'B team' }, headers)).status).toBe(403);
    });
  });

  describe('keep an admin who can sign in', () => {
    const adminId = async () => (await expectCall(200, 'GET', `/users?email=${ADMIN.email}`)).items[0].id;

    it.each<[string, string, unknown]>([
      ['removed', 'DELETE', undefined],
      ['disabled', 'PATCH', { disabled: true }],
      ['made an editor', 'PATCH', { role: 'editor' }],
    ])('who is never %s as the last one, although another was invited', async (_, method, body) => {
      const invited = await invite('admin');
      await expectCall(409, method, `/users/${await adminId()}`, body);
      await expectCall(204, 'DELETE', `/users/${invited.id}`);
      await expectCall(200, 'PATCH', `/users/${await adminId()}`, { name: 'Administrator' });
    });

    it('though two remove each other at once', async () => {
      for (let round = 0; round < 2; round += 1) {
        const second = await join('admin');
        const first = await signIn(ADMIN.email, ADMIN.password);
        const asks = await Promise.all([
          ask('PATCH', `/users/${second.id}`, { role: 'viewer' }, { cookie: first ?? '' }),
          ask('PATCH', `/users/${await adminId()}`, { role: 'viewer' }, { cookie: second.cookie ?? '' }),
        ]);
        expect(asks.filter(({ status }) => status === 200)).toHaveLength(1);
        const admins = await database.query("SELECT id FROM users WHERE role = 'admin'");
        expect(admins).toHaveLength(1);
        await database.query("UPDATE users SET role = CASE WHEN email = $1 THEN 'admin' ELSE 'viewer' END::\"Role\"", [
          ADMIN.email,
        ]);
        // Whom this test has just made an admin again, other processes would know within seconds; this one is told by any change.
        await expectCall(200, 'PATCH', '/account', { name: 'Administrator' });
      }
    });
  });

  it('are not changed by a key that may do less than they', async () => {
    const key = await expectCall(201, 'POST', '/api-keys', { name: 'people', scopes: ['admin:read', 'admin:write'] });
    const headers = { authorization: `Bearer ${key.token}` };
    const [{ id }] = (await expectCall(200, 'GET', '/users?role=viewer')).items;
    const admin = await join('admin');
    for (const [method, path, body] of [
      ['POST', '/users', { email: 'mallory@desk.example', name: 'Mallory', role: 'admin' }],
      ['POST', '/users', { email: 'mallory@desk.example', name: 'Mallory', role: 'viewer' }],
      ['PATCH', `/users/${id}`, { role: 'admin' }],
      ['POST', `/users/${admin.id}/invitation`, undefined],
      ['PATCH', `/users/${admin.id}`, { disabled: true }],
      ['DELETE', `/users/${admin.id}`, undefined],
    ] as const) {
      expect([method, path, (await ask(method, path, body, headers)).status]).toEqual([method, path, 403]);
    }
    await expectCall(204, 'DELETE', `/users/${admin.id}`);
  });

  describe('see to their own account', () => {
    it('name and password, which ends their other sessions', async () => {
      const user = await join('viewer');
      const headers = { cookie: user.cookie ?? '' };
      const elsewhere = await signIn(user.email, PASSWORD);
      const reset = await expectCall(200, 'POST', `/users/${user.id}/invitation`);
      expect(await (await ask('PATCH', '/account', { name: 'Olena K.' }, headers)).json()).toMatchObject({
        name: 'Olena K.',
      });
      const change = (currentPassword: string, newPassword: string) =>
        ask('PUT', '/account/password', { currentPassword, newPassword }, headers);
      expect((await change('wrong', OTHER_PASSWORD)).status).toBe(400);
      expect((await change(PASSWORD, 'short')).status).toBe(400);
      expect((await change(PASSWORD, OTHER_PASSWORD)).status).toBe(204);
      expect(await statusWith(user.cookie)).toBe(200);
      expect(await statusWith(elsewhere)).toBe(401);
      expect(await signIn(user.email, PASSWORD)).toBeUndefined();
      expect(await signIn(user.email, OTHER_PASSWORD)).toBeDefined();
      // A link from before the change is void.
      expect(await setPassword(tokenOf(reset.link), PASSWORD)).toBe(400);
    });

    it('but may not give themselves a role, nor guess on at the password', async () => {
      const user = await join('viewer');
      const headers = { cookie: user.cookie ?? '' };
      expect((await ask('PATCH', '/account', { role: 'admin' }, headers)).status).toBe(400);
      for (let guess = 1; guess <= 6; guess += 1) {
        await ask(
          'PUT',
          '/account/password',
          { currentPassword: `wrong ${guess}`, newPassword: OTHER_PASSWORD },
          headers,
        );
      }
      const right = await ask(
        'PUT',
        '/account/password',
        { currentPassword: PASSWORD, newPassword: OTHER_PASSWORD },
        headers,
      );
      expect(right.status).toBe(400);
      expect(await signIn(user.email, PASSWORD)).toBeUndefined();
      const { link } = await expectCall(200, 'POST', `/users/${user.id}/invitation`);
      expect(await setPassword(tokenOf(link), OTHER_PASSWORD)).toBe(204);
      expect(await signIn(user.email, OTHER_PASSWORD)).toBeDefined();
    });
  });

  it.each([
    ['too short a password', 'short'],
    ['a row of keys', 'qwertyuiopas'],
    ['one letter again and again', 'aaaaaaaaaaaaaaa'],
  ])('are refused %s', async (_, password) => {
    const { invitation } = await invite('viewer');
    expect(await setPassword(tokenOf(invitation.link), password)).toBe(400);
    expect(await setPassword(tokenOf(invitation.link), PASSWORD)).toBe(204);
  });

  it('cannot use a link that was made for something else, or changed', async () => {
    const { invitation, id } = await invite('viewer');
    const other = await invite('admin');
    const token = tokenOf(invitation.link);
    for (const altered of [
      token.replace('invitation', 'password-reset'),
      token.replace(id, other.id),
      token.replace(/\.[^.]+$/, '.AAAA'),
      'invitation.x',
      '',
    ]) {
      expect([400]).toContain(await setPassword(altered, PASSWORD));
    }
    expect(await signIn(other.email, PASSWORD)).toBeUndefined();
  });

  it('find a page at the link: opening it changes nothing, its form sets the password', async () => {
    const { invitation, email } = await invite('viewer');
    expect(invitation.link.startsWith('http://localhost:')).toBe(true);
    const link = invitation.link.replace(/^http:\/\/[^/]+/, wirewatch.url);
    const post = (fields: Record<string, string>) =>
      fetch(link, { method: 'POST', body: new URLSearchParams(fields) }).then((response) => response.text());
    for (let visit = 0; visit < 2; visit += 1) {
      const response = await fetch(link);
      const page = await response.text();
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('referrer-policy')).toBe('no-referrer');
      expect(page).toContain(`for ${email}`);
      expect(page).not.toContain('<script');
    }
    expect(await post({ password: 'short', again: 'short' })).toContain('at least 12 characters');
    expect(await post({ password: PASSWORD, again: OTHER_PASSWORD })).toContain('not the same');
    expect(await post({ password: PASSWORD, again: PASSWORD })).toContain('Your password is set');
    expect(await post({ password: OTHER_PASSWORD, again: OTHER_PASSWORD })).toContain('This link does not work');
    expect(await (await fetch(link)).text()).toContain('This link does not work');
    expect(await signIn(email, PASSWORD)).toBeDefined();
  });

  it('are told the same of a reset whether they exist or not, and no link is told', async () => {
    for (const email of [ADMIN.email, 'nobody@desk.example']) {
      const response = await ask('POST', '/password-resets', { email });
      expect([response.status, await response.text()]).toEqual([202, '']);
    }
    expect(
      (await ask('POST', '/password-resets', { email: ADMIN.email }, { 'sec-fetch-site': 'cross-site' })).status,
    ).toBe(403);
  });
});

describe('mail about accounts', () => {
  let database: TestDatabase;
  let smtp: SmtpServer;
  let wirewatch: TestWirewatch;
  const { ask, signIn, setPassword, statusWith } = callers(() => wirewatch.url);

  beforeAll(async () => {
    database = await createTestDatabase();
    smtp = await startSmtpServer();
    wirewatch = await startTestWirewatch({ DATABASE_URL: database.url, SMTP_URL: smtp.url });
  });

  afterAll(async () => {
    await wirewatch?.stop();
    await smtp?.close();
    await database?.drop();
  });

  const linkIn = (text: string | undefined) => /^http\S+$/m.exec(text ?? '')?.[0] ?? '';
  const newUser = (email: string) => ({ email, name: 'Olena\r\nBcc: victim@example.com', role: 'viewer' });

  it('carries the link of an invitation to the person alone', async () => {
    const user = await wirewatch.expectCall(201, 'POST', '/users', newUser('olena@desk.example'));
    expect(user.invitation.link).toBeNull();
    const mail = smtp.messages.at(-1);
    expect(smtp.envelopes.at(-1)?.to).toEqual(['olena@desk.example']);
    expect(mail?.headers.has('bcc')).toBe(false);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(await setPassword(tokenOf(linkIn(mail?.text)), PASSWORD)).toBe(204);
    expect(await signIn('olena@desk.example', PASSWORD)).toBeDefined();
  });

  it('carries a reset, which ends every session once it is used, and no more than three in a while', async () => {
    const cookie = await signIn('olena@desk.example', PASSWORD);
    const before = smtp.messages.length;
    for (let time = 1; time <= 5; time += 1) await ask('POST', '/password-resets', { email: 'Olena@Desk.example' });
    await smtp.waitForMessages(before + 3);
    const [older, newer] = smtp.messages.slice(before).map(({ text }) => tokenOf(linkIn(text)));
    expect(await statusWith(cookie)).toBe(200);
    expect(await setPassword(newer ?? '', OTHER_PASSWORD)).toBe(204);
    expect(await setPassword(older ?? '', PASSWORD)).toBe(400);
    expect(await statusWith(cookie)).toBe(401);
    await wirewatch.expectCall(201, 'POST', '/users', newUser('marta@desk.example'));
    expect(smtp.messages.slice(before).map(({ to }) => [to].flat()[0]?.text)).toEqual([
      ...Array.from({ length: 3 }, () => 'olena@desk.example'),
      'marta@desk.example',
    ]);
  });

  it('is tried again when the mail server is busy for a moment', async () => {
    smtp.setBehaviour('busy');
    const connections = smtp.connectionCount();
    const inviting = wirewatch.call('POST', '/users', newUser('patient@desk.example'));
    await eventually('a first try', async () => smtp.connectionCount() > connections);
    smtp.setBehaviour('accept');
    expect((await inviting).status).toBe(201);
    expect(smtp.envelopes.at(-1)?.to).toEqual(['patient@desk.example']);
  });

  it('that cannot be handed over leaves nobody behind, and says so', async () => {
    smtp.setBehaviour('busy');
    const refused = await wirewatch.call('POST', '/users', newUser('late@desk.example'));
    expect(refused.status).toBe(503);
    expect(refused.body.type).toBe('urn:wirewatch:problem:unavailable');
    smtp.setBehaviour('reject');
    const wrong = await wirewatch.call('POST', '/users', newUser('late@desk.example'));
    expect(wrong.status).toBe(400);
    expect(wrong.body.errors[0].path).toBe('email');
    smtp.setBehaviour('accept');
    await wirewatch.expectCall(201, 'POST', '/users', newUser('late@desk.example'));
  });
});
