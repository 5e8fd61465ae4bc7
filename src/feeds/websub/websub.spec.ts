import { openWebSubDesk, TOPIC, type WebSubDesk } from '../../../test/support/websub-desk.js';
import type { WebSubHub } from '../../../test/support/websub-hub.js';
import { pollingFloorMs } from './polling-floor.js';

const SECOND = 1_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const start = new Date('2026-11-24T12:00:00Z');
const document = '<rss version="2.0"><channel><title>Новости</title></channel></rss>';
const after = (ms: number) => new Date(start.getTime() + ms);

describe('pushes', () => {
  let desk: WebSubDesk;

  beforeAll(async () => {
    desk = await openWebSubDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.begin(start));

  const nextFetchAt = async (id: string) => (await desk.feeds.find(id))?.nextFetchAt;

  describe('a whole round', () => {
    it('goes from the feed’s word to a fetch at each push', async () => {
      const id = await desk.subscribe();
      expect(desk.hub.requests).toEqual([
        {
          path: '/hub',
          mode: 'subscribe',
          topic: TOPIC,
          callback: expect.stringContaining(`${desk.settings.PUBLIC_URL}/websub/${id}/`),
          secret: expect.stringMatching(/^[\w-]{43}$/),
          leaseSeconds: 864_000,
        },
      ]);
      expect((await desk.hub.waitForCalls(1))[0]).toMatchObject({ status: 200, confirmed: true });
      expect(await desk.row(id)).toMatchObject({
        state: 'active',
        verifiedAt: desk.now,
        expiresAt: after(10 * DAY),
        attempts: 0,
      });

      desk.now = after(60 * SECOND);
      expect(await desk.hub.publish(TOPIC, document)).toBe(202);
      expect(await nextFetchAt(id)).toEqual(desk.now);
      expect(desk.asked).toEqual([{ id, version: desk.now.getTime() }]);
      const subscription = await desk.row(id);
      expect(subscription.lastPushAt).toEqual(desk.now);
      expect(pollingFloorMs(subscription, after(5 * 60 * SECOND))).toBe(HOUR);
    });

    it.each(['sha1', 'sha256', 'sha384', 'sha512'] as const)('takes pushes signed by %s', async (method) => {
      await desk.subscribe();
      await desk.hub.publish(TOPIC, document, { method });
      expect(desk.asked).toHaveLength(1);
    });

    it.each(['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'not a type', null])(
      'reads the bytes of a push as they came, its type being %j',
      async (contentType) => {
        await desk.subscribe();
        expect(await desk.hub.publish(TOPIC, '{"not": JSON', { contentType })).toBe(202);
        expect(desk.asked).toHaveLength(1);
      },
    );

    it('holds with a hub that verifies before it answers', async () => {
      desk.hub.behave('verify-first', { leaseSeconds: 3_600 });
      const id = await desk.subscribe();
      await desk.webSub.renewDue(desk.now);
      expect(await desk.row(id)).toMatchObject({
        state: 'active',
        expiresAt: after(HOUR),
        nextTryAt: after((HOUR * 2) / 3),
      });
    });

    it('follows a hub that has moved', async () => {
      desk.hub.behave('redirect', { redirectTo: '/new-hub' });
      const id = await desk.subscribe();
      expect(desk.hub.requests.map(({ path, topic }) => [path, topic])).toEqual([
        ['/hub', TOPIC],
        ['/new-hub', TOPIC],
      ]);
      expect(await desk.row(id)).toMatchObject({ state: 'active' });
    });

    it('keeps the secret sealed', async () => {
      await desk.subscribe();
      const stored = await desk.context.database.query<{ secret: string }>('SELECT secret FROM websub_subscriptions');
      expect(stored[0]?.secret).toMatch(/^v2\./);
      expect(stored[0]?.secret).not.toContain(desk.hub.requests[0]?.secret);
    });
  });

  describe('a push', () => {
    it.each<[string, Parameters<WebSubHub['publish']>[2]]>([
      ['signed with another secret', { secret: 'another' }],
      ['not signed', { secret: null }],
      ['signed by a method that nobody knows', { signature: `md5=${'0'.repeat(32)}` }],
      ['with a signature cut short', { signature: 'sha256=00' }],
      ['with nonsense for a signature', { signature: 'nonsense' }],
    ])('%s is thanked for and ignored, and that is said once', async (_, options) => {
      const id = await desk.subscribe();
      for (const seconds of [1, 2, 3]) {
        desk.now = after(seconds * SECOND);
        expect(await desk.hub.publish(TOPIC, document, options)).toBe(202);
      }
      expect(desk.asked).toEqual([]);
      expect(await desk.row(id)).toMatchObject({
        lastPushAt: null,
        failure: expect.stringMatching(/^a push was ignored/),
      });
      expect(desk.said.filter((line) => line.includes('ignored'))).toHaveLength(1);
      desk.now = after(2 * HOUR);
      await desk.hub.publish(TOPIC, document, options);
      expect((await desk.row(id)).failure).toMatch(/^3 pushes were ignored/);
    });

    it('that is one of a burst makes one fetch at once, and one after it that sees the rest', async () => {
      const id = await desk.subscribe();
      const turns: (Date | undefined)[] = [];
      for (const seconds of [0, 1, 2, 4]) {
        desk.now = after(seconds * SECOND);
        await desk.hub.publish(TOPIC, document);
        turns.push(await nextFetchAt(id));
      }
      expect(turns).toEqual([after(0), after(5 * SECOND), after(5 * SECOND), after(5 * SECOND)]);
      expect(desk.asked).toHaveLength(1);
      desk.now = after(11 * SECOND);
      await desk.hub.publish(TOPIC, document);
      expect(await nextFetchAt(id)).toEqual(desk.now);
      expect(desk.asked).toHaveLength(2);
    });

    it('larger than a feed may be is refused, and the connection lives to hear it', async () => {
      await desk.subscribe();
      expect(await desk.hub.publish(TOPIC, 'x'.repeat(25_000_000))).toBe(413);
      expect(desk.asked).toEqual([]);
    });

    it('for a feed that is gone from here tells the hub to stop', async () => {
      const id = await desk.subscribe();
      await desk.feeds.delete(id);
      expect(await desk.hub.publish(TOPIC, document)).toBe(410);
    });

    it('finds no door where the address is not quite right', async () => {
      const id = await desk.subscribe();
      const { callback = '' } = desk.hub.requests[0] ?? {};
      for (const address of [
        `${callback.slice(0, -1)}~`,
        callback.replace(id, id.replace(/^./, 'f')),
        `${callback}/x`,
      ]) {
        expect((await fetch(address, { method: 'POST', body: document })).status).toBe(404);
        expect(
          (await desk.hub.call(address, { 'hub.mode': 'subscribe', 'hub.topic': TOPIC, 'hub.challenge': 'c' })).status,
        ).toBe(404);
      }
    });
  });

  describe('a hub’s question whether we mean it', () => {
    it.each<[string, Record<string, string>, number]>([
      ['another topic', { 'hub.topic': 'https://other.example/' }, 404],
      ['another mode', { 'hub.mode': 'unsubscribe' }, 404],
      ['no topic', { 'hub.topic': '' }, 404],
      ['the right one', {}, 200],
    ])('for %s', async (_, changes, status) => {
      await desk.subscribe();
      const parameters = { 'hub.mode': 'subscribe', 'hub.topic': TOPIC, 'hub.challenge': 'c', ...changes };
      expect((await desk.hub.call(desk.hub.requests[0]?.callback ?? '', parameters)).status).toBe(status);
    });

    it('is answered No once hours have passed since we asked', async () => {
      desk.hub.behave('forget');
      const id = await desk.addFeedWithHub();
      await desk.webSub.renewDue(desk.now);
      desk.now = after(7 * HOUR);
      const parameters = { 'hub.mode': 'subscribe', 'hub.topic': TOPIC, 'hub.challenge': 'c' };
      expect((await desk.hub.call(desk.hub.requests[0]?.callback ?? '', parameters)).status).toBe(404);
      expect(await desk.row(id)).toMatchObject({ state: 'requested' });
    });
  });
});
