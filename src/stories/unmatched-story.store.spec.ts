import { type AlertDesk, createAlertDesk } from '../../test/support/alert-desk.js';
import { openStores, type StoreContext } from '../../test/support/stores.js';
import { UnmatchedStoryStore } from './unmatched-story.store.js';

const now = new Date('2026-11-24T12:00:00Z');

describe('unmatchedStoryStore', () => {
  let context: StoreContext;
  let stories: UnmatchedStoryStore;
  let desk: AlertDesk;

  beforeAll(async () => {
    context = await openStores();
    stories = new UnmatchedStoryStore(context.prisma);
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    for (const table of ['subscribers', 'feeds', 'events', 'topics'])
      await context.database.query(`DELETE FROM ${table}`);
    desk = await createAlertDesk(context.prisma, now);
  });

  const add = async (key: string, fields: object = {}) =>
    desk.addStory({ eventId: await desk.addEvent(), key, matchedAt: null, ...fields });
  const stateOf = ({ id }: { id: string }) =>
    context.prisma.story.findUnique({
      where: { id },
      select: { matchedAt: true, decidedAt: true, matches: { select: { topicId: true } } },
    });

  it('gives each asker its own, and nothing of what is matched or gone', async () => {
    const [a, b, matched] = [await add('a'), await add('b'), await add('c', { matchedAt: now })];
    const gone = '01900000-0000-7000-8000-000000000000';
    const found = await Promise.all([b.id, matched.id, a.id, gone, b.id].map((id) => stories.find(id)));
    expect(found.map((story) => story?.title ?? null)).toEqual(['b', null, 'a', null, 'b']);
    expect(found[0]).toMatchObject({
      revision: 1,
      feedTitle: 'Wire',
      feedUrl: 'https://wire.example/feed',
      wasTold: false,
    });
  });

  it.each<[string, object | null, boolean]>([
    ['nobody decided on', null, false],
    ['was kept back', { verdict: 'hold', reason: 'below-score' }, false],
    ['was told', { verdict: 'notify', reason: 'new-event' }, true],
    ['was told as an update', { verdict: 'update', reason: 'later-story' }, true],
    ['waits for a digest', { verdict: 'hold', reason: 'awaiting-digest', digestDueAt: now }, true],
  ])('knows whether an earlier wording was told: one that %s', async (_, decision, told) => {
    const story = await add('a', { revision: 2 });
    const own = {
      subscriptionId: await desk.addSubscription({}, []),
      storyId: story.id,
      storyRevision: 1,
      decidedAt: now,
    };
    if (decision) await context.prisma.decision.create({ data: { ...own, verdict: 'hold', reason: '', ...decision } });
    await expect(stories.find(story.id)).resolves.toMatchObject({ wasTold: told });
  });

  it('what was matched in vain is done with, is searched by its words, and loses what an earlier wording had', async () => {
    const [a, b] = [await add('a'), await add('b')];
    const searched = { title: 'a title', words: ['a', 'title'] };
    await Promise.all([a, b].map(({ id, revision }) => stories.markMatchedInVain({ id, revision, at: now, searched })));
    await expect(
      context.database.query(`SELECT title FROM story_words WHERE words @@ 'a & title'::tsquery`),
    ).resolves.toEqual([{ title: 'a title' }, { title: 'a title' }]);
    for (const story of [a, b]) {
      await expect(stateOf(story)).resolves.toEqual({ matchedAt: now, decidedAt: now, matches: [] });
    }
  });

  it('leaves a wording that came meanwhile up for matching', async () => {
    const story = await add('a');
    await context.prisma.story.update({ where: { id: story.id }, data: { revision: 2 } });
    await stories.markMatchedInVain({ id: story.id, revision: 1, at: now, searched: { title: '', words: [] } });
    await expect(stateOf(story)).resolves.toMatchObject({ matchedAt: null, decidedAt: null, matches: [{}, {}] });
  });
});
