import { composeDigest, type HeldEvent, type HeldStory, leadOf } from './compose-digest.js';
import type { SnapshotContent } from './snapshot.js';

const start = new Date('2026-11-24T12:00:00Z');

function snapshotOf(title: string, scores: Record<string, number>): SnapshotContent {
  return {
    story: {
      title,
      text: '',
      url: `https://wire.example/${title}`,
      sourceName: 'Wire',
      sourceKind: 'wire',
      language: 'en',
      publishedAt: null,
      isSample: false,
    },
    matches: Object.entries(scores).map(([topicId, score]) => ({
      topicId,
      slug: topicId,
      name: `Topic ${topicId}`,
      score,
      evidence: [],
    })),
    entities: {},
  };
}

function held(
  storyId: string,
  eventId: string,
  minutes: number,
  scores: Record<string, number> = { a: 0.5 },
): HeldStory {
  return {
    storyId,
    eventId,
    updateKind: null,
    snapshotId: `snapshot of ${storyId}`,
    snapshot: snapshotOf(storyId, scores),
    decidedAt: new Date(start.getTime() + minutes * 60_000),
  };
}

function eventOf(story: HeldStory, isNew = true): HeldEvent {
  const { eventId, storyId, snapshot } = story;
  return { eventId, alertId: `alert on ${eventId}`, isNew, told: { storyId, snapshot }, otherSources: [] };
}

const topics = new Set(['a', 'b']);
const outline = (stories: HeldStory[], events: HeldEvent[], wanted = topics) =>
  composeDigest(stories, events, wanted).topics.map(({ name, events: told }) => [
    name,
    ...told.map(({ snapshot, updates }) =>
      [snapshot.story.title, ...updates.map(({ kind, title }) => `${kind}: ${title}`)].join(' > '),
    ),
  ]);

describe('composeDigest', () => {
  it('puts each event once, under the topic of the subscription that it matches best, the best match first', () => {
    const stories = [
      held('weak', 'e1', 0, { a: 0.2, b: 0.1 }),
      held('strong', 'e2', 1, { a: 0.9, b: 0.8 }),
      held('other', 'e3', 2, { a: 0.3, b: 0.4, 'not followed': 1 }),
    ];
    expect(
      outline(
        stories,
        stories.map((story) => eventOf(story)),
      ),
    ).toEqual([
      ['Topic a', 'strong', 'weak'],
      ['Topic b', 'other'],
    ]);
  });

  it('tells only of matches with topics of the subscription', () => {
    const story = held('s', 'e', 0, { b: 0.4, 'not followed': 1 });
    const [topic] = composeDigest([story], [eventOf(story)], topics).topics;
    expect(topic?.events[0]?.snapshot.matches.map(({ topicId }) => topicId)).toEqual(['b']);
  });

  it('puts later stories of an event below it, earliest first', () => {
    const first = held('first', 'e', 0);
    const later = [held('third', 'e', 2), { ...held('second', 'e', 1), updateKind: 'correction' as const }];
    expect(outline([...later, first], [eventOf(first)])).toEqual([
      ['Topic a', 'first > correction: second > development: third'],
    ]);
  });

  it('of an event that was told before, the news alone is new', () => {
    const told = held('told before', 'e', -60);
    const news = { ...held('news', 'e', 0), updateKind: 'development' as const };
    expect(outline([news], [eventOf(told, false)])).toEqual([['Topic a', 'told before > development: news']]);
    expect(composeDigest([news], [eventOf(told, false)], topics).topics[0]?.events[0]?.isNew).toBe(false);
  });

  it('a corrected wording of the story that was told before is news', () => {
    const told = held('s', 'e', -60);
    const corrected = { ...held('s', 'e', 0), updateKind: 'correction' as const };
    expect(outline([corrected], [eventOf(told, false)])).toEqual([['Topic a', 's > correction: s']]);
  });

  it('an event whose topic is not followed any more stands under what its news matches', () => {
    const told = held('told before', 'e', -60, { gone: 0.9 });
    const news = { ...held('news', 'e', 0, { b: 0.3 }), updateKind: 'development' as const };
    expect(outline([news], [eventOf(told, false)])).toEqual([['Topic b', 'told before > development: news']]);
  });

  it('holds a hundred events, the best, and counts the others', () => {
    const stories = Array.from({ length: 130 }, (_, n) => held(`s${n}`, `e${n}`, n, { a: n / 130 }));
    const digest = composeDigest(
      stories,
      stories.map((story) => eventOf(story)),
      topics,
    );
    expect(digest.leftOut).toBe(30);
    expect(digest.topics[0]?.events).toHaveLength(100);
    expect(digest.topics[0]?.events[0]?.snapshot.story.title).toBe('s129');
  });
});

describe('leadOf', () => {
  it('is the earliest story that corrects nothing, or else the earliest', () => {
    const correction = { ...held('correction', 'e', 0), updateKind: 'correction' as const };
    expect(leadOf([held('b', 'e', 2), held('a', 'e', 1), correction]).storyId).toBe('a');
    expect(leadOf([correction]).storyId).toBe('correction');
  });
});
