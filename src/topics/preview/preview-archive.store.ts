import { Injectable } from '@nestjs/common';
import { earliestId } from '../../api/page.js';
import { Prisma } from '../../database/generated/client.js';
import { PrismaStore } from '../../database/prisma.store.js';

export interface PreviewStory {
  id: string;
  title: string;
  text: string;
  language: string | null;
  url: string | null;
  publishedAt: Date | null;
  fetchedAt: Date;
  onFirstPoll: boolean;
  feedId: string;
  fingerprint: string;
  /** The feed's title and address. */
  source: string;
  feed: string;
  eventId: string | null;
  firstSeenAt: Date | null;
}

/** Everything that is stored, newest first. Ids are given in the order of time: they are what a range of time is read by. */
@Injectable()
export class PreviewArchiveStore {
  constructor(private readonly prisma: PrismaStore) {}

  /** The next ones before `beforeId`, as far as they were fetched in the range: from `from` on, and before `to`. */
  next(
    { beforeId, from, to }: { beforeId: string | null; from: Date | null; to: Date },
    limit: number,
  ): Promise<PreviewStory[]> {
    const since =
      from === null
        ? Prisma.empty
        : Prisma.sql`AND s.id >= ${earliestId(from.getTime())}::uuid AND s.fetched_at >= ${from}`;
    // An id is made a moment after the time that it is fetched at.
    const before = beforeId ?? earliestId(to.getTime() + LATE_ID_MS);
    return this.prisma.$queryRaw<PreviewStory[]>`
      WITH read AS (
        SELECT * FROM stories s WHERE s.id < ${before}::uuid ${since} AND s.fetched_at < ${to} ORDER BY s.id DESC LIMIT ${limit}
      )
      SELECT s.id, s.title, s.text, s.language, s.url, s.published_at AS "publishedAt", s.fetched_at AS "fetchedAt",
             s.on_first_poll AS "onFirstPoll", s.feed_id AS "feedId", s.fingerprint, f.title AS source, f.url AS feed,
             e.id AS "eventId", e.first_seen_at AS "firstSeenAt"
      FROM read s JOIN feeds f ON f.id = s.feed_id LEFT JOIN events e ON e.id = s.event_id
      ORDER BY s.id DESC`;
  }

  /** Whether stories that just came wait to be matched. */
  async pipelineIsBusy(since: Date): Promise<boolean> {
    const waiting = await this.prisma.story.findFirst({
      where: { matchedAt: null, fetchedAt: { gte: since } },
      select: { id: true },
    });
    return waiting !== null;
  }
}

const LATE_ID_MS = 60_000;
