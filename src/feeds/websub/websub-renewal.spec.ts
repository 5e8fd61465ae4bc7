import { openWebSubDesk, TOPIC, type WebSubDesk } from '../../../test/support/websub-desk.js';
import { createAddressGuard } from '../fetch/address-guard.js';
import { pollingFloorMs } from './polling-floor.js';
import { createWebSubClient } from './websub-client.js';

const SECOND = 1_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const start = new Date('2026-11-24T12:00:00Z');
const document = '<rss version="2.0"><channel><title>Новости</title></channel></rss>';
const after = (ms: number) => new Date(start.getTime() + ms);

describe('subscriptions to hubs', () => {
  let desk: WebSubDesk;

  beforeAll(async () => {
    desk = await openWebSubDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.begin(start));

  describe('a refusal', () => {
    it('is taken down, and asked about again after a day', async () => {
      desk.hub.behave('deny');
      const id = await desk.subscribe();
      expect(await desk.row(id)).toMatchObject({ state: 'denied', failure: 'not on our list', nextTryAt: after(DAY) });
      desk.hub.behave('verify');
      desk.now = after(DAY - SECOND);
      await desk.webSub.renewDue(desk.now);
      expect(desk.hub.requests).toHaveLength(1);
      desk.now = after(DAY);
      await desk.webSub.renewDue(desk.now);
      await desk.hub.waitForCalls(2);
      expect(await desk.row(id)).toMatchObject({ state: 'active', failure: null });
    });

    it('in answer to the request says why, without any address', async () => {
      desk.hub.behave('refuse');
      const id = await desk.addFeedWithHub();
      await desk.webSub.renewDue(desk.now);
      expect(await desk.row(id)).toMatchObject({ state: 'denied', nextTryAt: after(DAY) });
      expect((await desk.row(id)).failure).toMatch(/HTTP status 400, “unknown topic …”$/);
    });

    it('ends what was granted before', async () => {
      const id = await desk.subscribe();
      await desk.hub.publish(TOPIC, document);
      await desk.hub.call(desk.hub.requests[0]?.callback ?? '', { 'hub.mode': 'denied', 'hub.topic': TOPIC });
      expect(pollingFloorMs(await desk.row(id), desk.now)).toBe(0);
    });
  });

  describe('a lease', () => {
    it('is renewed when two thirds of it have gone, with the same secret', async () => {
      const id = await desk.subscribe();
      desk.now = after((10 * DAY * 2) / 3 - SECOND);
      await desk.webSub.renewDue(desk.now);
      expect(desk.hub.requests).toHaveLength(1);
      desk.now = after((10 * DAY * 2) / 3);
      await desk.webSub.renewDue(desk.now);
      await desk.hub.waitForCalls(2);
      expect(desk.hub.requests[1]?.secret).toBe(desk.hub.requests[0]?.secret);
      expect((await desk.row(id)).expiresAt).toEqual(new Date(desk.now.getTime() + 10 * DAY));
    });

    it('that cannot be renewed holds to its end, and then the feed is polled as ever', async () => {
      const id = await desk.subscribe();
      desk.hub.behave('busy');
      desk.now = after(7 * DAY);
      await desk.hub.publish(TOPIC, document);
      await desk.webSub.renewDue(desk.now);
      expect(await desk.row(id)).toMatchObject({ state: 'active', failure: expect.stringContaining('503') });
      expect(pollingFloorMs(await desk.row(id), after(7 * DAY + HOUR))).toBe(HOUR);
      desk.now = after(10 * DAY);
      await desk.webSub.renewDue(desk.now);
      expect(await desk.row(id)).toMatchObject({ state: 'requested' });
      expect(pollingFloorMs(await desk.row(id), desk.now)).toBe(0);
    });
  });

  describe('a hub in trouble', () => {
    it.each<[string, () => void | Promise<void>, RegExp]>([
      ['silent', () => desk.hub.behave('silent'), /no answer in time$/],
      ['busy', () => desk.hub.behave('busy'), /HTTP status 503$/],
      ['down', () => desk.hub.close(), /connection refused$/],
    ])(
      'that is %s is asked later and later, a day apart at most, and the feed is not touched',
      async (_, trouble, words) => {
        const id = await desk.addFeedWithHub();
        await trouble();
        const before = await desk.feeds.find(id);
        const waits: number[] = [];
        for (let round = 0; round < 7; round += 1) {
          await desk.webSub.renewDue(desk.now);
          const { nextTryAt, failure } = await desk.row(id);
          expect(failure).toMatch(words);
          waits.push((nextTryAt.getTime() - desk.now.getTime()) / HOUR);
          desk.now = nextTryAt;
        }
        expect(waits).toEqual([1, 2, 4, 8, 16, 24, 24]);
        expect(await desk.feeds.find(id)).toEqual(before);
        expect(pollingFloorMs(await desk.row(id), desk.now)).toBe(0);
      },
    );

    it('is given the time that it asks for', async () => {
      desk.hub.behave('busy', { retryAfter: '7200' });
      const id = await desk.addFeedWithHub();
      await desk.webSub.renewDue(desk.now);
      expect((await desk.row(id)).nextTryAt).toEqual(after(2 * HOUR));
    });

    it('is asked once in a round, however many feeds it has', async () => {
      desk.hub.behave('busy');
      const ids = await Promise.all(
        [1, 2, 3].map(async (id) => (await desk.feeds.create({ url: `${TOPIC}?${id}`, title: 'Wire' })).id),
      );
      for (const id of ids) await desk.store.note(id, { hubUrl: desk.hub.url, topicUrl: `${TOPIC}?${id}` }, desk.now);
      await desk.webSub.renewDue(desk.now);
      expect(desk.hub.requests).toHaveLength(1);
      for (const id of ids)
        expect(await desk.row(id)).toMatchObject({ attempts: 1, failure: expect.stringContaining('503') });
    });

    it('that answers and never calls back is asked again', async () => {
      desk.hub.behave('forget');
      const id = await desk.addFeedWithHub();
      await desk.webSub.renewDue(desk.now);
      expect(await desk.row(id)).toMatchObject({ state: 'requested', failure: null, nextTryAt: after(HOUR) });
    });
  });

  describe('what is on record', () => {
    it('stays as it is when a feed says the same again', async () => {
      const id = await desk.subscribe();
      const before = await desk.row(id);
      await desk.store.note(id, { hubUrl: desk.hub.url, topicUrl: TOPIC }, after(DAY));
      expect(await desk.row(id)).toEqual(before);
    });

    it('starts anew with another hub, and the old one’s pushes are worth nothing', async () => {
      const id = await desk.subscribe();
      await desk.store.note(id, { hubUrl: 'https://hub.example/', topicUrl: TOPIC }, after(DAY));
      expect(await desk.row(id)).toMatchObject({ state: 'requested', verifiedAt: null, nextTryAt: after(DAY) });
      await desk.hub.publish(TOPIC, document);
      expect(desk.asked).toEqual([]);
    });

    it('goes when the feed names no hub any more, or cannot be called here', async () => {
      const id = await desk.subscribe();
      const known = { hubUrl: desk.hub.url, topicUrl: TOPIC };
      await desk.webSub.noteFeed({ id, known }, { finalUrl: TOPIC }, { hubUrls: [desk.hub.url] }, desk.now);
      expect(await desk.store.find(id)).toBeDefined();
      await desk.webSub.noteFeed({ id, known }, { finalUrl: TOPIC }, { hubUrls: [] }, desk.now);
      expect(await desk.store.find(id)).toBeUndefined();
    });

    it('is nothing where hubs cannot reach us', async () => {
      const id = await desk.addFeed();
      const hidden = desk.serviceFor({ PUBLIC_URL: 'http://localhost:3000', ALLOW_PRIVATE_NETWORKS: [] });
      await hidden.noteFeed({ id, known: null }, { finalUrl: TOPIC }, { hubUrls: [desk.hub.url] }, desk.now);
      expect(await desk.store.find(id)).toBeUndefined();
      await desk.store.note(id, { hubUrl: desk.hub.url, topicUrl: TOPIC }, desk.now);
      await hidden.renewDue(desk.now);
      expect(desk.hub.requests).toEqual([]);
    });

    it('gets a new secret where the key of the old one is gone, and the others are asked too', async () => {
      const id = await desk.addFeedWithHub();
      await desk.context.database.query(`UPDATE websub_subscriptions SET secret = 'v1.AAAA'`);
      const other = (await desk.feeds.create({ url: `${TOPIC}?2`, title: 'Other' })).id;
      await desk.store.note(other, { hubUrl: desk.hub.url, topicUrl: `${TOPIC}?2` }, desk.now);
      await desk.webSub.renewDue(desk.now);
      await desk.hub.waitForCalls(2);
      expect(await desk.row(id)).toMatchObject({ state: 'active' });
      expect(await desk.hub.publish(TOPIC, document)).toBe(202);
      expect(desk.asked).toHaveLength(1);
    });

    it('is one process’s at a time to ask for, and no paused feed’s', async () => {
      const id = await desk.addFeedWithHub();
      const claims = await Promise.all([
        desk.store.claimDue(desk.now, 10),
        desk.store.claimDue(desk.now, 10),
        desk.store.claimDue(desk.now, 10),
      ]);
      expect(claims.flat()).toHaveLength(1);
      await desk.feeds.update(id, { state: 'paused' });
      expect(await desk.store.claimDue(after(DAY), 10)).toEqual([]);
    });

    it('is nothing for a feed that was deleted meanwhile', async () => {
      const id = await desk.addFeed();
      await desk.feeds.delete(id);
      await desk.store.note(id, { hubUrl: desk.hub.url, topicUrl: TOPIC }, desk.now);
      expect(await desk.store.find(id)).toBeUndefined();
    });
  });

  it('sends nothing into the private network', async () => {
    const guarded = createWebSubClient({
      userAgent: 'Wirewatch/test',
      timeoutMs: 500,
      addressGuard: createAddressGuard({ allowNetworks: [], allowOrigins: [] }),
    });
    const request = { hubUrl: desk.hub.url, topicUrl: TOPIC, callbackUrl: TOPIC, secret: 's', leaseSeconds: 1 };
    expect(await guarded.subscribe(request)).toMatchObject({
      kind: 'unreachable',
      reason: expect.stringContaining('loopback'),
    });
    await guarded.close();
    expect(desk.hub.requests).toEqual([]);
  });
});
