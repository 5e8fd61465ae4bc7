import { findEventHomes, type HomelessStory } from './rematch-events.js';

const hours = (number: number) => new Date(Date.UTC(2026, 10, 1) + number * 3_600_000);
const story = (id: string, at: number, fingerprint = 'words'): HomelessStory => ({
  id,
  fingerprint,
  fetchedAt: hours(at),
});
const event = (eventId: string, at: number, fingerprint = 'words') => ({
  eventId,
  fingerprint,
  firstSeenAt: hours(at),
});

describe('findEventHomes', () => {
  it.each<[string, HomelessStory[], ReturnType<typeof event>[], Record<string, string>]>([
    ['an event of its own for a story that nobody else tells', [story('a', 0)], [], { a: 'new-1' }],
    [
      'one event for copies, in whatever order they are given',
      [story('b', 5), story('a', 0)],
      [],
      { a: 'new-1', b: 'new-1' },
    ],
    ['two for the same words a week apart', [story('a', 0), story('b', 168)], [], { a: 'new-1', b: 'new-2' }],
    ['two for other words', [story('a', 0), story('b', 0, 'others')], [], { a: 'new-1', b: 'new-2' }],
    ['the event that is there', [story('a', 10)], [event('e', 0)], { a: 'e' }],
    ['an event that a later copy began', [story('a', 0)], [event('e', 10)], { a: 'e' }],
    ['none that began long after', [story('a', 0)], [event('e', 73)], { a: 'new-1' }],
    ['none that was over before', [story('a', 73)], [event('e', 0)], { a: 'new-1' }],
    ['none of other words', [story('a', 0)], [event('e', 0, 'others')], { a: 'new-1' }],
  ])('finds %s', (_, stories, events, expected) => {
    let count = 0;
    const homes = findEventHomes(stories, events, () => `new-${++count}`);
    expect(Object.fromEntries(homes.joined.map(({ storyId, eventId }) => [storyId, eventId]))).toEqual(expected);
    expect(homes.created.map(({ eventId }) => eventId)).toEqual(
      [...new Set(Object.values(expected))].filter((id) => id.startsWith('new')),
    );
  });
});
