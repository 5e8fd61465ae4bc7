import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { type PageQuery, pageArguments } from '../api/page.js';
import { Prisma, type Rematch } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { Transaction } from '../database/transaction.js';
import { type RematchReason } from './rematch-digest.js';

/** The archive was matched for `before`, or for nothing yet; from now on it is to be matched for `after`. */
export interface TopicChange {
  topicId: string;
  topicVersion: number;
  enabled: boolean;
  before: string | null;
  after: string;
  /** Null: the digest is noted, and there is nothing to match. */
  reason: RematchReason | null;
}

export interface ClaimedPass {
  id: string;
  /** `walk` leads through the whole archive; `settle` looks again at what the pipeline had in its hands meanwhile. */
  step: 'walk' | 'settle';
  runs: Rematch[];
}

/** One planner at a time: of two processes that see a change, one plans for it. */
const PLAN_LOCK = 4_021_733_105;
const KEPT_MS = 30 * 24 * 60 * 60_000;
/** From when on a pass may settle: no transaction that was under way when it was planned lasts longer. */
export const SETTLE_AFTER_MS = 90_000;
/** How long after the plan a process may still match with the matcher of before, clocks that differ included. */
export const OUTDATED_MATCHER_MS = 15_000;

/** Keeps what is to be matched again, how far it is, and what came of it. Rows are always locked in the order of their ids. */
@Injectable()
export class RematchStore {
  constructor(private readonly prisma: PrismaStore) {}

  latest(topicId: string): Promise<Rematch | null> {
    return this.prisma.rematch.findFirst({ where: { topicId }, orderBy: { id: 'desc' } });
  }

  list(topicId: string, page: PageQuery): Promise<Rematch[]> {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.rematch.findMany({ ...rest, where: { AND: [{ topicId }, where ?? {}] } });
  }

