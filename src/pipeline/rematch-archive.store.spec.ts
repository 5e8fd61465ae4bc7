import { RematchDesk } from '../../test/support/rematch-desk.js';
import { SETTLE_AFTER_MS } from '../topics/rematch.store.js';

describe('what a re-match writes', () => {
  let desk: RematchDesk;

  beforeAll(async () => {
    desk = await RematchDesk.open();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.clear());

  describe('leaves to the pipeline', () => {
    it.each([
      ['a story that is not matched yet', { matchedAt: null, decidedAt: null }],
      ['a story that is not decided yet', { decidedAt: null }],
    ])('%s', async (_, fields) => {
      const id = await desk.store('alpha', fields);
      await desk.store('beta');
      const topic = await desk.create('a', 'alpha');
      await desk.rematch();
      await expect(desk.latest(topic.id)).resolves.toMatchObject({ state: 'done', total: 2, done: 2, gained: 0 });
      await expect(desk.matchesOf(id)).resolves.toEqual([]);
      await expect(desk.context.prisma.story.findUnique({ where: { id } })).resolves.toMatchObject(fields);
    });

    it.each([
      ['was reworded', 'revision = 2'],
      ['is up for matching', 'matched_at = NULL'],
      ['is up for a decision', 'decided_at = NULL'],
    ])('a story that %s after it was read', async (_, change) => {
      const id = await desk.store('alpha');
      const topic = await desk.create('a', 'alpha');
      await desk.planner().plan();
      const { id: runId } = await desk.latest(topic.id);
      const [story] = await desk.archive.byIds([id]);
      await desk.context.database.query(`UPDATE stories SET ${change}`);
      const found = [{ storyId: id, topicId: topic.id, score: 1, evidence: [] }];
      const verdicts = { stories: story ? [story] : [], found, undecided: [] };
      const target = [{ runId, id: topic.id, version: 1, enabled: true }];
      for (const wait of [false, true]) await desk.archive.apply(target, verdicts, { wait, at: desk.now });
      await expect(desk.matchesOf(id)).resolves.toEqual([]);
    });
  });

  describe('leaves the match of the newest version', () => {
    it.each([
      ['found wrongly', 'alpha', 'beta', 'alpha'],
      ['not found', 'alpha', 'beta', 'beta'],
    ])('where the pipeline ends late with what was before: %s', async (_, before, after, title) => {
      await desk.store('another');
      const topic = await desk.create('a', before);
      await desk.rematch();
      const live = await desk.store(title, { matchedAt: null, decidedAt: null });
      await desk.topics.update(topic.id, { query: after });
      await desk.rematch();
      await expect(desk.latest(topic.id)).resolves.toMatchObject({ state: 'done' });
      // Its matcher is a second old; the run has passed by, and only now it writes.
      desk.letPass(1_000);
      await desk.matchOutdated(live, topic);
      await expect(desk.matchesOf(live)).resolves.toEqual(title === before ? ['a 1'] : []);
      if (title === before) {
        desk.letPass(SETTLE_AFTER_MS);
        // Not under the decision.
        await expect(desk.rematches.findStranded(desk.now, desk.now)).resolves.toEqual([]);
        await desk.context.prisma.story.update({ where: { id: live }, data: { decidedAt: desk.now } });
      }
      await desk.settle();
      await expect(desk.matchesOf(live)).resolves.toEqual(title === after ? ['a 2'] : []);
      await expect(desk.latest(topic.id)).resolves.toMatchObject({ settledAt: desk.now });
      await expect(desk.rematches.findStranded(new Date(desk.now.getTime() + 1), desk.now)).resolves.toEqual([]);
    });

    it('where the pipeline writes in the same moment', async () => {
      const topic = await desk.create('a', 'alpha');
      await desk.store('another');
      await desk.rematch();
      const live = await desk.store('alpha', { matchedAt: null, decidedAt: null });
      const other = await desk.begin();
      // The pipeline's transaction is open, with the match of before, while the run passes.
      await other.query('UPDATE stories SET matched_at = $2, decided_at = $2 WHERE id = $1', [live, desk.now]);
      await other.query(
        `INSERT INTO matches (story_id, topic_id, score, evidence, story_revision, topic_version, matched_at) VALUES ($1, $2, 1, '[]', 1, 1, $3)`,
        [live, topic.id, desk.now],
      );
      await desk.topics.update(topic.id, { query: 'beta' });
      await desk.rematch();
      await expect(desk.latest(topic.id)).resolves.toMatchObject({ state: 'done', done: 2 });
      await other.query('COMMIT');
      await other.end();
      await desk.settle();
      await expect(desk.matchesOf(live)).resolves.toEqual([]);
    });

    it('where the topic changes between matching and writing', async () => {
      const id = await desk.store('alpha');
      const topic = await desk.create('a', 'alpha');
      await desk.planner().plan();
      const { id: runId } = await desk.latest(topic.id);
      const found = [{ storyId: id, topicId: topic.id, score: 1, evidence: [] }];
      const write = async () =>
        desk.archive.apply(
          [{ runId, id: topic.id, version: 1, enabled: true }],
          { stories: await desk.archive.byIds([id]), found, undecided: [] },
          { wait: false, at: desk.now },
        );
      await desk.topics.update(topic.id, { query: 'beta' });
      await expect(write()).resolves.toEqual({ kind: 'topic-changed' });
      await desk.planner().plan();
      await expect(write()).resolves.toEqual({ kind: 'over' });
      await desk.topics.delete(topic.id);
      await expect(write()).resolves.toEqual({ kind: 'over' });
      await expect(desk.matchesOf(id)).resolves.toEqual([]);
    });

    it('where the topic changes twice, and the first run never ends', async () => {
      const ids = [await desk.store('alpha'), await desk.store('beta'), await desk.store('gamma')];
      const topic = await desk.create('a', 'alpha');
      await desk.rematch();
      await desk.topics.update(topic.id, { query: 'beta' });
      await desk.planner().plan();
      const superseded = await desk.latest(topic.id);
      await desk.topics.update(topic.id, { query: 'gamma' });
      await desk.rematch();
      expect(await Promise.all(ids.map((id) => desk.matchesOf(id)))).toEqual([[], [], ['a 3']]);
      await expect(desk.context.prisma.rematch.findUnique({ where: { id: superseded.id } })).resolves.toMatchObject({
        state: 'superseded',
        done: 0,
        finishedAt: desk.now,
      });
    });
  });

  it('writes nothing twice, and nothing that is as it was', async () => {
    const id = await desk.store('alpha');
    const topic = await desk.create('a', 'alpha');
    await desk.rematch();
    const rows = () => desk.context.database.query('SELECT xmin, matched_at FROM matches WHERE story_id = $1', [id]);
    const before = await rows();
    await desk.context.database.query(`UPDATE rematches SET state = 'running', cursor = NULL, done = 0`);
    desk.letPass(1_000);
    desk.jobs.push((await desk.latest(topic.id)).passId);
    await desk.runJobs();
    await expect(rows()).resolves.toEqual(before);
    await expect(desk.latest(topic.id)).resolves.toMatchObject({ state: 'done', gained: 1, lost: 0, done: 1 });
    // A new version is written, and keeps the time at which the story was found first.
    await desk.topics.update(topic.id, { query: 'alpha OR beta' });
    await desk.rematch();
    const [after] = await rows();
    expect(after?.['xmin']).not.toBe(before[0]?.['xmin']);
    expect(after?.['matched_at']).toEqual(before[0]?.['matched_at']);
    await expect(desk.matchesOf(id)).resolves.toEqual(['a 2']);
    await expect(desk.latest(topic.id)).resolves.toMatchObject({ gained: 0, lost: 0 });
  });

  it('keeps what was found where matching goes wrong', async () => {
    const id = await desk.store('alpha');
    const topic = await desk.create('a', 'alpha');
    await desk.rematch();
    const { id: runId } = await desk.latest(topic.id);
    const stories = await desk.archive.byIds([id]);
    const target = [{ runId, id: topic.id, version: 1, enabled: true }];
    const failed = [{ storyId: id, topicId: topic.id }];
    await desk.archive.apply(target, { stories, found: [], undecided: failed }, { wait: false, at: desk.now });
    await expect(desk.matchesOf(id)).resolves.toEqual(['a 1']);
    await desk.archive.apply(target, { stories, found: [], undecided: [] }, { wait: false, at: desk.now });
    await expect(desk.matchesOf(id)).resolves.toEqual([]);
  });

  it('keeps what was told, and withdraws the match that it was told for', async () => {
    const id = await desk.store('alpha');
    const topic = await desk.create('a', 'alpha');
    await desk.rematch();
    const { prisma } = desk.context;
    const { eventId } = await prisma.story.findUniqueOrThrow({ where: { id } });
    const subscriber = await prisma.subscriber.create({ data: { name: 'Desk' } });
    const subscription = await prisma.subscription.create({ data: { subscriberId: subscriber.id, name: 'All' } });
    const snapshot = await prisma.snapshot.create({
      data: { storyId: id, storyRevision: 1, content: {}, takenAt: desk.now },
    });
    await prisma.alert.create({
      data: {
        subscriptionId: subscription.id,
        eventId: eventId ?? '',
        storyId: id,
        snapshotId: snapshot.id,
        createdAt: desk.now,
        updatedAt: desk.now,
      },
    });
    await desk.topics.update(topic.id, { query: 'beta' });
    await desk.rematch();
    await expect(desk.matchesOf(id)).resolves.toEqual([]);
    await expect(prisma.alert.count()).resolves.toBe(1);
    await expect(desk.latest(topic.id)).resolves.toMatchObject({ state: 'done', lost: 1 });
  });

  it('keeps as the reason for every subscription that it told nobody, once for each wording', async () => {
    const id = await desk.store('alpha');
    const { prisma } = desk.context;
    const topic = await desk.create('a', 'alpha');
    const subscriber = await prisma.subscriber.create({ data: { name: 'Desk' } });
    await prisma.subscription.create({
      data: { subscriberId: subscriber.id, name: 'All', topics: { create: [{ topicId: topic.id }] } },
    });
    await desk.rematch();
    for (const query of ['beta', 'alpha OR gamma']) {
      await desk.topics.update(topic.id, { query });
      await desk.rematch();
    }
    await expect(prisma.decision.findMany()).resolves.toMatchObject([
      { storyId: id, storyRevision: 1, verdict: 'hold', reason: 'found-by-rematch', alertId: null, digestDueAt: null },
    ]);
  });

  it('puts copies into one event, and a copy that comes later into the same', async () => {
    const title = 'Alpha signs a treaty of mutual defence with Beta in the capital';
    const ids = [await desk.store(title), await desk.store(`${title} today`), await desk.store('alpha')];
    await desk.create('a', 'alpha');
    await desk.rematch();
    const eventOf = async (id: string) =>
      (await desk.context.prisma.story.findUniqueOrThrow({ where: { id } })).eventId;
    const [first, second, other] = await Promise.all(ids.map(eventOf));
    expect(first).toBe(second);
    expect(first).not.toBe(other);
    const live = await desk.store(title, { matchedAt: null, decidedAt: null });
    await desk.matchOutdated(live, await desk.topics.create({ slug: 'b', name: 'b', query: 'beta' }));
    await expect(eventOf(live)).resolves.toBe(first);
  });
});
