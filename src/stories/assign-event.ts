import type { ReadWording } from './read-wording.js';
import { figuresMissing, namesMissing, statedFacts, type StatedFacts } from './stated-facts.js';

/** How long after its first story an event still takes in others: an agency's copy is picked up within days, an anniversary is news again. */
export const EVENT_WINDOW_MS = 72 * 60 * 60_000;

/** What comes once a day in the same words, with other figures, tells of another day. */
const SAME_DAY_MS = 18 * 60 * 60_000;
/** Of the text, what is compared. */
const OPENING_LENGTH = 600;

/*
 * Shares of three words in a row, as measured on real headlines (README.md). A wrong join may cost an editor a story, a missed one a
 * second message: a copy, of which nobody is told, has to say nearly all the same; a development, which is told, may say half.
 */
const COPY = { resemblance: 0.8, contained: 0.9, rows: 5, rowsOfText: 12 };
const JOIN = {
  title: 0.5,
  titleBesideTexts: 0.7,
  titleRows: 4,
  sameTitleRows: 2,
  resemblance: 0.4,
  contained: 0.6,
  rowsOfText: 12,
};

/** How many words in a row the story has, the neighbour, and both. */
export interface WordsInARow {
  one: number;
  other: number;
  common: number;
}

export interface JoinableStory extends ReadWording {
  language: string | null;
  url: string | null;
  feedId: string;
  fetchedAt: Date;
}

export interface EventNeighbour extends JoinableStory {
  storyId: string;
  /** Null where it has not joined one yet. */
  event: { id: string; firstSeenAt: Date } | null;
  overlap: { title: WordsInARow; text: WordsInARow; whole: WordsInARow };
}

export type JoinRole = 'copy' | 'development' | 'correction' | 'retraction';

export type EventAssignment =
  | {
      kind: 'join';
      eventId: string;
      role: JoinRole;
      /** The story that it joins by. */
      likeStoryId: string;
      /** In [0, 1]: the share of words in a row that the two have in common. */
      likeness: number;
    }
  | { kind: 'new' };

/**
 * The event that a story belongs to, by the neighbour that says most of what it says, or by another feed's story at the same
 * address; or an event of its own. Other languages join by address alone.
 */
export function assignEvent(story: JoinableStory, neighbours: readonly EventNeighbour[]): EventAssignment {
  const address = isArticleAddress(story, neighbours) ? story.url : null;
  const joins = neighbours.flatMap((neighbour) => {
    const { event } = neighbour;
    if (!event || Math.abs(story.fetchedAt.getTime() - event.firstSeenAt.getTime()) > EVENT_WINDOW_MS) return [];
    const isSameArticle = address !== null && neighbour.url === address;
    const role = toRole(story, neighbour, isSameArticle);
    return role
      ? [{ eventId: event.id, role, neighbour, isSameArticle, likeness: resemblance(neighbour.overlap.whole) }]
      : [];
  });
  const [best] = joins.sort(
    (a, b) =>
      Number(b.role !== 'development') - Number(a.role !== 'development') ||
      Number(b.isSameArticle) - Number(a.isSameArticle) ||
      b.likeness - a.likeness ||
      b.neighbour.fetchedAt.getTime() - a.neighbour.fetchedAt.getTime(),
  );
  if (!best) return { kind: 'new' };
  const { eventId, role, neighbour, likeness } = best;
  return { kind: 'join', eventId, role, likeStoryId: neighbour.storyId, likeness };
}

/** A feed that gives one address for several stories gives that of its page; one without a path is a whole house's. */
function isArticleAddress({ url, feedId }: JoinableStory, neighbours: readonly EventNeighbour[]): boolean {
  if (url === null || !/^[a-z]+:\/\/[^/?]+(?:\/[^?]|\/?\?.)/i.test(url)) return false;
  const feeds = neighbours.filter((neighbour) => neighbour.url === url).map((neighbour) => neighbour.feedId);
  return new Set([...feeds, feedId]).size === feeds.length + 1;
}

function toRole(story: JoinableStory, neighbour: EventNeighbour, isSameArticle: boolean): JoinRole | null {
  const mayJoin = !speakDifferently(story.language, neighbour.language) && sharesWords(neighbour.overlap);
  // What they say is read of the few that share enough.
  if (!mayJoin && !isSameArticle) return null;
  const [states, stated] = [factsOf(story), factsOf(neighbour)];
  const isAlike = mayJoin && tellsTheSame(story, neighbour, states, stated);
  if (!isAlike && !isSameArticle) return null;
  if (story.notice !== null && story.notice !== neighbour.notice) return story.notice;
  return isAlike && saysNothingNew(neighbour.overlap, states, stated) ? 'copy' : 'development';
}

