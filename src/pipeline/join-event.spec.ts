import { openStores, type StoreContext } from '../../test/support/stores.js';
import type { Story } from '../database/generated/client.js';
import { EVENT_WINDOW_MS } from '../stories/assign-event.js';
import { EventStore } from '../stories/event.store.js';
import { fingerprint } from '../stories/fingerprint.js';
import { joinEvent, joinEvents } from './join-event.js';

const noon = new Date('2026-11-24T12:00:00Z');
const hours = (count: number) => new Date(noon.getTime() + count * 3_600_000);

const title = 'Russia and North Korea exchange instruments of ratification of defence pact';
const text =
  'Moscow and Pyongyang on Wednesday exchanged the instruments of ratification of the treaty that their leaders signed in June, ' +
  'the Russian foreign ministry said, bringing into force an agreement under which each comes to the aid of the other if it is ' +
  'attacked. Deputy foreign minister Andrei Rudenko received his counterpart Kim Jong Gyu for a short ceremony.';
const others = [
  [
    'Beijing declines to comment on troops from Pyongyang',
    'A foreign ministry spokesman said that China knew nothing of it.',
  ],
  [
    'Seoul weighs sending observers to Ukraine',
    'The defence minister told lawmakers that no decision had been taken yet on a team.',
  ],
] as const;

