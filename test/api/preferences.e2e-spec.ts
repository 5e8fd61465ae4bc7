import { createLinkSigner, type LinkPurpose } from '../../src/auth/signed-link.js';
import { type AlertDesk, createAlertDesk } from '../support/alert-desk.js';
import { openStores, type StoreContext } from '../support/stores.js';
import { startTestWirewatch, type TestWirewatch } from '../support/wirewatch.js';

const KEY = 'a key for the preferences of tests, of good length';
const RHYTHM = { cadence: 'weekly', digestTime: '07:30', digestWeekday: '5', quietFrom: '22:00', quietUntil: '06:00' };

describe('the page of what comes to a target', () => {
  let context: StoreContext;
  let wirewatch: TestWirewatch;
  let desk: AlertDesk;
  let targetId: string;
  let first: string;
  let second: string;
  /** Of somebody else. */
  let foreign: { targetId: string; subscriptionId: string };

  beforeAll(async () => {
    context = await openStores();
    wirewatch = await startTestWirewatch({ DATABASE_URL: context.database.url, ROLE: 'api', SECRET_KEY: KEY });
    desk = await createAlertDesk(context.prisma, new Date());
  });
  afterAll(async () => {
    await wirewatch?.stop();
    await context?.close();
  });
  beforeEach(async () => {
    const { prisma } = context;
    await prisma.target.deleteMany();
    await prisma.subscription.deleteMany();
    targetId = await desk.addTarget({ label: 'ana@desk.example' });
    first = await desk.addSubscription({ name: 'Treaty <b>watch</b>' }, [targetId]);
    second = await desk.addSubscription({ name: 'Grain' }, [targetId], [0]);
    const other = await prisma.subscriber.create({ data: { name: 'Somebody else' } });
    const theirs = await desk.addTarget({ subscriberId: other.id, label: 'else@desk.example' });
    const theirSubscription = await desk.addSubscription({ name: 'Theirs', subscriberId: other.id }, [theirs]);
    foreign = { targetId: theirs, subscriptionId: theirSubscription };
  });

  const token = (subject: string, purpose: LinkPurpose = 'preferences', at = Date.now() + 60_000) =>
    createLinkSigner(KEY).sign({ purpose, subject }, new Date(at));
  const visit = async (of: string, form?: Record<string, string>) => {
    const response = await fetch(`${wirewatch.url}/preferences?token=${of}`, {
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
      redirect: 'manual',
    });
    return { status: response.status, page: await response.text(), cookie: response.headers.get('set-cookie') };
  };
  const stored = (id: string) =>
    context.prisma.subscription.findUniqueOrThrow({ where: { id }, include: { targets: true, subscriber: true } });

  it('shows what comes here, and nothing of anybody else', async () => {
    const { status, page, cookie } = await visit(token(targetId));
    expect({ status, cookie }).toEqual({ status: 200, cookie: null });
    expect(page).toContain('Treaty &lt;b&gt;watch&lt;/b&gt;');
    expect(page).toContain('Grain');
    expect(page).toContain('ana@desk.example');
    expect(page).not.toContain('Theirs');
    expect(page).not.toContain('<script');
    const labelled = [...page.matchAll(/<(?:input|select)\s+id="([^"]+)"/g)].map(([, id]) => id);
    expect(labelled.length).toBeGreaterThan(10);
    for (const id of labelled) expect(page).toContain(`for="${id}"`);
  });

  it('changes when it is told', async () => {
    const { status, page } = await visit(token(targetId), { action: 'save', subscription: first, ...RHYTHM });
    expect(status).toBe(200);
    expect(page).toContain('role="status">Saved.');
    expect(await stored(first)).toMatchObject({ ...RHYTHM, digestWeekday: 5 });
    expect(await stored(second)).toMatchObject({ cadence: 'immediate', quietFrom: null });
  });

  it('says beside the field what is wrong with it, and changes nothing', async () => {
    const before = await stored(first);
    const { status, page } = await visit(token(targetId), {
      action: 'save',
      subscription: first,
      ...RHYTHM,
      digestTime: '26:00',
    });
    expect(status).toBe(400);
    expect(page).toContain(`aria-describedby="digestTime-${first}-error"`);
    expect(page).toContain(`id="digestTime-${first}-error">Give a time such as 07:30`);
    expect(page).not.toContain(`digestTime-${second}-error`);
    expect(await stored(first)).toEqual(before);
  });

  it('pauses until a day begins for the reader, and resumes', async () => {
    const day = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
    expect((await visit(token(targetId), { action: 'pause', subscription: first, until: day })).page).toContain(
      'Resume now',
    );
    const { mutedUntil } = await stored(first);
    expect(mutedUntil?.toLocaleString('sv', { timeZone: 'Europe/Kyiv' })).toBe(`${day} 00:00:00`);
    await visit(token(targetId), { action: 'resume', subscription: first });
    expect((await stored(first)).mutedUntil).toBeNull();
  });

  it('sets the language and the zone of times', async () => {
    await visit(token(targetId), { action: 'reader', locale: 'uk', timeZone: 'Europe/Warsaw' });
    expect((await stored(first)).subscriber).toMatchObject({ locale: 'uk', timeZone: 'Europe/Warsaw' });
    await visit(token(targetId), { action: 'reader', locale: 'en', timeZone: 'Europe/Kyiv' });
  });

  it('stops one, or all, and may be asked twice', async () => {
    await visit(token(targetId), { action: 'stop', subscription: first });
    expect((await stored(first)).targets).toEqual([]);
    expect((await stored(second)).targets).toHaveLength(1);
    for (let again = 0; again < 2; again++) {
      const { status, page } = await visit(token(targetId), { action: 'stop-all' });
      expect(status).toBe(200);
      expect(page).toContain('Nothing is sent here now');
    }
    expect((await stored(second)).targets).toEqual([]);
    expect((await stored(foreign.subscriptionId)).targets).toHaveLength(1);
  });

  const day = new Date(Date.now() + 86_400_000 * 3).toISOString().slice(0, 10);
  it.each<[string, Record<string, string>]>([
    ['save', RHYTHM],
    ['pause', { until: day }],
    ['resume', {}],
    ['stop', {}],
  ])('refuses to %s with the link of another subscriber', async (action, fields) => {
    const before = await stored(first);
    const { status, page } = await visit(token(foreign.targetId), { action, subscription: first, ...fields });
    expect(status).toBe(404);
    expect(page).toContain('nothing was changed');
    expect(page).not.toContain('Treaty');
    expect(await stored(first)).toEqual(before);
  });

  it('touches nobody else by what has no subscription in it', async () => {
    const before = await stored(first);
    await visit(token(foreign.targetId), { action: 'reader', locale: 'ja', timeZone: 'Asia/Tokyo' });
    await visit(token(foreign.targetId), { action: 'stop-all' });
    expect(await stored(first)).toEqual(before);
  });

  it.each<[string, () => string, string]>([
    ['expired', () => token(targetId, 'preferences', Date.now() - 1_000), 'This link has expired'],
    [
      'cut short',
      () =>
        token(targetId)
          .slice(0, -10)
          .replace(/\.[^.]*$/, ''),
      'This link is not complete',
    ],
    [
      'turned to another target',
      () => token(foreign.targetId).replace(foreign.targetId, targetId),
      'does not work here',
    ],
    ['of another purpose', () => token(targetId, 'confirm-target'), 'This link is not complete'],
    ['an unsubscribe link', () => token(`${first}~${targetId}`, 'unsubscribe'), 'This link is not complete'],
    ['missing', () => '', 'This link is not complete'],
    ['of a target that is gone', () => token('01900000-0000-7000-8000-000000000000'), 'no longer registered'],
  ])('offers nothing by a link that is %s, and says so', async (_, link, words) => {
    const before = await stored(first);
    const forms: (Record<string, string> | undefined)[] = [
      undefined,
      { action: 'stop', subscription: first },
      { action: 'stop-all' },
    ];
    for (const form of forms) {
      const { status, page } = await visit(link(), form);
      expect(status).toBe(200);
      expect(page).toContain(words);
      expect(page).not.toContain('<form');
    }
    expect(await stored(first)).toEqual(before);
  });

  it.each([
    ['application/json', '{"action":"delete"}'],
    ['application/x-www-form-urlencoded', 'action=save&action=stop'],
    ['application/x-www-form-urlencoded', ''],
    ['multipart/form-data; boundary=x', '--x--'],
  ])('takes nothing from a body of %s that is no form of its own', async (type, body) => {
    const response = await fetch(`${wirewatch.url}/preferences?token=${token(targetId)}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('did not arrive whole');
  });

  describe('beside it, one-click unsubscribing (RFC 8058)', () => {
    const oneClick = (link: string, body: URLSearchParams | FormData, headers: Record<string, string> = {}) =>
      fetch(`${wirewatch.url}/subscriptions/unsubscribe?token=${link}`, {
        method: 'POST',
        body,
        headers,
        redirect: 'manual',
      });
    const form = () => {
      const data = new FormData();
      data.set('List-Unsubscribe', 'One-Click');
      return data;
    };

    it.each<[string, () => URLSearchParams | FormData]>([
      ['application/x-www-form-urlencoded', () => new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })],
      ['multipart/form-data', form],
    ])('works as %s, twice, without a redirect or a cookie', async (_, body) => {
      const link = token(`${first}~${targetId}`, 'unsubscribe');
      for (let again = 0; again < 2; again++) {
        const response = await oneClick(link, body());
        expect(response.status).toBe(200);
        expect(response.headers.get('set-cookie')).toBeNull();
      }
      expect((await stored(first)).targets).toEqual([]);
      expect((await stored(second)).targets).toHaveLength(1);
    });

    it('ends nothing of another subscriber', async () => {
      const theirs = token(`${foreign.subscriptionId}~${foreign.targetId}`, 'unsubscribe');
      await oneClick(theirs.replace(`${foreign.subscriptionId}~${foreign.targetId}`, `${first}~${targetId}`), form());
      await oneClick(token(`${first}~${foreign.targetId}`, 'unsubscribe'), form());
      expect((await stored(first)).targets).toHaveLength(1);
    });
  });
});