function sharesWords(overlap: EventNeighbour['overlap']): boolean {
  return sharesText(overlap) || sharesTitle(overlap) || isSameTitle(overlap);
}

function sharesText({ text, whole }: EventNeighbour['overlap']): boolean {
  return (
    (Math.min(text.one, text.other) >= JOIN.rowsOfText && containment(text) >= JOIN.contained) ||
    (Math.min(whole.one, whole.other) >= JOIN.rowsOfText && resemblance(whole) >= JOIN.resemblance && text.common > 0)
  );
}

function sharesTitle({ title, text }: EventNeighbour['overlap']): boolean {
  const hasTexts = Math.min(text.one, text.other) >= JOIN.rowsOfText;
  return (
    Math.min(title.one, title.other) >= JOIN.titleRows &&
    resemblance(title) >= (hasTexts ? JOIN.titleBesideTexts : JOIN.title)
  );
}

/** However short, where there is hardly more to go by. */
function isSameTitle({ title, text }: EventNeighbour['overlap']): boolean {
  return (
    Math.min(text.one, text.other) < JOIN.rowsOfText && title.one >= JOIN.sameTitleRows && resemblance(title) === 1
  );
}

function tellsTheSame(story: JoinableStory, neighbour: EventNeighbour, states: Facts, stated: Facts): boolean {
  const { overlap, fetchedAt } = neighbour;
  const isOfTheSameDay = Math.abs(story.fetchedAt.getTime() - fetchedAt.getTime()) <= SAME_DAY_MS;
  if (!isOfTheSameDay && (isOtherFigure(states.title, stated.title) || isOtherFigure(states.all, stated.all))) {
    return false;
  }
  if (sharesText(overlap)) return true;
  // "Kazakh president arrives", "Iranian president arrives": one form of words, and each time another matter.
  return !namesOthers(states, stated) && (sharesTitle(overlap) || isOfTheSameDay);
}

function saysNothingNew({ title, text, whole }: EventNeighbour['overlap'], states: Facts, stated: Facts): boolean {
  if (namesOthers(states, stated) || states.title.negations % 2 !== stated.title.negations % 2) return false;
  if (figuresMissing(stated.all, states.title).length + figuresMissing(states.all, stated.title).length > 0)
    return false;
  if (isOtherFigure(states.all, stated.all)) return false;
  const hasSameTitle = resemblance(title) >= COPY.resemblance;
  if (!hasSameTitle && namesMissing(stated.all, states.title).length > 0) return false;
  const isTitle = hasSameTitle && title.one >= COPY.rows && sameFigures(states, stated);
  const isWithin = whole.one >= COPY.rows && whole.common >= whole.one * COPY.contained && sameFigures(states, stated);
  // Where both have a text, the headline alone says too little: a form of words can be yesterday's.
  if (text.one === 0 || text.other === 0) return isTitle || isWithin;
  const isText = containment(text) >= COPY.contained && (Math.min(text.one, text.other) >= COPY.rowsOfText || isTitle);
  return isText || (Math.min(whole.one, whole.other) >= COPY.rowsOfText && resemblance(whole) >= COPY.resemblance);
}

interface Facts {
  title: StatedFacts;
  all: StatedFacts;
}

function factsOf({ title, opening }: ReadWording): Facts {
  return { title: statedFacts(title), all: statedFacts(`${title}\n${opening.slice(0, OPENING_LENGTH)}`) };
}

/** Each says a number that the other does not know. */
function isOtherFigure(one: StatedFacts, other: StatedFacts): boolean {
  return figuresMissing(one, other).length > 0 && figuresMissing(other, one).length > 0;
}

function sameFigures(one: Facts, other: Facts): boolean {
  return figuresMissing(one.title, other.title).length + figuresMissing(other.title, one.title).length === 0;
}

/** Each headline has names that the other story does not know. */
function namesOthers(one: Facts, other: Facts): boolean {
  return namesMissing(other.all, one.title).length > 0 && namesMissing(one.all, other.title).length > 0;
}

function speakDifferently(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one.split('-')[0] !== other.split('-')[0];
}

function resemblance({ one, other, common }: WordsInARow): number {
  return common === 0 ? 0 : common / (one + other - common);
}

/** Of the one that says less: a summary lies within the text. */
function containment({ one, other, common }: WordsInARow): number {
  return common === 0 ? 0 : common / Math.min(one, other);
}
