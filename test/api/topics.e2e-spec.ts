import { v7 } from 'uuid';
import { PrismaStore } from '../../src/database/prisma.store.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startTestWirewatch, type TestWirewatch } from '../support/wirewatch.js';

describe('topics and entities', () => {
  let database: TestDatabase;
  let wirewatch: TestWirewatch;
  let prisma: PrismaStore;

  beforeAll(async () => {
    database = await createTestDatabase();
    wirewatch = await startTestWirewatch({ DATABASE_URL: database.url, ROLE: 'api' });
    prisma = wirewatch.app.get(PrismaStore);
  });
  afterAll(async () => {
    await wirewatch.stop();
    await database.drop();
  });
  beforeEach(async () => {
    await database.query('DELETE FROM subscriptions');
    await database.query('DELETE FROM topics');
    await database.query('DELETE FROM entities');
  });

  const addTopic = (slug: string, query = 'treaty', fields: object = {}) =>
    wirewatch.expectCall(201, 'POST', '/topics', { slug, name: `About ${slug}`, query, ...fields });
  const addEntity = (slug: string, kind = 'place') =>
    wirewatch.expectCall(201, 'POST', '/entities', {
      slug,
      name: `The ${slug}`,
      kind,
      forms: { en: [{ text: slug }] },
    });
  const get = (path: string) => wirewatch.expectCall(200, 'GET', path);
  const slugs = (page: any) => page.items.map(({ slug }: any) => slug);
  const addOwnQuery = async (query: string) => {
    const subscriber = await prisma.subscriber.create({ data: { name: 'Desk' } });
    const { id } = await prisma.subscription.create({ data: { subscriberId: subscriber.id, name: 'Own' } });
    return prisma.topic.create({ data: { slug: v7(), name: 'Own', query, ownerId: id } });
  };

  describe('versions of a topic', () => {
    it('keeps every query, newest first, with what changed in it', async () => {
      const { id } = await addTopic('pact', 'russia AND korea');
      await wirewatch.expectCall(200, 'PATCH', `/topics/${id}`, { query: 'russia AND korea AND pact' });
      await wirewatch.expectCall(200, 'PATCH', `/topics/${id}`, { query: 'russia AND pact' });
      const { items, nextCursor } = await get(`/topics/${id}/versions`);
      expect(nextCursor).toBeNull();
      expect(items.map(({ version, query }: any) => [version, query])).toEqual([
        [3, 'russia AND pact'],
        [2, 'russia AND korea AND pact'],
        [1, 'russia AND korea'],
      ]);
      expect(
        items.map(({ changes }: any) => changes?.parts.map(({ kind, text }: any) => `${kind} ${text.trim()}`)),
      ).toEqual([
        ['same russia AND', 'removed korea AND', 'same pact'],
        ['same russia AND korea', 'added AND pact'],
        undefined,
      ]);
    });

    it('lists them in pages, each with what it changed', async () => {
      const { id } = await addTopic('pact', 'a0');
      for (let n = 1; n < 5; n++) await wirewatch.expectCall(200, 'PATCH', `/topics/${id}`, { query: `a${n}` });
      const first = await get(`/topics/${id}/versions?limit=2`);
      expect(first.items.map(({ version }: any) => version)).toEqual([5, 4]);
      expect(first.items[1].changes.parts).toEqual([
        { kind: 'removed', text: 'a2' },
        { kind: 'added', text: 'a3' },
      ]);
      const second = await get(`/topics/${id}/versions?limit=3&cursor=${first.nextCursor}`);
      expect(second.items.map(({ version }: any) => version)).toEqual([3, 2, 1]);
      expect(second.nextCursor).toBeNull();
    });

    it('makes none of the same query, a new name or a switch', async () => {
      const { id } = await addTopic('pact', 'a');
      for (const change of [{ query: 'a' }, { name: 'B' }, { enabled: false }, { query: 'a', name: 'C' }])
        expect(await wirewatch.expectCall(200, 'PATCH', `/topics/${id}`, change)).toMatchObject({ version: 1 });
      expect((await get(`/topics/${id}/versions`)).items).toHaveLength(1);
    });

    it('restores an earlier one as a new version', async () => {
      const { id } = await addTopic('pact', 'first');
      await wirewatch.expectCall(200, 'PATCH', `/topics/${id}`, { query: 'second' });
      expect(await wirewatch.expectCall(200, 'POST', `/topics/${id}/versions/1/restore`)).toMatchObject({
        id,
        query: 'first',
        version: 3,
      });
      expect((await get(`/topics/${id}/versions`)).items.map(({ query }: any) => query)).toEqual([
        'first',
        'second',
        'first',
      ]);
    });

    it('does not restore a query whose entity is gone, and says where it stands', async () => {
      const entity = await addEntity('korea');
      const { id } = await addTopic('pact', 'treaty AND @korea');
      await wirewatch.expectCall(200, 'PATCH', `/topics/${id}`, { query: 'treaty' });
      await wirewatch.expectCall(204, 'DELETE', `/entities/${entity.id}`);
      const { status, body } = await wirewatch.call('POST', `/topics/${id}/versions/1/restore`);
      expect(status).toBe(400);
      expect(body.errors[0]).toMatchObject({ path: 'query:1:12', message: expect.stringContaining('korea') });
      expect(await get(`/topics/${id}`)).toMatchObject({ query: 'treaty', version: 2 });
    });

    it.each([
      [404, 'GET', () => `/topics/${v7()}/versions`],
      [404, 'POST', () => `/topics/${v7()}/versions/1/restore`],
      [404, 'POST', (id: string) => `/topics/${id}/versions/9/restore`],
      [400, 'POST', (id: string) => `/topics/${id}/versions/0/restore`],
      [400, 'POST', (id: string) => `/topics/${id}/versions/9999999999/restore`],
      [400, 'GET', (id: string) => `/topics/${id}/versions?cursor=x`],
    ])('answers %s to %s of what is not there', async (status, method, path) => {
      const { id } = await addTopic('pact');
      expect((await wirewatch.call(method, path(id))).status).toBe(status);
    });

    it('shows none of a subscription’s own query', async () => {
      const own = await addOwnQuery('secret');
      expect((await wirewatch.call('GET', `/topics/${own.id}/versions`)).status).toBe(404);
      expect((await wirewatch.call('POST', `/topics/${own.id}/versions/1/restore`)).status).toBe(404);
      expect((await wirewatch.call('GET', `/topics/${own.id}/rematches`)).status).toBe(404);
      expect((await wirewatch.call('POST', '/topics/preview', { query: 'a', topicId: own.id })).status).toBe(404);
    });
  });

  describe('lists', () => {
    it('finds topics by part of the slug or of the name, and by whether they are enabled', async () => {
      await addTopic('pact');
      await addTopic('compact', 'a', { enabled: false });
      await addTopic('missiles', 'a', { name: 'Pact of missiles' });
      await addTopic('tea_100%', 'a').catch(() => undefined);
      await addOwnQuery('pact');
      expect(slugs(await get('/topics?q=PACT&sort=slug'))).toEqual(['compact', 'missiles', 'pact']);
      expect(slugs(await get('/topics?q=pact&enabled=true&sort=-slug'))).toEqual(['pact', 'missiles']);
      expect(slugs(await get('/topics?enabled=false'))).toEqual(['compact']);
      expect(slugs(await get('/topics?q=%25'))).toEqual([]);
      expect(slugs(await get('/topics?q=_'))).toEqual([]);
    });

    it.each(['slug', '-slug', 'name', '-name', 'createdAt', '-createdAt', 'updatedAt'])(
      'goes through topics by %s in pages',
      async (sort) => {
        for (const slug of ['b', 'd', 'a', 'c', 'e']) await addTopic(slug);
        const walked: string[] = [];
        let cursor = '';
        do {
          const page = await get(`/topics?sort=${sort}&limit=2&total=true${cursor && `&cursor=${cursor}`}`);
          expect(page.total).toBe(5);
          walked.push(...slugs(page));
          cursor = page.nextCursor ?? '';
        } while (cursor);
        const ordered = sort.endsWith('At') ? ['b', 'd', 'a', 'c', 'e'] : ['a', 'b', 'c', 'd', 'e'];
        expect(walked).toEqual(sort.startsWith('-') ? ordered.reverse() : ordered);
      },
    );

    it('finds entities by kind and by part of the slug or of the name, and counts them where asked', async () => {
      await addEntity('korea');
      await addEntity('kim', 'person');
      await addEntity('moscow');
      expect(slugs(await get('/entities?q=THE k&sort=slug'))).toEqual(['kim', 'korea']);
      expect(await get('/entities?kind=place&total=true&limit=1')).toMatchObject({ total: 2 });
      expect(await get('/entities')).not.toHaveProperty('total');
      expect((await wirewatch.call('GET', '/entities?sort=forms')).status).toBe(400);
    });
  });

  describe('use of an entity', () => {
    it('names the topics that name it, and counts the subscriptions’ own queries', async () => {
      const korea = await addEntity('korea');
      await addEntity('korea-north');
      await addTopic('pact', 'treaty AND @korea');
      await addTopic('other', '@korea-north');
      await addTopic('asleep', '@korea NEAR/5 pact', { enabled: false });
      await addOwnQuery('@korea');
      expect(await get(`/entities/${korea.id}/usage`)).toEqual({
        topics: [
          { id: expect.any(String), slug: 'asleep', name: 'About asleep', enabled: false },
          { id: expect.any(String), slug: 'pact', name: 'About pact', enabled: true },
        ],
        ownQueries: 1,
      });
      const { status, body } = await wirewatch.call('DELETE', `/entities/${korea.id}`);
      expect([status, body.detail]).toEqual([409, 'These topics name it: “Own”, asleep, pact']);
      expect((await wirewatch.call('GET', `/entities/${v7()}/usage`)).status).toBe(404);
    });
  });

  it('lists the re-matches of a topic, newest first', async () => {
    const { id } = await addTopic('pact');
    for (const reason of ['new-topic', 'query-changed', 'by-hand']) {
      await prisma.rematch.create({
        data: {
          topicId: id,
          passId: v7(),
          topicVersion: 1,
          reason,
          state: 'done',
          plannedAt: new Date(),
          leasedUntil: new Date(),
          settledAt: new Date(),
        },
      });
    }
    const page = await get(`/topics/${id}/rematches?limit=2`);
    expect(page.items.map(({ reason }: any) => reason)).toEqual(['by-hand', 'query-changed']);
    expect((await get(`/topics/${id}/rematches?cursor=${page.nextCursor}`)).items).toHaveLength(1);
    expect((await wirewatch.call('GET', `/topics/${v7()}/rematches`)).status).toBe(404);
  });
});
