import { type FeedItem } from '../support/feed-server.js';

const WORDS = (
  'minister harbour winter bridge railway market river signal council garrison factory engine border treaty captain orchard ' +
  'letter window copper ladder museum journal valley canal archive battery painter chapel forest island lantern mirror needle ' +
  'ocean pepper quarry ribbon saddle timber umbrella velvet whistle yellow anchor basket candle desert embassy falcon gallery ' +
  'hammer insect jacket kettle lemon marble network office parade quartz rocket silver tunnel uniform village wagon yard ' +
  'admiral bakery cabinet diesel elevator fountain glacier highway ivory jungle kitchen laundry meadow notebook onion palace ' +
  'rabbit sandal tailor urban vessel weather'
).split(' ');

/** Title and text of an event that no other is like: in its name, which every message about it carries, and in its words. */
export function tellEvent(name: string, random: () => number): { title: string; description: string } {
  const words = (count: number) =>
    Array.from({ length: count }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ');
  return {
    title: `Treaty ${name} ${words(6)}`,
    description: `The treaty of ${name} is about ${words(60)}.`,
  };
}

/** The event as one house prints it; another prints the same words. */
export function toItem(event: { title: string; description: string }, house: string, name: string): FeedItem {
  return {
    ...event,
    guid: `${house}-${name}`,
    link: `https://${house}.example/${name}`,
    pubDate: new Date(),
  };
}

/** The event that a text tells of. */
export function eventIn(text: string): string {
  return /\bEvt\d+\b/.exec(text)?.[0] ?? 'none';
}

export function nameEvent(index: number): string {
  return `Evt${String(index).padStart(4, '0')}`;
}
