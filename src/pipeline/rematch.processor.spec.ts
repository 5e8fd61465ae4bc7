import { eventually } from '../../test/support/eventually.js';
import { RematchDesk } from '../../test/support/rematch-desk.js';
import type { RematchPlannerService } from '../topics/rematch-planner.service.js';
import { RematchArchiveStore } from './rematch-archive.store.js';

describe('a re-match', () => {
  let desk: RematchDesk;

  beforeAll(async () => {
    desk = await RematchDesk.open();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.clear());

  describe('is planned', () => {
    it('not at all where no story has been matched yet, then or later', async () => {
      await desk.store('alpha', { matchedAt: null, decidedAt: null });
      await desk.create('a', 'alpha');
      await desk.planner().plan();
      await desk.context.database.query('UPDATE stories SET matched_at = now(), decided_at = now()');
      await desk.planner().plan();
      expect(desk.jobs).toEqual([]);
      await expect(desk.context.prisma.rematch.count()).resolves.toBe(0);
    });

    it('not for a topic that is disabled from the start, nor for a new name', async () => {
      await desk.store('alpha');
      const topic = await desk.topics.create({ slug: 'a', name: 'a', query: 'alpha', enabled: false });
      await desk.planner().plan();
      await desk.topics.update(topic.id, { name: 'A' });
      await desk.planner().plan();
      await expect(desk.context.prisma.rematch.count()).resolves.toBe(0);
    });

    it('once, however many processes see the change', async () => {
      await desk.store('alpha');
      await desk.create('a', 'alpha');
      await desk.create('b', 'beta');
      const others = Array.from({ length: 4 }, () => desk.planner());
      await Promise.all(others.map((other) => other.plan()));
      await expect(desk.context.prisma.rematch.count()).resolves.toBe(2);
      // Changed together, they read the archive together.
      expect(new Set(desk.jobs).size).toBe(1);
    });

    it('for the topics that name a changed entity, and no others', async () => {
      await desk.store('Kim spoke');
      const forms = { en: [{ text: 'Kim' }] };
      const entity = await desk.context.prisma.entity.create({
        data: { slug: 'kim', name: 'Kim', kind: 'person', forms },
      });
      const naming = await desk.create('naming', '@kim');
      const other = await desk.create('other', 'Kim');
      await desk.rematch();
      await desk.context.prisma.entity.update({
        where: { id: entity.id },
        data: { forms: { en: [{ text: 'Putin' }] } },
      });
      await desk.rematch();
      await expect(desk.latest(naming.id)).resolves.toMatchObject({
        reason: 'entities-changed',
        state: 'done',
        lost: 1,
      });
      await expect(desk.context.prisma.rematch.count({ where: { topicId: other.id } })).resolves.toBe(1);
    });

    it('again by hand, and then is the one that is under way', async () => {
      const id = await desk.store('alpha');
      const topic = await desk.create('a', 'alpha');
      await desk.rematch();
      await desk.context.database.query('DELETE FROM matches');
      const first = await desk.planner().request(topic);
      expect((await desk.planner().request(topic)).id).toBe(first.id);
      await desk.runJobs();
      await expect(desk.latest(topic.id)).resolves.toMatchObject({
        id: first.id,
        reason: 'by-hand',
        state: 'done',
        gained: 1,
      });
      await expect(desk.matchesOf(id)).resolves.toEqual(['a 1']);
    });
  });

  /** As soon as all but one are found. */
  const matchesOfEach = async (ids: string[]): Promise<string[][]> =>
    eventually('the others to be found', async () => {
      const all = await Promise.all(ids.map((id) => desk.matchesOf(id)));
      return all.filter((list) => list.length > 0).length >= ids.length - 1 && all;
    });

  it('waits for a story that somebody else holds, and does not lose it', async () => {
    const ids = [await desk.store('alpha one'), await desk.store('alpha two'), await desk.store('alpha three')];
    const other = await desk.begin();
    await other.query('SELECT 1 FROM stories WHERE id = $1 FOR UPDATE', [ids[1]]);
    const topic = await desk.create('a', 'alpha');
    await desk.planner().plan();
    const running = desk.runJobs();
    // The others are not kept waiting.
    await expect(matchesOfEach(ids)).resolves.toEqual([['a 1'], [], ['a 1']]);
    await other.query('ROLLBACK');
    await other.end();
    await running;
    await expect(desk.matchesOf(ids[1] ?? '')).resolves.toEqual(['a 1']);
    await expect(desk.latest(topic.id)).resolves.toMatchObject({ state: 'done', gained: 3, done: 3 });
  });

  it('keeps what a topic found when its query cannot be read any more, and says why', async () => {
    const id = await desk.store('Kim spoke');
    const forms = { en: [{ text: 'Kim' }] };
    await desk.context.prisma.entity.create({ data: { slug: 'kim', name: 'Kim', kind: 'person', forms } });
    const topic = await desk.create('a', '@kim');
    const good = await desk.create('b', 'spoke');
    await desk.rematch();
    await desk.context.prisma.entity.deleteMany();
    await desk.rematch();
    await expect(desk.latest(topic.id)).resolves.toMatchObject({
      state: 'failed',
      failure: expect.stringContaining('@kim'),
    });
    await expect(desk.matchesOf(id)).resolves.toEqual(['a 1', 'b 1']);
    await expect(desk.latest(good.id)).resolves.toMatchObject({ reason: 'new-topic' });
    await desk.context.prisma.entity.create({ data: { slug: 'kim', name: 'Kim', kind: 'person', forms: { en: [] } } });
    await desk.rematch();
    await expect(desk.latest(topic.id)).resolves.toMatchObject({ state: 'done', lost: 1 });
  });

  it('does nothing while a topic is not what was planned for, and looks again', async () => {
    await desk.store('alpha');
    const topic = await desk.create('a', 'alpha');
    await desk.planner().plan();
    const [passId] = desk.jobs.splice(0);
    await desk.topics.update(topic.id, { query: 'beta' });
    // In the moment before anybody sees the change.
    const planner = jest
      .spyOn(desk, 'planner')
      .mockReturnValue({ plan: async () => undefined } as RematchPlannerService);
    await desk.process(passId ?? '');
    planner.mockRestore();
    await expect(desk.latest(topic.id)).resolves.toMatchObject({ state: 'running', done: 0 });
    expect(desk.jobs).toEqual([passId]);
    await desk.runJobs();
    await expect(desk.latest(topic.id)).resolves.toMatchObject({ state: 'done', topicVersion: 2 });
  });

  it('goes on where it was broken off', async () => {
    for (let number = 0; number < 450; number++) await desk.store(number % 2 ? 'alpha' : 'beta');
    const topic = await desk.create('a', 'alpha');
    await desk.planner().plan();
    const stop = new AbortController();
    const [first] = desk.jobs.splice(0);
    const next = jest.spyOn(desk.archive, 'next');
    next.mockImplementation((...request) => {
      if (next.mock.calls.length === 2) stop.abort();
      return RematchArchiveStore.prototype.next.apply(desk.archive, request);
    });
    await desk.process(first ?? '', stop.signal);
    next.mockRestore();
    await expect(desk.latest(topic.id)).resolves.toMatchObject({
      state: 'running',
      total: 450,
      done: 200,
      gained: 100,
    });
    // As the next start does: nobody queued it.
    expect(desk.jobs).toEqual([]);
    await expect(desk.rematches.findStranded(new Date(desk.now.getTime() + 1), desk.now)).resolves.toEqual([first]);
    desk.jobs.push(first ?? '');
    await desk.runJobs();
    await expect(desk.latest(topic.id)).resolves.toMatchObject({ state: 'done', total: 450, done: 450, gained: 225 });
  });

  it('is held by one worker at a time, until its lease runs out', async () => {
    await desk.store('alpha');
    const topic = await desk.create('a', 'alpha');
    await desk.planner().plan();
    const { passId } = await desk.latest(topic.id);
    await expect(desk.rematches.claim(passId, desk.now, 15_000)).resolves.toMatchObject({ step: 'walk' });
    desk.letPass(14_999);
    await expect(desk.rematches.claim(passId, desk.now, 15_000)).resolves.toBeUndefined();
    desk.letPass(1);
    await expect(desk.rematches.claim(passId, desk.now, 15_000)).resolves.toMatchObject({ step: 'walk' });
  });
});
