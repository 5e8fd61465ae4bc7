import { createHash } from 'node:crypto';

export interface Keyed {
  key: string;
  url: string | null;
  title: string;
  contentHash: string;
}

/** How an item is found again among the stories of its feed. */
export interface Identity {
  /** What to store it under: the first of these that no other story has. */
  keys: string[];
  /** What it may be stored under since a time when others had its key too. */
  sharedKeys: string[];
  /** Its address in every spelling that it may take when a site is rebuilt: with another scheme, `www.`, a closing slash. */
  addresses: string[];
  /** No other item of the document has its address. */
  aloneThere: boolean;
  /** No other item of the document has its key and its title. */
  toldByTitle: boolean;
}

/**
 * Some publishers give several items one guid, or one link. Within one fetch, items that share a key and are told apart by link,
 * title or words keep their own: dropping the later ones would lose stories. A true repetition, the same words at the same
 * address, is left out.
 */
export function resolveKeyCollisions<Story extends Keyed>(stories: readonly Story[]): (Story & Identity)[] {
  const distinct = withoutRepetitions(stories);
  const byUrl = groupBy(distinct, ({ url }) => url);
  return [...groupBy(distinct, ({ key }) => key).values()].flatMap((group) => {
    const toldByTitle = tellsApart(titleOf, group);
    const isShared = group.length > 1;
    const mark = marks.findIndex((markOf) => tellsApart(markOf, group));
    return group.map((story) => {
      const sharedKeys = marks.map((markOf) => `${story.key} ${digest(markOf(story))}`);
      return {
        ...story,
        // One that is alone may have the link or the title of those that will come: its words are its own.
        keys: isShared ? sharedKeys.slice(mark) : [story.key, ...sharedKeys.slice(story.url === null ? 1 : 2)],
        sharedKeys,
        addresses: story.url === null ? [] : spellings(story.url),
        aloneThere: story.url !== null && byUrl.get(story.url)?.length === 1,
        toldByTitle,
      };
    });
  });
}

type Mark = (story: Keyed) => string;

const titleOf: Mark = ({ title }) => title.toLowerCase();

// From what lasts longest to what nothing shares.
const marks: Mark[] = [({ url }) => url ?? '', titleOf, ({ url, contentHash }) => `${url ?? ''} ${contentHash}`];

function tellsApart(markOf: Mark, group: readonly Keyed[]): boolean {
  return new Set(group.map(markOf)).size === group.length;
}

function withoutRepetitions<Story extends Keyed>(stories: readonly Story[]): Story[] {
  const seen = new Set<string>();
  return stories.filter(({ key, url, contentHash }) => {
    const repeated = `${url ?? key} ${contentHash}`;
    return !seen.has(repeated) && seen.add(repeated);
  });
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function digest(mark: string): string {
  return createHash('sha256').update(mark).digest('base64url').slice(0, 22);
}

const starts = ['https://', 'http://', 'https://www.', 'http://www.'];

function spellings(url: string): string[] {
  const bare = url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');
  return starts.flatMap((start) => [`${start}${bare}`, `${start}${bare}/`]);
}
