import { Injectable } from '@nestjs/common';
import { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { Transaction } from '../database/transaction.js';
import { EVENT_WINDOW_MS } from '../stories/assign-event.js';
import { EventStore } from '../stories/event.store.js';
import { OUTDATED_MATCHER_MS } from '../topics/rematch.store.js';
import { type ArrivedStory, joinEvents } from './join-event.js';

export interface ArchivedStory {
  id: string;
  revision: number;
  title: string;
  text: string;
  language: string | null;
  source: string;
  feed: string;
  /** Matched and decided: the pipeline is through with it. Any other story is the pipeline's, and left to it. */
  settled: boolean;
}

/** A topic as it was compiled, with the run that it is matched for. */
export interface RematchTopic {
  runId: string;
  id: string;
  version: number;
  enabled: boolean;
}

export interface ArchiveMatch {
  storyId: string;
  topicId: string;
  score: number;
  evidence: unknown;
}

export interface BatchVerdicts {
  stories: readonly { id: string; revision: number }[];
  found: readonly ArchiveMatch[];
  /** Where matching went wrong: what was found before stays. */
  undecided: readonly { storyId: string; topicId: string }[];
}

export type BatchOutcome =
  /** `missed` are stories that somebody else held in that moment. */
  | { kind: 'applied'; missed: string[] }
  /** No run is left to match for: all were superseded, or their topics deleted. */
  | { kind: 'over' }
  /** A topic is not any more what was compiled; nothing was written. */
  | { kind: 'topic-changed' };

type LockedStory = Pick<ArrivedStory, 'id' | 'eventId'> & { revision: number };

/** Kept as the reason of every subscription that wants the topic: "why did I not get this?" */
const HOLD_REASON = 'found-by-rematch';

/** Reads the archive in batches, and writes what a re-match found; the pipeline's own marks on a story are never touched. */
@Injectable()
export class RematchArchiveStore {
  constructor(
    private readonly prisma: PrismaStore,
    private readonly events: EventStore,
  ) {}

  async count(foundByOnly: readonly string[] | null): Promise<number> {
    const [row] = await this.prisma.$queryRaw<{ count: bigint }[]>`
      SELECT count(*) AS count FROM stories s WHERE ${isFoundBy(foundByOnly)}`;
    return Number(row?.count ?? 0);
  }

  /** The next stories after the cursor, newest first; of those alone that the given topics found, if any are given. */
  next(cursor: string | null, limit: number, foundByOnly: readonly string[] | null): Promise<ArchivedStory[]> {
    const after = cursor === null ? Prisma.sql`true` : Prisma.sql`s.id < ${cursor}::uuid`;
    return this.read(Prisma.sql`${after} AND ${isFoundBy(foundByOnly)}`, limit);
  }

  byIds(ids: readonly string[]): Promise<ArchivedStory[]> {
    return this.read(Prisma.sql`s.id = ANY(${ids}::uuid[])`, ids.length);
  }

  /** What the pipeline had in its hands when the re-match passed by: matched for what was before, and decided since. */
  async lateStories(plannedAt: Date): Promise<string[]> {
    const rows = await this.prisma.story.findMany({
      where: {
        decidedAt: { gte: new Date(plannedAt.getTime() - OUTDATED_MATCHER_MS) },
        matchedAt: { lt: new Date(plannedAt.getTime() + OUTDATED_MATCHER_MS) },
      },
      select: { id: true },
      orderBy: { id: 'desc' },
    });
    return rows.map(({ id }) => id);
  }

  /** Whether live stories wait to be matched. */
  async pipelineIsBusy(since: Date): Promise<boolean> {
    const waiting = await this.prisma.story.findFirst({
      where: { matchedAt: null, fetchedAt: { gte: since } },
      select: { id: true },
    });
    return waiting !== null;
  }

  /**
   * Writes one batch, with the runs' counts, in one transaction. It holds the stories against a new wording, the topics against
   * a change and the runs against being superseded, in this order, so that what is written belongs to the newest of each.
   * Stories that somebody else holds are passed over, as waiting for several at once could end in a deadlock with a fetch;
   * with `wait`, meant for one story, they are waited for.
   */
  apply(
    topics: readonly RematchTopic[],
    verdicts: BatchVerdicts,
    options: { wait: boolean; at: Date },
  ): Promise<BatchOutcome> {
    return this.prisma.$transaction(async (transaction): Promise<BatchOutcome> => {
      const locked = await lockStories(transaction, verdicts.stories, options.wait);
      const live = await lockTopics(transaction, topics);
      const runs = await transaction.$queryRaw<{ id: string }[]>`
        SELECT id FROM rematches
        WHERE id = ANY(${topics.map(({ runId }) => runId)}::uuid[]) AND settled_at IS NULL
        ORDER BY id FOR UPDATE`;
      const wanted = new Set(runs.map(({ id }) => id));
      const active = topics.filter(({ runId }) => wanted.has(runId));
      if (active.length === 0) return { kind: 'over' };
      if (active.some(({ id }) => !live.has(id))) return { kind: 'topic-changed' };
      await this.write(transaction, active, locked, verdicts, options.at);
      const missed = verdicts.stories.filter(({ id }) => !locked.has(id)).map(({ id }) => id);
      return { kind: 'applied', missed: options.wait ? [] : missed };
    });
  }

  private async write(
    transaction: Transaction,
    topics: readonly RematchTopic[],
    locked: ReadonlyMap<string, LockedStory>,
    verdicts: BatchVerdicts,
    at: Date,
  ): Promise<void> {
    const versions = new Map(topics.map(({ id, version }) => [id, version]));
    const stands = ({ storyId, topicId }: { storyId: string; topicId: string }) =>
      locked.has(storyId) && versions.has(topicId);
    const found = verdicts.found.filter(stands);
    const rows = JSON.stringify(
      found.map(({ storyId, topicId, score, evidence }) => ({
        story_id: storyId,
        topic_id: topicId,
        score,
        evidence,
        story_revision: locked.get(storyId)?.revision,
        topic_version: versions.get(topicId),
      })),
    );
    // When it was found first is kept, and a match that is as it was is not written again.
    const written = await transaction.$queryRaw<{ storyId: string; topicId: string; isNew: boolean }[]>`
      INSERT INTO matches AS m (story_id, topic_id, score, evidence, story_revision, topic_version, matched_at)
      SELECT i.story_id, i.topic_id, i.score, i.evidence, i.story_revision, i.topic_version, ${at}
      FROM jsonb_to_recordset(${rows}::jsonb) AS i(
        story_id uuid, topic_id uuid, score double precision, evidence jsonb, story_revision int, topic_version int)
      ON CONFLICT (story_id, topic_id) DO UPDATE
      SET score = EXCLUDED.score, evidence = EXCLUDED.evidence,
          story_revision = EXCLUDED.story_revision, topic_version = EXCLUDED.topic_version
      WHERE (m.score, m.evidence, m.story_revision, m.topic_version)
        IS DISTINCT FROM (EXCLUDED.score, EXCLUDED.evidence, EXCLUDED.story_revision, EXCLUDED.topic_version)
      RETURNING m.story_id AS "storyId", m.topic_id AS "topicId", (m.xmax = 0) AS "isNew"`;
    const lost = await withdraw(
      transaction,
      [...locked.keys()],
      [...versions.keys()],
      [...found, ...verdicts.undecided.filter(stands)],
    );
    const gained = written.filter(({ isNew }) => isNew);
    await this.joinEvents(transaction, gained, locked, at);
    await recordHolds(transaction, gained, locked, at);
    await addCounts(transaction, topics, gained, lost);
  }

  /** Puts stories that are found for the first time into their events, so that the archive shows copies together. */
  private async joinEvents(
    transaction: Transaction,
    gained: readonly { storyId: string }[],
    locked: ReadonlyMap<string, LockedStory>,
    at: Date,
  ): Promise<void> {
    const homeless = gained.map(({ storyId }) => storyId).filter((id) => locked.get(id)?.eventId === null);
    if (homeless.length === 0) return;
    const stories: ArrivedStory[] = await transaction.story.findMany({
      where: { id: { in: homeless } },
      select: {
        id: true,
        title: true,
        text: true,
        language: true,
        url: true,
        feedId: true,
        fingerprint: true,
        fetchedAt: true,
        eventId: true,
      },
    });
    // No story that is still to come joins an older one.
    await joinEvents(transaction, this.events, stories, { bandedSince: new Date(at.getTime() - EVENT_WINDOW_MS) });
  }

  private read(condition: Prisma.Sql, limit: number): Promise<ArchivedStory[]> {
    return this.prisma.$queryRaw<ArchivedStory[]>`
      SELECT s.id, s.revision, s.title, s.text, s.language, f.title AS source, f.url AS feed,
             s.matched_at IS NOT NULL AND s.decided_at IS NOT NULL AS settled
      FROM stories s JOIN feeds f ON f.id = s.feed_id
      WHERE ${condition}
      ORDER BY s.id DESC LIMIT ${limit}`;
  }
}

function isFoundBy(topicIds: readonly string[] | null): Prisma.Sql {
  return topicIds === null
    ? Prisma.sql`true`
    : Prisma.sql`EXISTS (SELECT 1 FROM matches m WHERE m.story_id = s.id AND m.topic_id = ANY(${topicIds}::uuid[]))`;
}

async function lockStories(
  transaction: Transaction,
  stories: BatchVerdicts['stories'],
  wait: boolean,
): Promise<Map<string, LockedStory>> {
  // Not FOR UPDATE, which would also stand in the way of decisions and alerts that refer to a story.
  const locked = await transaction.$queryRaw<LockedStory[]>`
    SELECT id, revision, event_id AS "eventId" FROM stories
    WHERE id = ANY(${stories.map(({ id }) => id)}::uuid[]) AND matched_at IS NOT NULL AND decided_at IS NOT NULL
    ORDER BY id FOR NO KEY UPDATE ${wait ? Prisma.empty : Prisma.sql`SKIP LOCKED`}`;
  const matched = new Map(stories.map(({ id, revision }) => [id, revision]));
  return new Map(locked.filter(({ id, revision }) => matched.get(id) === revision).map((story) => [story.id, story]));
}

/** Those that are still what was compiled, held against a change until the batch is written. */
async function lockTopics(transaction: Transaction, topics: readonly RematchTopic[]): Promise<Set<string>> {
  const stored = await transaction.$queryRaw<{ id: string; version: number; enabled: boolean }[]>`
    SELECT id, version, enabled FROM topics
    WHERE id = ANY(${topics.map(({ id }) => id)}::uuid[])
    ORDER BY id FOR SHARE`;
  const compiled = new Map(topics.map((topic) => [topic.id, topic]));
  return new Set(
    stored
      .filter(({ id, version, enabled }) => {
        const topic = compiled.get(id);
        return topic?.version === version && topic.enabled === enabled;
      })
      .map(({ id }) => id),
  );
}

/** Takes back the topics' matches on the stories, but for those given. A message on its way says what was matched when it was decided. */
function withdraw(
  transaction: Transaction,
  storyIds: string[],
  topicIds: string[],
  keep: readonly { storyId: string; topicId: string }[],
): Promise<{ topicId: string }[]> {
  return transaction.$queryRaw<{ topicId: string }[]>`
    DELETE FROM matches m
    WHERE m.story_id = ANY(${storyIds}::uuid[]) AND m.topic_id = ANY(${topicIds}::uuid[])
      AND (m.story_id, m.topic_id) NOT IN (
        SELECT * FROM unnest(${keep.map(({ storyId }) => storyId)}::uuid[], ${keep.map(({ topicId }) => topicId)}::uuid[]))
    RETURNING m.topic_id AS "topicId"`;
}

async function recordHolds(
  transaction: Transaction,
  gained: readonly { storyId: string; topicId: string }[],
  locked: ReadonlyMap<string, LockedStory>,
  at: Date,
): Promise<void> {
  if (gained.length === 0) return;
  const rows = JSON.stringify(
    gained.map(({ storyId, topicId }) => ({
      story_id: storyId,
      story_revision: locked.get(storyId)?.revision,
      topic_id: topicId,
    })),
  );
  await transaction.$executeRaw`
    INSERT INTO decisions (subscription_id, story_id, story_revision, verdict, reason, decided_at)
    SELECT DISTINCT x.subscription_id, g.story_id, g.story_revision, 'hold'::"Verdict", ${HOLD_REASON}, ${at}::timestamptz
    FROM jsonb_to_recordset(${rows}::jsonb) AS g(story_id uuid, story_revision int, topic_id uuid)
    JOIN subscription_topics x ON x.topic_id = g.topic_id
    ON CONFLICT DO NOTHING`;
}

async function addCounts(
  transaction: Transaction,
  topics: readonly RematchTopic[],
  gained: readonly { topicId: string }[],
  lost: readonly { topicId: string }[],
): Promise<void> {
  if (gained.length + lost.length === 0) return;
  const counts = topics.map(({ runId, id }) => ({
    id: runId,
    gained: gained.filter(({ topicId }) => topicId === id).length,
    lost: lost.filter(({ topicId }) => topicId === id).length,
  }));
  await transaction.$executeRaw`
    UPDATE rematches r SET gained = r.gained + c.gained, lost = r.lost + c.lost
    FROM jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) AS c(id uuid, gained int, lost int)
    WHERE r.id = c.id`;
}
