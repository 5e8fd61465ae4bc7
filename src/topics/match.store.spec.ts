import { type AlertDesk, createAlertDesk } from '../../test/support/alert-desk.js';
import { openStores, type StoreContext } from '../../test/support/stores.js';
import { MatchStore } from './match.store.js';

const now = new Date('2026-11-24T12:00:00Z');

describe('matchStore', () => {
  let context: StoreContext;
  let desk: AlertDesk;
  const matches = new MatchStore();

  beforeAll(async () => {
    context = await openStores();
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    for (const table of ['subscribers', 'feeds', 'events', 'topics'])
      await context.database.query(`DELETE FROM ${table}`);
    desk = await createAlertDesk(context.prisma, now);
  });

  const add = async () => desk.addStory({ eventId: await desk.addEvent(), key: 'a', matchedAt: null }, [0]);
  const evidence = [{ field: 'title' as const, start: 0, end: 1, form: 'a', clause: 'a' }];
  const record = (story: { id: string; revision: number }, topicIds: (string | undefined)[]) =>
    context.prisma.$transaction((transaction) =>
      matches.recordMatches(
        transaction,
        story,
        topicIds.map((topicId = '') => ({ topicId, topicVersion: 3, score: 0.7, evidence })),
        now,
        { title: 'a', words: ['a', "it's"] },
      ),
    );
  const stored = () =>
    context.prisma.match.findMany({ select: { topicId: true, score: true, topicVersion: true, evidence: true } });

  it('leaves exactly what was found in this wording', async () => {
    const [one, two] = desk.topicIds;
    const found = { score: 0.7, topicVersion: 3, evidence };
    const story = await add();
    await expect(record(story, [two])).resolves.toBe(true);
    await expect(stored()).resolves.toEqual([{ topicId: two, ...found }]);
    await context.prisma.story.updateMany({ data: { matchedAt: null } });
    await expect(record(story, [one, two])).resolves.toBe(true);
    await expect(stored()).resolves.toHaveLength(2);
    await expect(
      context.database.query(`SELECT title FROM story_words WHERE words @@ '''it''''s'' & a'::tsquery`),
    ).resolves.toEqual([{ title: 'a' }]);
    await context.prisma.story.updateMany({ data: { matchedAt: null } });
    await expect(record(story, [])).resolves.toBe(true);
    await expect(stored()).resolves.toEqual([]);
  });

  it('lets one job of several write what it found', async () => {
    const story = await add();
    const written = await Promise.all([1, 2, 3].map(() => record(story, desk.topicIds)));
    expect(written.sort()).toEqual([false, false, true]);
  });

  it('writes nothing of a wording that was replaced meanwhile', async () => {
    const story = await add();
    await context.prisma.story.updateMany({ data: { revision: 2 } });
    await expect(record(story, [desk.topicIds[1]])).resolves.toBe(false);
    await expect(stored()).resolves.toMatchObject([{ topicId: desk.topicIds[0], score: 0.5 }]);
    await expect(context.database.query('SELECT FROM story_words')).resolves.toEqual([]);
  });

  it('leaves out a topic that was deleted since it was compiled', async () => {
    const story = await add();
    await context.prisma.topic.deleteMany({ where: { id: desk.topicIds[1] } });
    await expect(record(story, desk.topicIds)).resolves.toBe(true);
    await expect(stored()).resolves.toMatchObject([{ topicId: desk.topicIds[0] }]);
  });
});
