import { openStores, type StoreContext } from '../../test/support/stores.js';
import { type ParsedItem } from '../feeds/read/parsed-feed.js';
import { resolveKeyCollisions } from './resolve-key-collisions.js';
import { type StoredFetch, StoryStore } from './story.store.js';
import { toStory } from './to-story.js';

const now = new Date('2026-11-24T12:00:00Z');
const long =
  'The two ministers met for three hours and signed nothing, said an official who was in the room with them. ';

const item = (fields: Partial<ParsedItem>): ParsedItem => ({
  title: 'Ministers meet',
  text: 'They met.',
  categories: [],
  enclosures: [],
  ...fields,
});
const named = (name: string, fields: Partial<ParsedItem> = {}) =>
  item({ guid: name, url: `https://a.example/${name}`, title: `Title of ${name}`, ...fields });

/** What it shows, the documents in the order of their fetches, and for each fetch "new/changed" stories. */
type Case = [string, ParsedItem[][], string];

describe('one item is one story', () => {
  let context: StoreContext;
  let stories: StoryStore;
  let feedId: string;

  beforeAll(async () => {
    context = await openStores();
    stories = new StoryStore(context.prisma);
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    await context.database.query('DELETE FROM feeds');
    feedId = (await context.prisma.feed.create({ data: { url: 'https://a.example/feed', title: 'A' } })).id;
  });

  const fetch = (document: readonly ParsedItem[], onFirstPoll: boolean): Promise<StoredFetch> =>
    context.prisma.$transaction((transaction) =>
      stories.insertNewStories(
        transaction,
        feedId,
        resolveKeyCollisions(document.map((parsed) => toStory(parsed, { now }))),
        { at: now, onFirstPoll, wantsArticle: false },
      ),
    );

  const expectCounts = async (documents: ParsedItem[][], counts: string) => {
    const told: string[] = [];
    for (const [turn, document] of documents.entries()) {
      const { stored } = await fetch(document, turn === 0);
      const added = stored.filter(({ kind }) => kind === 'new').length;
      told.push(`${added}/${stored.length - added}`);
    }
    expect(told.join(' ')).toBe(counts);
  };

  const sharing = (name: string, fields: Partial<ParsedItem> = {}) =>
    item({ guid: 'everything', url: `https://a.example/${name}`, title: `Title of ${name}`, ...fields });
  const live = (name: string, fields: Partial<ParsedItem> = {}) =>
    item({
      guid: name,
      url: 'https://a.example/live',
      title: `Post ${name}`,
      text: `What happened at ${name}`,
      ...fields,
    });
  const bare = (title: string, text: string) => item({ title, text });

  it.each<Case>([
    [
      'the same document again',
      [
        [named('1'), named('2')],
        [named('1'), named('2')],
      ],
      '2/0 0/0',
    ],
    [
      'another order',
      [
        [named('1'), named('2')],
        [named('2'), named('1')],
      ],
      '2/0 0/0',
    ],
    ['dropped, and back', [[named('1'), named('2')], [named('2')], [named('1'), named('2')]], '2/0 0/0 0/0'],
    ['re-dated', [[named('1')], [named('1', { publishedAt: now })]], '1/0 0/0'],
    ['reworded under its guid', [[named('1')], [named('1', { title: 'Other', text: 'Other' })]], '1/0 0/1'],
    [
      'everything new but the guid',
      [[named('1')], [named('1', { title: 'Other', text: 'Other', url: 'https://a.example/other' })]],
      '1/0 0/1',
    ],
    ['white space in the guid', [[named('a b')], [named('a b', { guid: ' a\n  b ' })]], '1/0 0/0'],
    ['a guid in other case', [[named('abc')], [named('abc', { guid: 'ABC' })]], '1/0 0/0'],
    ['guids told apart by case alone', [[named('abc')], [named('abc'), named('ABC')]], '1/0 1/0'],
  ])('with guids: %s', (_, documents, counts) => expectCounts(documents, counts));

  it.each<Case>([
    ['the address stands in', [[named('1', { guid: undefined })], [named('1', { guid: undefined })]], '1/0 0/0'],
    [
      'reworded',
      [[named('1', { guid: undefined })], [named('1', { guid: undefined, title: 'B', text: 'B' })]],
      '1/0 0/1',
    ],
    ['a guid is given later', [[named('1', { guid: undefined })], [named('1')]], '1/0 0/0'],
    ['a guid is given no more', [[named('1')], [named('1', { guid: undefined })]], '1/0 0/0'],
    [
      'neither guid nor address',
      [
        [bare('A', 'a'), bare('B', 'b')],
        [bare('B', 'b'), bare('A', 'a')],
      ],
      '2/0 0/0',
    ],
    ['a correction at the end', [[bare('A', `${long}One.`)], [bare('A', `${long}Two.`)]], '1/0 0/1'],
    [
      'one title, another text',
      [[bare('Warning', 'Storm.')], [bare('Warning', 'Flood.')], [bare('Warning', 'Storm.')]],
      '1/0 1/0 0/0',
    ],
    [
      'one title, two texts at once',
      [[bare('Warning', 'Storm.'), bare('Warning', 'Flood.')], [bare('Warning', 'Flood.')]],
      '2/0 0/0',
    ],
  ])('without guids: %s', (_, documents, counts) => expectCounts(documents, counts));

  it.each<Case>([
    ['together, then alone', [[sharing('1'), sharing('2')], [sharing('2')], [sharing('1')]], '2/0 0/0 0/0'],
    ['one at first', [[sharing('1')], [sharing('1'), sharing('2')], [sharing('2')], [sharing('1')]], '1/0 1/0 0/0 0/0'],
    [
      'another alone later',
      [[sharing('1'), sharing('2')], [sharing('3')], [sharing('4')], [sharing('3')]],
      '2/0 1/0 1/0 0/0',
    ],
    [
      'reworded alone',
      [
        [sharing('1'), sharing('2')],
        [sharing('2', { title: 'B', text: 'B' })],
        [sharing('2', { title: 'B', text: 'B' })],
      ],
      '2/0 0/1 0/0',
    ],
    [
      'reworded when others appear',
      [[sharing('1')], [sharing('1', { title: 'B', text: 'B' }), sharing('2')]],
      '1/0 1/1',
    ],
    [
      'without addresses',
      [
        [sharing('1', { url: undefined }), sharing('2', { url: undefined })],
        [sharing('2', { url: undefined })],
        [sharing('2', { url: undefined, text: 'Reworded' })],
        [sharing('3', { url: undefined }), sharing('1', { url: undefined })],
      ],
      '2/0 0/0 0/1 1/0',
    ],
    [
      'a link that all share, and no guid',
      [
        [live('1', { guid: undefined }), live('2', { guid: undefined })],
        [live('2', { guid: undefined })],
        [live('3', { guid: undefined })],
        [live('3', { guid: undefined, text: 'More is known' }), live('1', { guid: undefined })],
      ],
      '2/0 0/0 1/0 0/1',
    ],
  ])('with a guid that several share: %s', (_, documents, counts) => expectCounts(documents, counts));

  it.each<Case>([
    ['the same item', [[named('1')], [named('1', { guid: 'x' })], [named('1', { guid: 'y' })]], '1/0 0/0 0/0'],
    ['another text', [[named('1')], [named('1', { guid: 'x', text: 'Other' })]], '1/0 0/1'],
    [
      'another title over a long text',
      [[named('1', { text: long })], [named('1', { guid: 'x', text: long, title: 'Other' })]],
      '1/0 0/1',
    ],
    ['all else new', [[named('1')], [named('1', { guid: 'x', title: 'Other', text: 'Other' })]], '1/0 1/0'],
    ['beside a new item', [[named('1')], [named('2', { guid: 'y' }), named('1', { guid: 'x' })]], '1/0 1/0'],
    ['no addresses, long texts', [[item({ guid: '1', text: long })], [item({ guid: '2', text: long })]], '1/0 0/0'],
    ['no addresses, a formula', [[item({ guid: '1', text: '' })], [item({ guid: '2', text: '' })]], '1/0 1/0'],
    [
      'no addresses, all formulas, all churning',
      [
        [item({ guid: '1', title: 'A' }), item({ guid: '2', title: 'B' })],
        [item({ guid: '3', title: 'A' }), item({ guid: '4', title: 'B' })],
      ],
      '2/0 0/0',
    ],
  ])('with a guid that churns: %s', (_, documents, counts) => expectCounts(documents, counts));

  it.each<Case>([
    [
      'two posts at once',
      [
        [live('1'), live('2')],
        [live('2'), live('1')],
      ],
      '2/0 0/0',
    ],
    ['one after the other', [[live('1')], [live('2'), live('1')], [live('3'), live('2')]], '1/0 1/0 1/0'],
    [
      'one title over all posts',
      [
        [live('1', { title: 'Live' })],
        [live('2', { title: 'Live' }), live('1', { title: 'Live' })],
        [live('3', { title: 'Live' })],
      ],
      '1/0 1/0 1/0',
    ],
    [
      'a post reworded',
      [
        [live('1'), live('2')],
        [live('1'), live('2', { text: 'More is known' })],
      ],
      '2/0 0/1',
    ],
    [
      'guids churn',
      [
        [live('1'), live('2')],
        [live('1', { guid: 'x' }), live('2', { guid: 'y' }), live('3')],
      ],
      '2/0 1/0',
    ],
  ])('in a live blog: %s', (_, documents, counts) => expectCounts(documents, counts));

  const oneTitle = (name: string) => live(name, { guid: undefined, title: 'Live' });
  it.each<Case>([
    [
      'one after the other, once two were seen together',
      [
        [oneTitle('1'), oneTitle('2')],
        [oneTitle('3')],
        [oneTitle('4')],
        [oneTitle('5')],
        [oneTitle('3'), oneTitle('4')],
      ],
      '2/0 1/0 1/0 1/0 0/0',
    ],
  ])('in a live blog without guids and titles: %s', (_, documents, counts) => expectCounts(documents, counts));

  const at = (url: string, fields: Partial<ParsedItem> = {}) => item({ url, guid: url, ...fields });
  it.each<Case>([
    [
      'another scheme',
      [[at('http://a.example/1')], [at('https://a.example/1')], [at('http://a.example/1')]],
      '1/0 0/0 0/0',
    ],
    ['www and a closing slash', [[at('https://www.a.example/1')], [at('https://a.example/1/')]], '1/0 0/0'],
    [
      'another scheme, reworded',
      [[at('http://a.example/1')], [at('https://a.example/1', { text: 'Other' })]],
      '1/0 0/1',
    ],
    [
      'the site has moved, and goes on',
      [
        ['1', '2', '3'].map((name) => named(name, { text: long + name })),
        ['1', '2', '3'].map((name) =>
          named(name, { guid: `new ${name}`, url: `https://b.example/${name}`, text: long + name }),
        ),
        ['4', '2', '3'].map((name) =>
          named(name, { guid: `new ${name}`, url: `https://b.example/${name}`, text: long + name }),
        ),
      ],
      '3/0 0/0 1/0',
    ],
    [
      'formulas at new addresses are new',
      [
        [named('1', { title: 'Photos' }), named('2', { title: 'Weather' })],
        [named('3', { title: 'Photos' }), named('4', { title: 'Weather' })],
      ],
      '2/0 2/0',
    ],
  ])('where addresses change: %s', (_, documents, counts) => expectCounts(documents, counts));

  it('finds what was stored under the keys of earlier versions', async () => {
    const documents = [sharing('1'), sharing('2'), bare('A', 'a')];
    await fetch(documents, true);
    await context.database.query(
      "UPDATE stories SET key = CASE WHEN guid IS NULL THEN 'hash:' || content_hash ELSE guid || ' ' || url END",
    );
    await expect(fetch(documents, false)).resolves.toEqual({ stored: [], knownCount: 3 });
    await expect(fetch([sharing('2', { title: 'B', text: 'B' })], false)).resolves.toMatchObject({
      stored: [{ kind: 'changed' }],
    });
    await expect(fetch([sharing('3')], false)).resolves.toMatchObject({ stored: [{ kind: 'new' }] });
  });

  it('lets a moved site have its new addresses', async () => {
    const names = ['1', '2', '3'];
    await fetch(
      names.map((name) => named(name, { text: long + name })),
      true,
    );
    const moved = names.map((name) =>
      named(name, { guid: `new ${name}`, url: `https://b.example/${name}`, text: long + name }),
    );
    await fetch(moved, false);
    const rows = await context.prisma.story.findMany({ orderBy: { key: 'asc' } });
    expect(rows.map(({ key, guid, url }) => ({ key, guid, url }))).toEqual(
      names.map((name) => ({ key: `new ${name}`, guid: `new ${name}`, url: `https://b.example/${name}` })),
    );
  });

  it('says how many of the items it knew', async () => {
    await fetch([named('1'), named('2')], true);
    await expect(
      fetch([named('2', { text: 'Other' }), named('3'), named('1', { guid: 'x' })], false),
    ).resolves.toMatchObject({ knownCount: 2 });
    await expect(fetch([named('8'), named('9')], false)).resolves.toMatchObject({ knownCount: 0 });
  });
});