describe('joinEvent', () => {
  let context: StoreContext;
  let events: EventStore;
  let feeds: string[];
  let count: number;

  beforeAll(async () => {
    context = await openStores();
    events = new EventStore(context.prisma);
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    await context.database.query('DELETE FROM feeds');
    await context.database.query('DELETE FROM events');
    count = 0;
    feeds = [];
    for (let at = 0; at < 40; at++) {
      const url = `https://house${at}.example/feed`;
      feeds.push((await context.prisma.feed.create({ data: { url, title: `House ${at}` } })).id);
    }
  });

  const store = (fields: Partial<Story> = {}): Promise<Story> => {
    const number = count++;
    const wording = { title, text, ...fields };
    return context.prisma.story.create({
      data: {
        feedId: feeds[number % feeds.length] ?? '',
        key: `story ${number}`,
        url: `https://house${number}.example/story`,
        contentHash: '',
        fetchedAt: noon,
        language: 'en',
        fingerprint: fingerprint(wording.title, wording.text),
        ...wording,
        enclosures: [],
      },
    });
  };
  const join = (story: Story) => context.prisma.$transaction((transaction) => joinEvent(transaction, events, story));
  const read = (id: string) => context.prisma.story.findUniqueOrThrow({ where: { id }, include: { bands: true } });
  const hashesOf = async (id: string) => (await read(id)).bands.map(({ hash }) => hash).sort((a, b) => a - b);

  /** As forty houses print one report: with a dateline of their own, the whole of it, or its beginning, or the headline alone. */
  const copies = () =>
    feeds.map((_, at) => {
      const texts = [
        text,
        `MOSCOW, Nov 24 (House ${'ABCDEFGH'[at % 8]}) - ${text}`,
        text.slice(0, 230),
        `${text} More soon.`,
        '',
      ];
      return { title: at % 3 === 0 ? title.toUpperCase() : title, text: texts[at % 5] ?? '' };
    });

  it('makes one event of forty copies that arrive at the same moment, and one of each other story', async () => {
    const arrived = await Promise.all([...copies(), ...others.map(([of, by]) => ({ title: of, text: by }))].map(store));
    const joined = await Promise.all(arrived.map(join));
    expect(new Set(joined.slice(0, 40)).size).toBe(1);
    expect(new Set(joined).size).toBe(3);
    await expect(context.prisma.event.count()).resolves.toBe(3);
    const roles = await context.prisma.story.groupBy({
      by: ['eventRole'],
      _count: true,
      orderBy: { eventRole: 'asc' },
    });
    expect(roles.map(({ eventRole, _count }) => [eventRole, _count])).toEqual([
      ['first', 3],
      ['copy', 39],
    ]);
  });

  it('makes one event of them when they arrive one after the other, and of an archive that is read at once', async () => {
    const first = await store(copies()[0]);
    const event = await join(first);
    for (const copy of copies().slice(1, 10)) await expect(store(copy).then(join)).resolves.toBe(event);
    await context.database.query('DELETE FROM events');
    await context.database.query('DELETE FROM story_bands');
    const archived = [
      ...(await Promise.all(copies().map(store))),
      await store({ title: others[0][0], text: others[0][1] }),
    ];
    const members = await context.prisma.$transaction((transaction) =>
      joinEvents(transaction, events, archived, { bandedSince: noon }),
    );
    expect(members.filter(({ role }) => role === 'first')).toHaveLength(2);
    expect(members.filter(({ role }) => role === 'copy')).toHaveLength(39);
    await expect(context.prisma.event.count()).resolves.toBe(2);
  });

  it('says by which story, and by how much of it, another one joined', async () => {
    const first = await store();
    const eventId = await join(first);
    await expect(read(first.id)).resolves.toMatchObject({
      eventId,
      eventRole: 'first',
      likeStoryId: null,
      likeness: null,
    });
    const second = await store({ text: text.replace('short', 'long'), fetchedAt: hours(1) });
    await join(second);
    const { likeness, ...joined } = await read(second.id);
    expect(joined).toMatchObject({ eventId, eventRole: 'copy', likeStoryId: first.id });
    expect(likeness).toBeGreaterThan(0.8);
  });

  it.each<[string, Partial<Story>, Story['eventRole']]>([
    [
      'what says more',
      {
        title: `${title}, first joint exercise announced`,
        text: `${text.slice(0, 190)} A first exercise of both armies follows in spring, the ministry added.`,
      },
      'development',
    ],
    [
      'what gives another number',
      { title: title.replace('exchange', 'exchange 2'), fetchedAt: hours(1) },
      'development',
    ],
    ['what corrects it', { title: `CORRECTION: ${title}` }, 'correction'],
    ['what takes it back', { title: `STORY WITHDRAWN: ${title}`, text: '' }, 'retraction'],
    [
      'what stands at the same address, in whatever language',
      { title: 'КНДР и Россия обменялись грамотами', text: '', language: 'ru', url: 'https://house0.example/story' },
      'development',
    ],
    ['a copy at the end of the window', { fetchedAt: hours(72) }, 'copy'],
  ])('joins %s', async (_, fields, eventRole) => {
    const eventId = await join(await store());
    const later = await store({ fetchedAt: hours(1), ...fields });
    await join(later);
    await expect(read(later.id)).resolves.toMatchObject({ eventId, eventRole });
  });

  it.each<[string, Partial<Story>]>([
    ['the same words in another language', { language: 'de' }],
    ['a copy after the window', { fetchedAt: new Date(noon.getTime() + EVENT_WINDOW_MS + 1) }],
    [
      'another story of the same address in the same feed',
      { title: 'Live', text: 'Another matter', url: 'https://house0.example/story', feedId: 'first' },
    ],
    ['the front page', { title: 'Live', text: 'Another matter', url: 'https://house0.example/' }],
  ])('leaves alone %s', async (_, { feedId, ...fields }) => {
    const first = await store({ url: fields.url?.endsWith('/') ? fields.url : 'https://house0.example/story' });
    const eventId = await join(first);
    const later = await store({ ...fields, ...(feedId ? { feedId: first.feedId } : {}) });
    await expect(join(later)).resolves.not.toBe(eventId);
  });

  it('keeps a story in its event when it is reworded, and looks it up by its new words', async () => {
    const first = await store();
    const eventId = await join(first);
    const before = await hashesOf(first.id);
    const reworded = await context.prisma.story.update({
      where: { id: first.id },
      data: { title: others[0][0], text: others[0][1] },
    });
    await expect(join({ ...reworded, eventId })).resolves.toBe(eventId);
    const after = await hashesOf(first.id);
    expect(after.filter((hash) => before.includes(hash))).toEqual([]);
    await expect(store().then(join)).resolves.not.toBe(eventId);
    await expect(store({ title: others[0][0], text: others[0][1] }).then(join)).resolves.toBe(eventId);
  });

  it('looks up what the archive gave, while an event takes in others', async () => {
    const young = await store();
    const old = await store({ title: others[0][0], text: others[0][1], fetchedAt: hours(-73) });
    await context.prisma.$transaction((transaction) =>
      joinEvents(transaction, events, [young, old], { bandedSince: hours(-72) }),
    );
    await expect(hashesOf(old.id)).resolves.toEqual([]);
    const { eventId } = await read(young.id);
    await expect(store({ text: text.slice(0, 230), fetchedAt: hours(1) }).then(join)).resolves.toBe(eventId);
  });

  it('forgets the bands of what is too old to be joined, and nothing else', async () => {
    const [old, young] = [await store({ fetchedAt: hours(-80) }), await store()];
    await join(old);
    await join(young);
    await events.pruneBands(hours(-72));
    await expect(hashesOf(old.id)).resolves.toEqual([]);
    await expect(hashesOf(young.id)).resolves.not.toEqual([]);
  });
});
