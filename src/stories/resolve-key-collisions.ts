import { createHash } from 'node:crypto';

const MAX_KEY_LENGTH = 500;

export interface Keyed {
  key: string;
  url: string | null;
  contentHash: string;
}

/**
 * Some publishers give several items one guid. Within one fetch, items that share a key and are told apart by link or
 * content keep their own: dropping the later ones would lose stories. A true repetition is left out.
 */
export function resolveKeyCollisions<Story extends Keyed>(stories: readonly Story[]): Story[] {
  const byKey = new Map<string, Story[]>();
  for (const story of stories) byKey.set(story.key, [...(byKey.get(story.key) ?? []), story]);
  return [...byKey.values()].flatMap((group) => (group.length === 1 ? group : separate(group)));
}

function separate<Story extends Keyed>(group: Story[]): Story[] {
  const links = new Set(group.map(({ url }) => url));
  const toldApartBy =
    links.size > 1 ? (story: Story) => story.url ?? story.contentHash : (story: Story) => story.contentHash;
  const separated = new Map(group.map((story) => [toldApartBy(story), story]));
  if (separated.size === 1) return group.slice(0, 1);
  return [...separated].map(([mark, story]) => ({ ...story, key: storable(`${story.key} ${mark}`) }));
}

/** An index row of PostgreSQL holds at most 2,704 bytes. */
function storable(key: string): string {
  return key.length <= MAX_KEY_LENGTH ? key : createHash('sha256').update(key).digest('hex');
}
