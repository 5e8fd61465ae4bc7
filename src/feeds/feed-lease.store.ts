import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { gathered } from '../database/gathered.js';
import { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import { type ClaimedFeed } from './claimed-feed.js';

export interface DueFeed {
  id: string;
  /** Names this turn: it stays the same until the feed is fetched, or its fetcher has died. */
  turn: Date;
}

/** As clocks of two hosts differ. */
const CLOCK_SLACK_MS = 10_000;

interface AskedFeed {
  id: string;
  leasedUntil: Date;
}

/** Host and port, as politeness counts them. */
const hostOf = (url: Prisma.Sql) => Prisma.sql`lower(substring(${url} from '^[^:]+://(?:[^/?#@]*@)?([^/?#]*)'))`;

/** Who fetches which feed, and when: never more than a few from one host at once, nor without a pause between. */
@Injectable()
export class FeedLeaseStore {
  private readonly claims = gathered((asked: readonly AskedFeed[]) => this.claimAll(asked));

  constructor(
    private readonly prisma: PrismaStore,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Feeds whose time has come and that nobody fetches, oldest first, and of each host no more than may be fetched at once. To be
   * offered is not to be leased: an offer may be lost.
   */
  findDueFeeds(now: Date, limit: number): Promise<DueFeed[]> {
    return this.prisma.$queryRaw<DueFeed[]>`
      WITH busy AS (${this.busyHosts(now)}), due AS (
        SELECT id, next_fetch_at, coalesce(leased_until, next_fetch_at) AS turn, ${hostOf(Prisma.sql`url`)} AS host,
               row_number() OVER (PARTITION BY ${hostOf(Prisma.sql`url`)} ORDER BY next_fetch_at, id) AS place
        FROM feeds
        WHERE state = 'active' AND next_fetch_at <= ${now} AND (leased_until IS NULL OR leased_until <= ${now})
      )
      SELECT due.id, due.turn FROM due LEFT JOIN hosts ON hosts.name = due.host LEFT JOIN busy ON busy.host = due.host
      WHERE coalesce(${this.isOpen(now)}, true)
        AND due.place + coalesce(busy.fetches, 0) <= ${this.settings.FETCH_HOST_CONCURRENCY}
      ORDER BY due.next_fetch_at LIMIT ${limit}`;
  }

  /** Makes it the feed's turn, whatever was planned; a fetch that is under way is followed by another. */
  async requestFetch(id: string, now: Date): Promise<DueFeed | undefined> {
    const [row] = await this.prisma.feed.updateManyAndReturn({
      where: { id },
      data: { nextFetchAt: now },
      select: { id: true },
    });
    return row && { ...row, turn: now };
  }

  /**
   * Takes a due feed for one fetch. Of any number who ask at once one gets it; whoever asks later gets nothing until the feed's
   * next turn, or until the lease ran out because its holder died. Nobody gets it while its host has enough to do.
   */
  claim(id: string, leasedUntil: Date): Promise<ClaimedFeed | null> {
    return this.claims({ id, leasedUntil });
  }

  /** Holds a claimed feed on; until null, lets it go, to be fetched anew. After the fetch was recorded it does nothing. */
  async hold(id: string, leasedUntil: Date | null): Promise<void> {
    await this.prisma.feed.updateMany({ where: { id, leasedUntil: { not: null } }, data: { leasedUntil } });
  }

  /** A pause that ends later than any begun now was begun before the clock was put back; one that the host asked for may be long. */
  private isOpen(now: Date): Prisma.Sql {
    const latest = new Date(now.getTime() + this.settings.FETCH_HOST_SPACING_MS + CLOCK_SLACK_MS);
    return Prisma.sql`(hosts.next_fetch_at <= ${now} OR hosts.next_fetch_at > ${latest} AND hosts.throttle_count = 0)`;
  }

  private busyHosts(now: Date): Prisma.Sql {
    return Prisma.sql`SELECT ${hostOf(Prisma.sql`url`)} AS host, count(*) AS fetches FROM feeds WHERE leased_until > ${now} GROUP BY 1`;
  }

  private async claimAll(asked: readonly AskedFeed[]): Promise<(ClaimedFeed | null)[]> {
    const now = this.clock.now();
    const { FETCH_HOST_CONCURRENCY: atOnce, FETCH_HOST_SPACING_MS: spacingMs } = this.settings;
    const wanted = new Map(asked.map(({ id, leasedUntil }) => [id, leasedUntil]));
    const rows = JSON.stringify([...wanted].map(([id, leasedUntil]) => ({ id, leased_until: leasedUntil })));
    // The host's row is the gate: it lets through whoever comes first, and the next one after the pause.
    const claimed = await this.prisma.$queryRaw<ClaimedFeed[]>`
      WITH due AS MATERIALIZED (
        SELECT feeds.id, next_fetch_at, ${hostOf(Prisma.sql`url`)} AS host, asked.leased_until
        FROM feeds JOIN jsonb_to_recordset(${rows}::jsonb) AS asked(id uuid, leased_until timestamptz) ON asked.id = feeds.id
        WHERE state = 'active' AND next_fetch_at <= ${now} AND (feeds.leased_until IS NULL OR feeds.leased_until <= ${now})
        FOR UPDATE OF feeds SKIP LOCKED
      ), ranked AS (
        SELECT *, row_number() OVER (PARTITION BY host ORDER BY next_fetch_at, id) AS place FROM due
      ), busy AS (${this.busyHosts(now)}), passed AS (
        INSERT INTO hosts (name, next_fetch_at)
        SELECT host, ${new Date(now.getTime() + spacingMs)} FROM ranked WHERE place = 1 ORDER BY host
        ON CONFLICT (name) DO UPDATE SET next_fetch_at = excluded.next_fetch_at WHERE ${this.isOpen(now)}
        RETURNING name
      )
      UPDATE feeds f SET leased_until = ranked.leased_until
      FROM ranked JOIN passed ON passed.name = ranked.host LEFT JOIN busy ON busy.host = ranked.host
      WHERE f.id = ranked.id AND ranked.place + coalesce(busy.fetches, 0) <= ${atOnce} AND (ranked.place = 1 OR ${spacingMs === 0})
      RETURNING f.id, f.url, ranked.host, f.title, f.language, f.full_text AS "fullText", f.interval_ms AS "intervalMs",
        f.next_fetch_at AS "nextFetchAt", f.etag, f.last_modified AS "lastModified", f.validators_work AS "validatorsWork",
        f.probed_at AS "probedAt", f.body_hash AS "bodyHash", f.final_url AS "finalUrl", f.last_fetched_at AS "lastFetchedAt",
        f.last_success_at AS "lastSuccessAt", f.consecutive_failures AS "consecutiveFailures",
        f.publication_gap_ms AS "publicationGapMs", f.longest_gap_ms AS "longestGapMs", f.newest_item_at AS "newestItemAt",
        f.polling_hints AS "pollingHints", f.moving_to AS "movingTo", f.moving_count AS "movingCount",
        coalesce((SELECT jsonb_agg(jsonb_build_object('kind', kind, 'raisedAt', raised_at)) FROM feed_notices
                  WHERE feed_id = f.id AND cleared_at IS NULL), '[]') AS "openNotices",
        (SELECT jsonb_build_object('hubUrl', hub_url, 'topicUrl', topic_url, 'state', state, 'verifiedAt', verified_at, 'expiresAt', expires_at, 'lastPushAt', last_push_at)
         FROM websub_subscriptions WHERE feed_id = f.id) AS "webSub"`;
    const byId = new Map(
      claimed.map((feed) => [
        feed.id,
        { ...feed, openNotices: feed.openNotices.map((open) => ({ ...open, raisedAt: new Date(open.raisedAt) })) },
      ]),
    );
    // Two jobs for one feed: the first has it.
    return asked.map(({ id }) => {
      const feed = byId.get(id) ?? null;
      byId.delete(id);
      return feed;
    });
  }
}
