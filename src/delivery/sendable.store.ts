import { Inject, Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import type { DigestContent } from '../alerts/digest-content.js';
import type { SnapshotContent } from '../alerts/snapshot.js';
import { SECRET_BOX, type SecretBox } from '../auth/secret-box.js';
import { PrismaStore } from '../database/prisma.store.js';
import { type EarlierMessage, type OtherSource } from './message.js';
import { keepRecent } from './recent-values.js';
import { type DeliveredSubscription, type SendableDelivery, type ToldSnapshot } from './sendable-delivery.js';

const MAX_BATCH = 200;
/** A few tens of kilobytes each at most; the alerts of an hour share a few. */
const SNAPSHOTS_KEPT = 300;
const DIGESTS_KEPT = 50;
const MAX_OTHER_SOURCES = 10;

interface SendableRow {
  id: string;
  kind: SendableDelivery['kind'];
  createdAt: Date;
  target: Omit<SendableDelivery['target'], 'failingSince'> & { failingSince: string | null };
  subscription: (Omit<DeliveredSubscription, 'mutedUntil'> & { mutedUntil: string | null }) | null;
  alert: { id: string; eventId: string; snapshotId: string } | null;
  update: { kind: 'development' | 'correction' | 'retraction'; snapshotId: string; correctedId: string | null } | null;
  digest: { id: string; dueAt: string } | null;
  notice: { text: string; targetId: string; targetLabel: string; subscriberName: string } | null;
  earlier: EarlierMessage | null;
}

interface EventSource extends OtherSource {
  storyId: string;
}

/** Reads what messages say. Deliveries that are claimed together are read together, and what thousands of them share is kept. */
@Injectable()
export class SendableStore {
  private readonly rows = batched<SendableRow | null>((ids) => this.readRows(ids));
  private readonly snapshots = batched<ToldSnapshot>((ids) => this.readSnapshots(ids));
  private readonly digests = batched<DigestContent>((ids) => this.readDigests(ids));
  private readonly sources = batched<EventSource[]>((ids) => this.readSources(ids));
  private readonly keptSnapshots = keepRecent<ToldSnapshot>(SNAPSHOTS_KEPT);
  private readonly keptDigests = keepRecent<DigestContent>(DIGESTS_KEPT);

  constructor(
    private readonly prisma: PrismaStore,
    @Inject(SECRET_BOX) private readonly box: SecretBox,
  ) {}

  /** Undefined when it was deleted meanwhile. */
  async read(deliveryId: string): Promise<SendableDelivery | undefined> {
    const row = await this.rows.load(deliveryId);
    if (!row) return undefined;
    const { id, kind, createdAt } = row;
    const target = { ...row.target, failingSince: toDate(row.target.failingSince) };
    const subscription = row.subscription && {
      ...row.subscription,
      mutedUntil: toDate(row.subscription.mutedUntil),
    };
    const base = { id, createdAt, target };
    switch (kind) {
      case 'confirmation':
        return { ...base, kind };
      case 'notice':
        return { ...base, kind, notice: present(row.notice) };
      case 'digest': {
        const digest = present(row.digest);
        const content = await this.digest(digest.id);
        return {
          ...base,
          kind,
          subscription: present(subscription),
          digest: { id: digest.id, dueAt: new Date(digest.dueAt), content },
        };
      }
      case 'alert':
      case 'edit':
      case 'update': {
        const alert = present(row.alert);
        const [snapshot, otherSources, update] = await Promise.all([
          this.snapshot(alert.snapshotId),
          this.otherSources(alert.eventId, row.update?.snapshotId ?? alert.snapshotId),
          row.update && this.update(row.update),
        ]);
        const ofAlert = { ...base, subscription: present(subscription), alertId: alert.id, snapshot, otherSources };
        if (kind === 'alert') return { ...ofAlert, kind };
        if (kind === 'edit') return { ...ofAlert, kind, earlier: row.earlier };
        return { ...ofAlert, kind, earlier: row.earlier, update: present(update) };
      }
    }
  }

  openAddress(target: { address: string }): unknown {
    return JSON.parse(this.box.open(target.address));
  }

  private async update({ kind, snapshotId, correctedId }: NonNullable<SendableRow['update']>) {
    const [snapshot, corrected] = await Promise.all([
      this.snapshot(snapshotId),
      correctedId === null ? null : this.snapshot(correctedId),
    ]);
    return { kind, snapshot, corrected };
  }

  private async snapshot(id: string): Promise<ToldSnapshot> {
    return this.keptSnapshots.get(id) ?? this.snapshots.load(id);
  }

  private async digest(id: string): Promise<DigestContent> {
    return this.keptDigests.get(id) ?? this.digests.load(id);
  }

  /** Other houses that tell of the event, earliest first, each once. */
  private async otherSources(eventId: string, snapshotId: string): Promise<OtherSource[]> {
    const [sources, { storyId, content }] = await Promise.all([this.sources.load(eventId), this.snapshot(snapshotId)]);
    const names = new Set([content.story.sourceName]);
    const others: OtherSource[] = [];
    for (const { name, url, storyId: other } of sources) {
      if (other === storyId || names.has(name) || others.length === MAX_OTHER_SOURCES) continue;
      names.add(name);
      others.push({ name, url });
    }
    return others;
  }

  private async readRows(ids: readonly string[]): Promise<(SendableRow | null)[]> {
    const rows = await this.prisma.$queryRaw<SendableRow[]>`
      WITH d AS MATERIALIZED (SELECT * FROM deliveries WHERE id = ANY(${ids}::uuid[]))
      SELECT d.id, d.kind::text AS kind, d.created_at AS "createdAt",
        jsonb_build_object('id', t.id, 'kind', t.kind, 'label', t.label, 'address', t.address, 'state', t.state, 'failingSince', t.failing_since,
          'subscriber', jsonb_build_object('name', p.name, 'locale', p.locale, 'timeZone', p.time_zone)) AS target,
        CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('id', s.id, 'name', s.name, 'state', s.state, 'mutedUntil', s.muted_until,
          'topicIds', ARRAY(SELECT topic_id FROM subscription_topics WHERE subscription_id = s.id),
          'isLinked', EXISTS (SELECT FROM subscription_targets l WHERE l.subscription_id = s.id AND l.target_id = t.id)) END AS subscription,
        CASE WHEN a.id IS NOT NULL THEN jsonb_build_object('id', a.id, 'eventId', a.event_id, 'snapshotId', a.snapshot_id) END AS alert,
        CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('kind', u.kind, 'snapshotId', u.snapshot_id, 'correctedId', u.corrected_id) END AS update,
        CASE WHEN g.id IS NOT NULL THEN jsonb_build_object('id', g.id, 'dueAt', g.due_at) END AS digest,
        CASE WHEN n.id IS NOT NULL THEN jsonb_build_object('text', n.message, 'targetId', nt.id, 'targetLabel', nt.label, 'subscriberName', np.name) END AS notice,
        CASE WHEN d.kind IN ('update', 'edit') THEN coalesce(
          (SELECT jsonb_build_object('deliveryId', e.id, 'reference', e.reference) FROM deliveries e
           WHERE e.alert_id = a.id AND e.target_id = d.target_id AND e.kind = 'alert' AND e.state = 'sent'),
          (SELECT jsonb_build_object('deliveryId', e.id, 'reference', e.reference) FROM deliveries e
           WHERE e.digest_id = a.digest_id AND e.target_id = d.target_id AND e.state = 'sent')) END AS earlier
      FROM d
      JOIN targets t ON t.id = d.target_id
      JOIN subscribers p ON p.id = t.subscriber_id
      LEFT JOIN alerts a ON a.id = d.alert_id
      LEFT JOIN alert_updates u ON u.id = d.update_id
      LEFT JOIN digests g ON g.id = d.digest_id
      LEFT JOIN subscriptions s ON s.id = coalesce(a.subscription_id, g.subscription_id)
      LEFT JOIN target_notices n ON n.id = d.notice_id
      LEFT JOIN targets nt ON nt.id = n.target_id
      LEFT JOIN subscribers np ON np.id = nt.subscriber_id`;
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  private async readSnapshots(ids: readonly string[]): Promise<ToldSnapshot[]> {
    const rows = await this.prisma.snapshot.findMany({
      where: { id: { in: [...ids] } },
      select: { id: true, storyId: true, content: true },
    });
    const byId = new Map(
      rows.map((row) => [row.id, { ...row, content: row.content as unknown as SnapshotContent }] as const),
    );
    for (const [id, snapshot] of byId) this.keptSnapshots.set(id, snapshot);
    return ids.map((id) => present(byId.get(id)));
  }

  private async readDigests(ids: readonly string[]): Promise<DigestContent[]> {
    const rows = await this.prisma.digest.findMany({
      where: { id: { in: [...ids] } },
      select: { id: true, content: true },
    });
    const byId = new Map(rows.map(({ id, content }) => [id, content as unknown as DigestContent]));
    for (const [id, content] of byId) this.keptDigests.set(id, content);
    return ids.map((id) => present(byId.get(id)));
  }

  private async readSources(eventIds: readonly string[]): Promise<EventSource[][]> {
    const rows = await this.prisma.$queryRaw<(EventSource & { eventId: string })[]>`
      WITH s AS (
        SELECT DISTINCT ON (s.event_id, f.title) s.event_id, s.id, s.url, s.fetched_at, f.title
        FROM stories s JOIN feeds f ON f.id = s.feed_id WHERE s.event_id = ANY(${eventIds}::uuid[])
        ORDER BY s.event_id, f.title, s.fetched_at, s.id
      ), placed AS (SELECT s.*, row_number() OVER (PARTITION BY event_id ORDER BY fetched_at, id) AS place FROM s)
      SELECT event_id AS "eventId", id AS "storyId", url, title AS name FROM placed
      WHERE place <= ${MAX_OTHER_SOURCES + 1} ORDER BY event_id, place`;
    const byEvent = new Map<string, EventSource[]>();
    for (const { eventId, ...source } of rows) byEvent.set(eventId, [...(byEvent.get(eventId) ?? []), source]);
    return eventIds.map((id) => byEvent.get(id) ?? []);
  }
}

/** Asks once for what is asked for in the same turn, however often. */
function batched<Value>(load: (ids: readonly string[]) => Promise<Value[]>): DataLoader<string, Value> {
  return new DataLoader(
    async (ids) => {
      const distinct = [...new Set(ids)];
      const values = await load(distinct);
      const byId = new Map(distinct.map((id, place) => [id, values[place] as Value]));
      return ids.map((id) => byId.get(id) as Value);
    },
    { cache: false, maxBatchSize: MAX_BATCH },
  );
}

function present<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error('A delivery refers to something that is not there');
  return value;
}

function toDate(iso: string | null): Date | null {
  return iso === null ? null : new Date(iso);
}
