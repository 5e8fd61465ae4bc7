import pg from 'pg';
import type { AlertRecord, DeliveryRecord } from './tally.js';
import { eventIn } from './wire-stories.js';

interface AlertRow {
  subscription: string;
  title: string;
  deliveries: DeliveryRecord[];
}

/** What the tests ask of the database: on a connection for each question, since it may be away before the next. */
export interface DeskDatabase {
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  count(rows: string): Promise<number>;
  readAlerts(): Promise<AlertRecord[]>;
  addFeed(url: string, title: string): Promise<void>;
  /** Whether so many stories came, and nothing is left to be done about them or about any feed. */
  isSettled(storyCount: number): Promise<boolean>;
  /** What is left to be done, for a test that fails. */
  describeRest(): Promise<string>;
  /** Lets the pauses before retries be over, so long that the sweep takes them for stranded. */
  passTime(): Promise<void>;
}

export function openDeskDatabase(url: string): DeskDatabase {
  const query: DeskDatabase['query'] = async (sql, values) => {
    const client = new pg.Client({ connectionString: url });
    // It is told of by the query that fails.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query(sql, values)).rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  const count = async (rows: string) => Number((await query<{ n: string }>(`SELECT count(*) AS n FROM ${rows}`))[0]?.n);
  return {
    query,
    count,
    readAlerts: async () => {
      const rows = await query<AlertRow>(`
        SELECT s.name AS subscription, n.content->'story'->>'title' AS title, coalesce(jsonb_agg(jsonb_build_object(
                 'id', d.id, 'kind', d.kind, 'state', d.state, 'unrecorded', t.unrecorded, 'unanswered', t.unanswered, 'attempts', t.attempts) ORDER BY d.id) FILTER (WHERE d.id IS NOT NULL), '[]') AS deliveries
        FROM alerts a JOIN subscriptions s ON s.id = a.subscription_id JOIN snapshots n ON n.id = a.snapshot_id
        LEFT JOIN deliveries d ON d.alert_id = a.id
        LEFT JOIN LATERAL (
          SELECT count(*) FILTER (WHERE outcome IS NULL) AS unrecorded,
                 count(*) FILTER (WHERE outcome = 'retry' AND reason IN ('connection', 'timeout')) AS unanswered,
                 coalesce(jsonb_agg(coalesce(reason, outcome, 'no record') ORDER BY number), '[]') AS attempts
          FROM attempts WHERE delivery_id = d.id) t ON true
        GROUP BY a.id, s.name, n.id`);
      return rows.map(({ title, ...row }) => ({ ...row, event: eventIn(title) }));
    },
    addFeed: async (feedUrl, title) => {
      // Due whatever the application's clock shows.
      await query(
        `INSERT INTO feeds (id, url, title, next_fetch_at) VALUES (gen_random_uuid(), $1, $2, now() - interval '1 day')`,
        [feedUrl, title],
      );
    },
    isSettled: async (storyCount) => {
      const [row] = await query<{ settled: boolean }>(
        `SELECT (SELECT count(*) FROM stories) = $1
            AND NOT EXISTS (SELECT FROM stories WHERE matched_at IS NULL OR decided_at IS NULL)
            AND NOT EXISTS (SELECT FROM feeds WHERE last_success_at IS NULL)
            AND NOT EXISTS (SELECT FROM deliveries WHERE state IN ('pending', 'sending')) AS settled`,
        [storyCount],
      );
      return row?.settled ?? false;
    },
    describeRest: async () => {
      const [row] = await query<{ rest: unknown }>(`
        SELECT jsonb_build_object(
          'feeds', (SELECT jsonb_agg(jsonb_build_object('title', title, 'error', last_error, 'due', next_fetch_at, 'leased', leased_until))
                    FROM feeds WHERE last_success_at IS NULL),
          'stories', (SELECT count(*) FROM stories),
          'unmatched', (SELECT count(*) FROM stories WHERE matched_at IS NULL),
          'undecided', (SELECT count(*) FROM stories WHERE decided_at IS NULL),
          'deliveries', (SELECT jsonb_agg(r) FROM (
            SELECT state, held_back, attempt_count, last_reason, count(*), min(next_attempt_at) AS next, min(leased_until) AS leased
            FROM deliveries GROUP BY 1, 2, 3, 4 ORDER BY 1) r),
          'now', now()) AS rest`);
      return JSON.stringify(row?.rest, null, 1);
    },
    passTime: async () => {
      await query(
        `UPDATE deliveries SET next_attempt_at = now() - interval '11 seconds' WHERE state = 'pending' AND next_attempt_at > now()`,
      );
    },
  };
}
