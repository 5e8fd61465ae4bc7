import { assignEvent, EVENT_WINDOW_MS, type EventNeighbour, type JoinableStory } from './assign-event.js';

const noon = Date.UTC(2026, 10, 24, 12);
const hours = (count: number) => new Date(noon + count * 3_600_000);
const all = (rows: number) => ({ one: rows, other: rows, common: rows });
const nothing = { one: 40, other: 40, common: 0 };
const none = { one: 0, other: 0, common: 0 };

const story = (fields: Partial<JoinableStory> = {}): JoinableStory => ({
  notice: null,
  title: 'Moscow and Pyongyang ratify their defence pact',
  opening: '',
  language: 'en',
  url: 'https://a.example/1',
  feedId: 'a',
  fetchedAt: hours(0),
  ...fields,
});
const neighbour = (fields: Partial<EventNeighbour> = {}): EventNeighbour => ({
  ...story({ url: 'https://b.example/1', feedId: 'b', fetchedAt: hours(-1) }),
  storyId: 'other',
  event: { id: 'event', firstSeenAt: hours(-1) },
  overlap: { title: all(8), text: all(40), whole: all(48) },
  ...fields,
});
const headlines = (one: number, other: number, common: number) => ({
  title: { one, other, common },
  text: none,
  whole: { one, other, common },
});

const roleOf = (one: JoinableStory, ...neighbours: EventNeighbour[]) => {
  const assignment = assignEvent(one, neighbours);
  return assignment.kind === 'join' ? assignment.role : assignment.kind;
};

