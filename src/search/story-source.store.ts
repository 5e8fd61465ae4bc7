import { Prisma } from '../database/generated/client.js';
import type { StoryFilter } from './story-query.js';
import { idAt } from './time-window.js';

/**
 * Where a search takes stories from, newest first. `topic`, `feed` and `event` are for few; where a topic or a feed has many, it is
 * better met on the way: every `matched` story, or every one.
 */
export type StorySource =
  | { kind: 'all' }
  | { kind: 'searchable' }
  | { kind: 'matched' }
  | { kind: 'topic'; topicId: string; few: boolean }
  | { kind: 'feed'; feedId: string }
  | { kind: 'event'; eventId: string }
  /** Whatever the index holds for the tsquery, which has the window's lexemes in it. */
  | { kind: 'words'; tsQuery: string; fromId: string | undefined };

/** Ids are made when a story is stored: soon after it was fetched, but by another clock, or after the database was away. */
const ID_SLACK_MS = 24 * 60 * 60_000;

/** How many to look at, newest first. It stands in the statement as it is: a plan that knows no number expects a tenth of all. */
export function limitTo(count: number): Prisma.Sql {
  return Prisma.raw(`LIMIT ${Math.trunc(count)}`);
}

/** Common table expressions that end in `step(id)`: the next `count` stories of the source before an id. */
export function stepOf(source: StorySource, before: string | undefined, count: number): Prisma.Sql {
  const older = (column: string) =>
    before === undefined ? Prisma.sql`true` : Prisma.sql`${Prisma.raw(column)} < ${before}::uuid`;
  const newest = Prisma.sql`ORDER BY id DESC ${limitTo(count)}`;
  switch (source.kind) {
    case 'all':
      return Prisma.sql`step AS MATERIALIZED (SELECT id FROM stories WHERE ${older('id')} ${newest})`;
    case 'searchable':
      return Prisma.sql`step AS MATERIALIZED (
        SELECT story_id AS id FROM story_words WHERE ${older('story_id')} ORDER BY story_id DESC ${limitTo(count)})`;
    case 'matched':
      return Prisma.sql`step AS MATERIALIZED (
        SELECT m.story_id AS id FROM matches m
        WHERE ${older('m.story_id')} AND (SELECT t.owner_id FROM topics t WHERE t.id = m.topic_id) IS NULL
        GROUP BY m.story_id ORDER BY m.story_id DESC ${limitTo(count)})`;
    case 'topic':
      return source.few
        ? Prisma.sql`few AS MATERIALIZED (SELECT story_id AS id FROM matches WHERE topic_id = ${source.topicId}::uuid),
          step AS MATERIALIZED (SELECT id FROM few WHERE ${older('id')} ${newest})`
        : Prisma.sql`step AS MATERIALIZED (
            SELECT story_id AS id FROM matches WHERE topic_id = ${source.topicId}::uuid AND ${older('story_id')}
            ORDER BY story_id DESC ${limitTo(count)})`;
    case 'feed':
      return Prisma.sql`few AS MATERIALIZED (SELECT id FROM stories WHERE feed_id = ${source.feedId}::uuid),
        step AS MATERIALIZED (SELECT id FROM few WHERE ${older('id')} ${newest})`;
    case 'event':
      return Prisma.sql`few AS MATERIALIZED (SELECT id FROM stories WHERE event_id = ${source.eventId}::uuid),
        step AS MATERIALIZED (SELECT id FROM few WHERE ${older('id')} ${newest})`;
    case 'words': {
      // Asked of the index alone: beside another condition on the id it might be planned without.
      const from = source.fromId === undefined ? Prisma.sql`true` : Prisma.sql`id >= ${source.fromId}::uuid`;
      return Prisma.sql`few AS MATERIALIZED (SELECT story_id AS id FROM story_words WHERE words @@ ${source.tsQuery}::tsquery),
        step AS MATERIALIZED (SELECT id FROM few WHERE ${older('id')} AND ${from} ${newest})`;
    }
  }
}

/** What the source does not say of stories `s` already; each is asked of one story after the other. Undefined where nothing is left. */
export function conditionsOn(filter: StoryFilter & { topicId?: string }, source: StorySource): Prisma.Sql | undefined {
  const { topicId, feedId, sourceKind, language, from, to, matched, eventId } = filter;
  const conditions: Prisma.Sql[] = [];
  if (topicId !== undefined && source.kind !== 'topic') {
    conditions.push(Prisma.sql`
      (SELECT true FROM matches m WHERE m.story_id = s.id AND m.topic_id = ${topicId}::uuid LIMIT 1) IS TRUE`);
  }
  if (feedId !== undefined && source.kind !== 'feed') conditions.push(Prisma.sql`s.feed_id = ${feedId}::uuid`);
  if (eventId !== undefined && source.kind !== 'event') conditions.push(Prisma.sql`s.event_id = ${eventId}::uuid`);
  if (sourceKind !== undefined)
    conditions.push(
      Prisma.sql`(SELECT f.source_kind FROM feeds f WHERE f.id = s.feed_id) = ${sourceKind}::"SourceKind"`,
    );
  if (language !== undefined) conditions.push(Prisma.sql`s.language = ${language}`);
  if (from) conditions.push(Prisma.sql`s.fetched_at >= ${from} AND s.id >= ${idNear(from, -ID_SLACK_MS)}::uuid`);
  if (to) conditions.push(Prisma.sql`s.fetched_at < ${to}`);
  if (matched !== undefined && !(matched && source.kind === 'matched')) {
    conditions.push(Prisma.sql`
      ((SELECT true FROM matches m JOIN topics t ON t.id = m.topic_id
        WHERE m.story_id = s.id AND t.owner_id IS NULL LIMIT 1) IS TRUE) = ${matched}`);
  }
  return conditions.length === 0 ? undefined : Prisma.join(conditions, ' AND ');
}

/** Between these ids are all stories of the time that is asked for. */
export function idRange({ from, to }: StoryFilter): { from?: string; before?: string } {
  return {
    ...(from && { from: idNear(from, -ID_SLACK_MS) }),
    ...(to && { before: idNear(to, ID_SLACK_MS) }),
  };
}

function idNear(time: Date, slackMs: number): string {
  return idAt(time.getTime() + slackMs);
}
