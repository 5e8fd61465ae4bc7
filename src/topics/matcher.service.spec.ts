import { Logger } from '@nestjs/common';
import { openStores, type StoreContext } from '../../test/support/stores.js';
import { matchStory } from '../matching/match-story.js';
import { EntityStore } from './entity.store.js';
import { MatcherService } from './matcher.service.js';
import { TopicStore } from './topic.store.js';

const STORY = { title: 'Moscow and Pyongyang ratify their pact', text: '' };

describe('matcherService', () => {
  let context: StoreContext;
  let topics: TopicStore;
  let entities: EntityStore;
  let service: MatcherService;
  let now: number;

  beforeAll(async () => {
    context = await openStores();
    topics = new TopicStore(context.prisma);
    entities = new EntityStore(context.prisma);
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    await context.database.query('DELETE FROM topics');
    await context.database.query('DELETE FROM entities');
    now = 0;
    service = new MatcherService(topics, entities, { now: () => new Date(now), random: () => 0 });
    jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  });
  afterEach(() => jest.restoreAllMocks());

  const add = (slug: string, query: string) => topics.create({ slug, name: slug, description: '', query });
  const addEntity = (slug: string, text: string) =>
    entities.create({ slug, name: slug, kind: 'place', forms: { en: [{ text }] } });
  /** A second later each time: until then what was compiled counts as fresh. */
  const matched = async () => {
    now += 1_000;
    const { matcher, topics: known } = await service.current();
    return matchStory(matcher, STORY)
      .matches.map(({ topic }) => `${topic} v${known.get(topic)?.version}`)
      .sort();
  };

  it('has a topic live that was added, changed, disabled or deleted since', async () => {
    const pact = await add('pact', 'pact');
    await add('ratify', 'ratify');
    expect(await matched()).toEqual(['pact v1', 'ratify v1']);
    await add('rain', 'rain');
    expect(await matched()).toEqual(['pact v1', 'ratify v1']);
    await topics.update(pact.id, { query: 'treaty' });
    expect(await matched()).toEqual(['ratify v1']);
    await topics.update(pact.id, { query: 'Moscow AND pact' });
    expect(await matched()).toEqual(['pact v3', 'ratify v1']);
    await topics.update(pact.id, { enabled: false });
    expect(await matched()).toEqual(['ratify v1']);
    await context.database.query('DELETE FROM topics');
    expect(await matched()).toEqual([]);
  });

  it('has an entity live that was changed since, in every topic that names it', async () => {
    const capital = await addEntity('capital', 'Moscow');
    await add('one', '@capital');
    await add('two', '@capital AND rain');
    await add('three', '@capital AND pact');
    expect(await matched()).toEqual(['one v1', 'three v1']);
    await entities.update(capital.id, { forms: { en: [{ text: 'Minsk' }] } });
    expect(await matched()).toEqual([]);
    await entities.update(capital.id, { forms: { en: [{ text: 'Pyongyang' }] } });
    expect(await matched()).toEqual(['one v1', 'three v1']);
  });

  it('keeps one matcher while only topics change, and does not ask the database within the second', async () => {
    const pact = await add('pact', 'pact');
    const first = await service.current();
    await topics.update(pact.id, { query: 'treaty' });
    expect((await service.current()).matcher).toBe(first.matcher);
    expect(await matched()).toEqual([]);
    expect((await service.current()).matcher).toBe(first.matcher);
  });

  it('leaves out a topic that cannot be read, says so once, and has it back when it is mended', async () => {
    await add('good', 'pact');
    const bad = await add('bad', '@nobody AND pact');
    expect(await matched()).toEqual(['good v1']);
    await add('another', 'rain');
    expect(await matched()).toEqual(['good v1']);
    expect(jest.mocked(Logger.prototype.error).mock.calls).toEqual([
      ['Topic bad is left out until its query is mended: There is no entity @nobody.'],
    ]);
    await topics.update(bad.id, { query: 'pact' });
    expect(await matched()).toEqual(['bad v2', 'good v1']);
  });
});