describe('assignEvent', () => {
  it('gives the event, and by which story and how much of it', () => {
    expect(assignEvent(story(), [neighbour()])).toEqual({
      kind: 'join',
      eventId: 'event',
      role: 'copy',
      likeStoryId: 'other',
      likeness: 1,
    });
  });

  describe('by words', () => {
    it.each<[string, string, EventNeighbour['overlap']]>([
      ['all the same', 'copy', { title: all(8), text: all(40), whole: all(48) }],
      [
        'the same text under another headline',
        'copy',
        { title: { ...all(8), common: 0 }, text: all(40), whole: { ...all(48), common: 40 } },
      ],
      [
        'a summary of the text',
        'copy',
        {
          title: { ...all(8), common: 2 },
          text: { one: 14, other: 50, common: 14 },
          whole: { one: 22, other: 58, common: 16 },
        },
      ],
      [
        'the text of a summary',
        'copy',
        { title: all(8), text: { one: 50, other: 14, common: 14 }, whole: { one: 58, other: 22, common: 22 } },
      ],
      [
        'a headline without a text',
        'copy',
        { title: all(8), text: { one: 0, other: 40, common: 0 }, whole: { one: 8, other: 48, common: 8 } },
      ],
      [
        'one sentence under the same headline',
        'copy',
        { title: all(8), text: { one: 5, other: 40, common: 5 }, whole: { one: 13, other: 48, common: 13 } },
      ],
      [
        'half the text',
        'development',
        {
          title: { ...all(8), common: 2 },
          text: { one: 40, other: 40, common: 24 },
          whole: { one: 48, other: 48, common: 28 },
        },
      ],
      ['most of a headline', 'development', headlines(9, 9, 7)],
      ['less than half of a headline', 'new', headlines(9, 9, 5)],
      ['a headline of which half is new', 'development', headlines(14, 8, 8)],
      ['a short headline, word by word', 'development', headlines(2, 2, 2)],
      [
        'the same headline over another text',
        'development',
        { title: all(8), text: nothing, whole: { one: 48, other: 48, common: 8 } },
      ],
      [
        'two thirds of the headline over another text',
        'new',
        { title: { one: 8, other: 8, common: 6 }, text: nothing, whole: { one: 48, other: 48, common: 6 } },
      ],
      [
        'a formula in the text',
        'new',
        {
          title: { ...all(8), common: 0 },
          text: { one: 40, other: 40, common: 10 },
          whole: { one: 48, other: 48, common: 10 },
        },
      ],
      [
        'a short sentence in the text',
        'new',
        {
          title: { ...all(8), common: 0 },
          text: { one: 6, other: 40, common: 6 },
          whole: { one: 14, other: 48, common: 6 },
        },
      ],
    ])('makes of %s: %s', (_, role, overlap) => {
      expect(roleOf(story(), neighbour({ overlap }))).toBe(role);
    });
  });

  describe('holds that something new is said by', () => {
    it.each<[string, string, string]>([
      ['another number', 'Russia launches 100 drones overnight', 'Russia launches 140 drones overnight'],
      ['another number in words', 'Blast in Homs kills six', 'Blast in Homs kills eight'],
      ['another number in Russian words', 'Взрыв в Хомсе: двое погибших', 'Взрыв в Хомсе: трое погибших'],
      ['another number of people in Chinese', '霍姆斯爆炸致三人死亡', '霍姆斯爆炸致五人死亡'],
      ['a number that was not there', 'Blast in Homs kills worshippers', 'Blast in Homs kills 8 worshippers'],
      ['a negation', 'Kremlin says it will sign the pact', 'Kremlin says it will not sign the pact'],
      ['a negation in Ukrainian', 'Київ підпише угоду', 'Київ не підпише угоду'],
      ['a negation in Korean', '크렘린 조약 서명한다', '크렘린 조약 서명 안 한다 없다'],
    ])('%s', (_, title, other) => {
      expect(roleOf(story({ title: other }), neighbour({ title }))).toBe('development');
      expect(roleOf(story({ title }), neighbour({ title }))).toBe('copy');
    });

    it('other numbers in the text', () => {
      const told = (drones: number) => ({ opening: `Russia launched ${drones} drones at Ukraine overnight` });
      expect(roleOf(story(told(140)), neighbour(told(100)))).toBe('development');
      expect(roleOf(story(told(140)), neighbour(told(140)))).toBe('copy');
    });
  });

  it('takes a number for the same, however it is written', () => {
    const titles = [
      'Five journalists among 1,200 killed',
      '5 journalists among 1200 killed',
      'Five journalists among 1 200 killed',
    ];
    for (const title of titles) expect(roleOf(story({ title }), neighbour({ title: titles[0] ?? '' }))).toBe('copy');
  });

  describe('leaves apart', () => {
    it.each<[string, string, string]>([
      [
        'another day of what comes daily',
        'Russia launches 100 drones overnight, air force says',
        'Russia launches 140 drones overnight, air force says',
      ],
      [
        'another day with its date',
        'Press briefing by the press secretary, April 28, 2026',
        'Press briefing by the press secretary, April 29, 2026',
      ],
    ])('%s', (_, title, other) => {
      const at = (before: number) => neighbour({ title, fetchedAt: hours(-before), overlap: headlines(8, 8, 6) });
      expect(roleOf(story({ title: other }), at(24))).toBe('new');
      expect(roleOf(story({ title: other }), at(2))).toBe('development');
    });

    it.each<[string, string, string]>([
      [
        'another person',
        'Kazakh president arrives in Tianjin for summit',
        'Iranian president arrives in Tianjin for summit',
      ],
      [
        'another country',
        'Notice on the continuation of the emergency with respect to Belarus',
        'Notice on the continuation of the emergency with respect to Mali',
      ],
      ['another person in Korean', '카자흐 대통령 톈진 도착 정상회의 참석', '이란 대통령 톈진 도착 정상회의 참석'],
    ])('headlines of one form about %s', (_, title, other) => {
      expect(roleOf(story({ title: other }), neighbour({ title, overlap: headlines(8, 8, 7) }))).toBe('new');
    });

    it('another language, unless it is only another script of it', () => {
      expect(roleOf(story({ language: 'uk' }), neighbour({ language: 'ru' }))).toBe('new');
      expect(roleOf(story({ language: 'zh-Hant' }), neighbour({ language: 'zh-Hans' }))).toBe('copy');
      expect(roleOf(story({ language: null }), neighbour({ language: 'ru' }))).toBe('copy');
    });

    it('events before the window, or after it, and stories that have none', () => {
      const event = (at: Date) => neighbour({ event: { id: 'event', firstSeenAt: at } });
      expect(roleOf(story(), event(new Date(noon - EVENT_WINDOW_MS)))).toBe('copy');
      expect(roleOf(story(), event(new Date(noon - EVENT_WINDOW_MS - 1)))).toBe('new');
      expect(roleOf(story(), event(new Date(noon + EVENT_WINDOW_MS)))).toBe('copy');
      expect(roleOf(story(), event(new Date(noon + EVENT_WINDOW_MS + 1)))).toBe('new');
      expect(roleOf(story(), neighbour({ event: null }))).toBe('new');
    });
  });

  describe('at one address', () => {
    const address = 'https://a.example/1';
    const unlike = { title: { ...all(8), common: 0 }, text: nothing, whole: { one: 48, other: 48, common: 0 } };
    const there = (fields: Partial<EventNeighbour> = {}) => neighbour({ url: address, overlap: unlike, ...fields });

    it.each<[string, JoinableStory, EventNeighbour[], string]>([
      ['joins what another feed gives in other words', story(), [there()], 'development'],
      ['joins what another feed gives in another language', story({ language: 'ru' }), [there()], 'development'],
      ['joins a copy as a copy', story(), [there({ overlap: neighbour().overlap })], 'copy'],
      ['takes no notice of an address that the own feed gives twice', story(), [there({ feedId: 'a' })], 'new'],
      [
        'takes no notice of an address that another feed gives twice',
        story(),
        [there(), there({ storyId: 'third' })],
        'new',
      ],
      [
        'takes no notice of a front page',
        story({ url: 'https://a.example/' }),
        [there({ url: 'https://a.example/' })],
        'new',
      ],
      ['takes no notice of none', story({ url: null }), [there({ url: null })], 'new'],
    ])('%s', (_, one, neighbours, role) => {
      expect(roleOf(one, ...neighbours)).toBe(role);
    });
  });

  it.each<[string, JoinableStory['notice'], JoinableStory['notice'], string]>([
    ['a correction of what was told', 'correction', null, 'correction'],
    ['a retraction of what was told', 'retraction', null, 'retraction'],
    ['a retraction of a correction', 'retraction', 'correction', 'retraction'],
    ['a copy of a correction', 'correction', 'correction', 'copy'],
    ['a late copy of what was corrected', null, 'correction', 'copy'],
  ])('knows %s', (_, notice, told, role) => {
    expect(roleOf(story({ notice }), neighbour({ notice: told }))).toBe(role);
  });

  it('prefers whose copy it is, then whom it is most like, then whoever came last', () => {
    const like = (storyId: string, common: number, fields: Partial<EventNeighbour> = {}) =>
      neighbour({
        storyId,
        event: { id: storyId, firstSeenAt: hours(-1) },
        overlap: headlines(10, 10, common),
        ...fields,
      });
    const chosen = (...neighbours: EventNeighbour[]) => assignEvent(story(), neighbours);
    expect(chosen(like('a', 8), like('b', 9), like('c', 7))).toMatchObject({ eventId: 'b' });
    expect(chosen(like('a', 10, { title: 'Not this one' }), like('b', 9))).toMatchObject({
      eventId: 'b',
      role: 'copy',
    });
    expect(chosen(like('a', 9, { fetchedAt: hours(-2) }), like('b', 9))).toMatchObject({ eventId: 'b' });
  });
});
