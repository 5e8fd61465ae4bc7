import type { ParsedMail } from 'mailparser';
import { createLinkSigner } from '../../src/auth/signed-link.js';
import { confirmUrl, unsubscribeUrl } from '../../src/subscriptions/self-service-links.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startSmtpServer, type SmtpServer } from '../support/smtp-server.js';
import { startTestWirewatch, type TestWirewatch } from '../support/wirewatch.js';

const FIRST_KEY = 'the first secret key, of good length';
const SECOND_KEY = 'the second secret key, of good length';

describe('what a subscriber does by a signed link', () => {
  let database: TestDatabase;
  let smtp: SmtpServer;
  let wirewatch: TestWirewatch;
  let expectCall: TestWirewatch['expectCall'];
  let subscriberId: string;
  let topicId: string;

  const start = async (keys: Record<string, string>) => {
    wirewatch = await startTestWirewatch({ DATABASE_URL: database.url, SMTP_URL: smtp.url, ...keys });
    ({ expectCall } = wirewatch);
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    smtp = await startSmtpServer();
    await start({ SECRET_KEY: FIRST_KEY });
    ({ id: subscriberId } = await expectCall(201, 'POST', '/subscribers', { name: 'Ana' }));
    ({ id: topicId } = await expectCall(201, 'POST', '/topics', { slug: 'any', name: 'Grain', query: 'grain' }));
  });

  afterAll(async () => {
    await wirewatch?.stop();
    await smtp?.close();
    await database?.drop();
  });

  let addresses = 0;
  const addTarget = async () => {
    const address = { address: `reader-${++addresses}@desk.example` };
    const target = await expectCall(201, 'POST', '/targets', { subscriberId, kind: 'email', address });
    return { ...target, address: address.address, mails: () => mailsTo(address.address) };
  };
  const mailsTo = (address: string) =>
    smtp.messages.filter(({ to }) => to && !Array.isArray(to) && to.value[0]?.address === address);
  const linkIn = (mail: ParsedMail | undefined) =>
    /\/targets\/confirm\?token=[\w.~-]+/.exec(mail?.text ?? '')?.[0] ?? '/no-link';
  const visit = async (path: string, method = 'GET') => {
    const response = await fetch(wirewatch.url + path, { method });
    return { status: response.status, page: await response.text() };
  };
  const stateOf = async ({ id }: { id: string }) => (await expectCall(200, 'GET', `/targets/${id}`)).state;
  const afterMails = (count: number) => smtp.waitForMessages(count);
  const signedBy = (key: string) => createLinkSigner(key);

  it('confirms an address by the link of a first mail or a second, and by none before', async () => {
    const before = smtp.messages.length;
    const target = await addTarget();
    await afterMails(before + 1);
    await expectCall(202, 'POST', `/targets/${target.id}/confirmation`);
    await afterMails(before + 2);
    const [first, second] = target.mails();
    expect(await stateOf(target)).toBe('unverified');
    await expectCall(409, 'PATCH', `/targets/${target.id}`, { state: 'active' });
    expect((await visit(linkIn(first))).page).toContain(target.address);
    expect(await stateOf(target)).toBe('unverified');
    expect(await visit(linkIn(second), 'POST')).toMatchObject({
      status: 200,
      page: expect.stringContaining('Confirmed'),
    });
    expect(await stateOf(target)).toBe('active');
    // The other link says so too, and changes nothing.
    expect(await visit(linkIn(first), 'POST')).toMatchObject({
      status: 200,
      page: expect.stringContaining('Confirmed'),
    });
    await expectCall(409, 'POST', `/targets/${target.id}/confirmation`);
  });

  it('is told kindly when the address is no longer registered, or was switched off', async () => {
    const target = await addTarget();
    const link = new URL(confirmUrl(wirewatch.url, signedBy(FIRST_KEY), target.id, new Date()));
    const path = link.pathname + link.search;
    await expectCall(200, 'PATCH', `/targets/${target.id}`, { state: 'disabled' });
    expect(await visit(path, 'POST')).toMatchObject({
      status: 200,
      page: expect.stringContaining('switched off by the desk'),
    });
    expect(await stateOf(target)).toBe('disabled');
    await expectCall(204, 'DELETE', `/targets/${target.id}`);
    for (const method of ['GET', 'POST']) {
      expect(await visit(path, method)).toMatchObject({
        status: 200,
        page: expect.stringContaining('no longer registered here'),
      });
    }
  });

  it.each([
    ['is cut short', (token: string) => token.slice(0, 40), 'This link is not complete'],
    ['is of another', (token: string) => token.replace(/\.[\w-]{8}/, '.01900000'), 'This link does not work here'],
    ['is missing', () => '', 'This link is not complete'],
    [
      'has expired',
      () => new URL(confirmUrl('http://x', signedBy(FIRST_KEY), 'x', new Date(0))).searchParams.get('token') ?? '',
      'This link has expired',
    ],
  ])('is told kindly when the link %s', async (_, alter, title) => {
    const target = await addTarget();
    const token =
      new URL(confirmUrl('http://x', signedBy(FIRST_KEY), target.id, new Date())).searchParams.get('token') ?? '';
    for (const method of ['GET', 'POST']) {
      const answer = await visit(`/targets/confirm?token=${alter(token)}`, method);
      expect(answer).toMatchObject({ status: 200, page: expect.stringContaining(title) });
    }
    expect(await stateOf(target)).toBe('unverified');
  });

  it('ends a subscription by a post alone, once and for all', async () => {
    const target = await addTarget();
    const subscription = await expectCall(201, 'POST', '/subscriptions', {
      subscriberId,
      name: 'Harvest',
      topicIds: [topicId],
      query: 'wheat',
      targetIds: [target.id],
    });
    const link = new URL(
      unsubscribeUrl(
        wirewatch.url,
        signedBy(FIRST_KEY),
        { subscriptionId: subscription.id, targetId: target.id },
        new Date(),
      ),
    );
    const path = link.pathname + link.search;
    const { page } = await visit(path);
    expect(page).toContain('Grain, your own query');
    const targets = async () => (await expectCall(200, 'GET', `/subscriptions/${subscription.id}`)).targets;
    expect(await targets()).toHaveLength(1);
    expect((await visit(path, 'POST')).page).toContain('Stopped');
    expect(await targets()).toEqual([]);
    expect((await visit(path, 'POST')).status).toBe(200);
    expect((await visit(path)).page).toContain('Nothing to do');
  });

  it('goes on after the secret key was replaced, and after the key before was taken away', async () => {
    const target = await addTarget();
    await afterMails(addresses);
    const sealed = async () =>
      (await database.query<{ address: string }>('SELECT address FROM targets WHERE id = $1', [target.id]))[0]?.address;
    const [first, oldLink] = [
      await sealed(),
      new URL(confirmUrl(wirewatch.url, signedBy(FIRST_KEY), target.id, new Date())).search,
    ];
    const resend = async () => {
      const count = smtp.messages.length;
      await expectCall(202, 'POST', `/targets/${target.id}/confirmation`);
      await afterMails(count + 1);
      expect(smtp.messages.at(-1)?.to).toMatchObject({ value: [{ address: target.address }] });
    };

    await wirewatch.stop();
    await start({ SECRET_KEY: SECOND_KEY, SECRET_KEY_PREVIOUS: FIRST_KEY });
    const second = await sealed();
    expect(second?.split('.').slice(0, 2)).not.toEqual(first?.split('.').slice(0, 2));
    await resend();
    expect((await visit(`/targets/confirm${oldLink}`)).page).toContain(target.address);
    // Its digest is of the new key as well: the same address is not taken twice.
    await expectCall(409, 'POST', '/targets', { subscriberId, kind: 'email', address: { address: target.address } });

    await wirewatch.stop();
    await start({ SECRET_KEY: SECOND_KEY });
    expect(await sealed()).toBe(second);
    await resend();
    expect((await visit(`/targets/confirm${oldLink}`, 'POST')).page).toContain('This link does not work here');
    expect((await visit(linkIn(smtp.messages.at(-1)), 'POST')).page).toContain('Confirmed');
    expect(await stateOf(target)).toBe('active');
  });
});