  /**
   * Notes what the archive is matched for from now on, ends the runs for what was before, and makes new ones: nothing where no
   * story has been matched yet. Gives back the passes to queue. A change that another process has planned for is left out.
   */
  plan(changes: readonly TopicChange[], at: Date): Promise<string[]> {
    return this.prisma.$transaction(async (transaction) => {
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${PLAN_LOCK}::bigint)`;
      const rows = JSON.stringify(changes.map(({ topicId: id, before, after }) => ({ id, before, after })));
      const noted = await transaction.$queryRaw<{ id: string }[]>`
        WITH changed AS (
          SELECT t.id, c.after
          FROM topics t JOIN jsonb_to_recordset(${rows}::jsonb) AS c(id uuid, before text, after text) ON c.id = t.id
          WHERE t.archive_digest IS NOT DISTINCT FROM c.before
          ORDER BY t.id FOR NO KEY UPDATE OF t
        )
        UPDATE topics t SET archive_digest = c.after FROM changed c WHERE t.id = c.id
        RETURNING t.id`;
      const ids = new Set(noted.map(({ id }) => id));
      await this.supersede(transaction, [...ids], at);
      if (!(await hasArchive(transaction))) return [];
      const planned = changes.filter(({ topicId }) => ids.has(topicId));
      // Where nothing can be found, only the stories found before are looked at: not one pass with those that read everything.
      const passes = await Promise.all(
        [planned.filter(({ enabled }) => enabled), planned.filter(({ enabled }) => !enabled)].map((group) =>
          this.insertPass(transaction, group, at),
        ),
      );
      return passes.flatMap((pass) => pass ?? []);
    });
  }

  /** A run that somebody asked for. One that is under way already is what was asked for. */
  request(topic: { id: string; version: number }, at: Date): Promise<Rematch> {
    return this.prisma.$transaction(async (transaction) => {
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${PLAN_LOCK}::bigint)`;
      const active = await transaction.rematch.findFirst({
        where: { topicId: topic.id, state: { in: ['waiting', 'running'] } },
      });
      if (active) return active;
      await this.supersede(transaction, [topic.id], at);
      await this.insertPass(transaction, [{ topicId: topic.id, topicVersion: topic.version, reason: 'by-hand' }], at);
      return transaction.rematch.findFirstOrThrow({ where: { topicId: topic.id }, orderBy: { id: 'desc' } });
    });
  }

  /** Takes a pass for a while. Whoever else holds its id gets nothing until it is released, or the holder has died. */
  claim(passId: string, now: Date, leaseMs: number): Promise<ClaimedPass | undefined> {
    const leasedUntil = new Date(now.getTime() + leaseMs);
    const settleBefore = new Date(now.getTime() - SETTLE_AFTER_MS);
    return this.prisma.$transaction(async (transaction) => {
      const free = await transaction.$queryRaw<{ id: string; state: Rematch['state'] }[]>`
        SELECT id, state FROM rematches r
        WHERE pass_id = ${passId}::uuid AND settled_at IS NULL AND leased_until <= ${now}
          AND ${workIsDue(settleBefore)}
        ORDER BY id FOR UPDATE`;
      const walking = free.filter(({ state }) => state !== 'done');
      const held = (walking.length > 0 ? walking : free).map(({ id }) => id);
      if (held.length === 0) return undefined;
      const step = walking.length > 0 ? 'walk' : 'settle';
      await transaction.rematch.updateMany({ where: { id: { in: held } }, data: { leasedUntil } });
      if (step === 'walk') {
        await transaction.rematch.updateMany({
          where: { id: { in: held }, state: 'waiting' },
          data: { state: 'running', startedAt: now },
        });
      }
      return { id: passId, step, runs: await transaction.rematch.findMany({ where: { id: { in: held } } }) };
    });
  }

  async setTotal(runIds: string[], total: number): Promise<void> {
    await this.prisma.rematch.updateMany({ where: { id: { in: runIds } }, data: { total } });
  }

  /** Notes that all stories down to this one are done, and holds the pass on. */
  async advance(runIds: string[], cursor: string, count: number, leasedUntil: Date): Promise<void> {
    await this.prisma.$executeRaw`
      UPDATE rematches r
      SET cursor = ${cursor}::uuid, done = done + ${count}, total = greatest(total, done + ${count}), leased_until = ${leasedUntil}
      FROM (SELECT id FROM rematches WHERE id = ANY(${runIds}::uuid[]) AND state = 'running' ORDER BY id FOR UPDATE) o
      WHERE r.id = o.id AND (r.cursor IS NULL OR r.cursor > ${cursor}::uuid)`;
  }

  /** Holds a pass on; until now means to let it go. */
  async hold(runIds: string[], leasedUntil: Date): Promise<void> {
    await this.prisma.rematch.updateMany({ where: { id: { in: runIds } }, data: { leasedUntil } });
  }

  /** Ends the runs that were not superseded meanwhile, and gives them back. Stories deleted on the way are no longer counted. */
  async finish(runIds: string[], at: Date): Promise<Rematch[]> {
    return this.prisma.$queryRaw<Rematch[]>`
      UPDATE rematches r SET state = 'done', total = done, finished_at = ${at}, leased_until = ${at}
      FROM (SELECT id FROM rematches WHERE id = ANY(${runIds}::uuid[]) AND state = 'running' ORDER BY id FOR UPDATE) o
      WHERE r.id = o.id
      RETURNING r.id, r.topic_id AS "topicId", r.gained, r.lost, r.done, r.started_at AS "startedAt"`;
  }

  async markSettled(runIds: string[], at: Date): Promise<void> {
    await this.prisma.rematch.updateMany({ where: { id: { in: runIds } }, data: { settledAt: at } });
  }

  async fail(runId: string, failure: string, at: Date): Promise<void> {
    await this.prisma.rematch.updateMany({
      where: { id: runId, settledAt: null },
      data: { state: 'failed', failure, finishedAt: at, settledAt: at },
    });
  }

  /** Passes that nobody works on: a job was lost, a process died, or the time has come to settle. */
  async findStranded(before: Date, now: Date): Promise<string[]> {
    const settleBefore = new Date(now.getTime() - SETTLE_AFTER_MS);
    const rows = await this.prisma.$queryRaw<{ id: string }[]>`
      SELECT DISTINCT pass_id AS id FROM rematches r
      WHERE settled_at IS NULL AND leased_until < ${before}
        AND ${workIsDue(settleBefore)}`;
    return rows.map(({ id }) => id);
  }

  private async supersede(transaction: Transaction, topicIds: string[], at: Date): Promise<void> {
    await transaction.$executeRaw`
      UPDATE rematches r
      SET state = CASE WHEN r.state = 'done' THEN r.state ELSE 'superseded' END,
          finished_at = coalesce(r.finished_at, ${at}), settled_at = ${at}
      FROM (SELECT id FROM rematches WHERE topic_id = ANY(${topicIds}::uuid[]) AND settled_at IS NULL ORDER BY id FOR UPDATE) o
      WHERE r.id = o.id`;
    await transaction.rematch.deleteMany({
      where: { topicId: { in: topicIds }, settledAt: { lt: new Date(at.getTime() - KEPT_MS) } },
    });
  }

  private async insertPass(
    transaction: Transaction,
    runs: readonly Pick<TopicChange, 'topicId' | 'topicVersion' | 'reason'>[],
    at: Date,
  ): Promise<string | undefined> {
    const passId = newId();
    const { count } = await transaction.rematch.createMany({
      data: runs.flatMap(({ topicId, topicVersion, reason }) =>
        reason ? [{ passId, topicId, topicVersion, reason, plannedAt: at, leasedUntil: at }] : [],
      ),
    });
    return count > 0 ? passId : undefined;
  }
}

/**
 * Of a run that is not settled. It settles late, and not while a story that was matched for what was before awaits its decision:
 * what such a story is found by must not change under the decision.
 */
function workIsDue(settleBefore: Date): Prisma.Sql {
  return Prisma.sql`(r.state IN ('waiting', 'running') OR (r.planned_at <= ${settleBefore} AND NOT EXISTS (
    SELECT 1 FROM stories s
    WHERE s.decided_at IS NULL AND s.matched_at < r.planned_at + ${OUTDATED_MATCHER_MS} * interval '1 millisecond')))`;
}

async function hasArchive(transaction: Transaction): Promise<boolean> {
  const found = await transaction.story.findFirst({ where: { matchedAt: { not: null } }, select: { id: true } });
  return found !== null;
}
