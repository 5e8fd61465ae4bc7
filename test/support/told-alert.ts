import { randomUUID } from 'node:crypto';
import type { DigestContent } from '../../src/alerts/digest-content.js';
import type { SnapshotContent } from '../../src/alerts/snapshot.js';
import type { PrismaStore } from '../../src/database/prisma.store.js';
import type { QueuedDelivery } from '../../src/delivery/send-queue.js';
import type { SendDesk } from './send-desk.js';

type Wording = { title: string; text: string };

/** A subscription that was told of an event, on one target; what follows the alert is added by hand. */
export interface ToldAlert {
  subscriptionId: string;
  topicId: string;
  eventId: string;
  storyId: string;
  alertId: string;
  snapshotId: string;
  targetId: string;
  /** The alert's own. */
  deliveryId: string;
}

export const firstWording: Wording = {
  title: 'Treaty signed in Pyongyang',
  text: 'Russia and North Korea signed a treaty.',
};

function contentOf(wording: Wording, topicId: string, sourceName = 'World Wire'): SnapshotContent {
  const start = wording.title.indexOf('Treaty');
  return {
    story: {
      ...wording,
      url: 'https://wire.example/treaty',
      sourceName,
      sourceKind: 'wire',
      language: 'en',
      publishedAt: '2026-11-24T11:59:00.000Z',
      isSample: false,
    },
    matches: [
      {
        topicId,
        slug: 'pact',
        name: 'The pact',
        score: 0.9,
        evidence: [
          { field: 'title', start, end: start + 'Treaty'.length, form: 'treaty', entity: 'treaty', clause: '@treaty' },
        ],
      },
      { topicId: randomUUID(), slug: 'other', name: 'Of no interest', score: 1, evidence: [] },
    ],
    entities: { treaty: 'Partnership treaty' },
  };
}

export async function addStory(
  prisma: PrismaStore,
  story: { eventId: string; fetchedAt: Date; source: string; url?: string },
): Promise<string> {
  const feed = await prisma.feed.upsert({
    where: { url: `https://${story.source}.example/feed` },
    update: {},
    create: { url: `https://${story.source}.example/feed`, title: story.source, nextFetchAt: story.fetchedAt },
  });
  const { id } = await prisma.story.create({
    data: {
      ...firstWording,
      feedId: feed.id,
      key: randomUUID(),
      url: story.url ?? null,
      contentHash: 'hash',
      fingerprint: 'print',
      eventId: story.eventId,
      fetchedAt: story.fetchedAt,
    },
  });
  return id;
}

async function addSnapshot(prisma: PrismaStore, storyId: string, revision: number, content: SnapshotContent, at: Date) {
  const data = { storyId, storyRevision: revision, content: content as object, takenAt: at };
  return (await prisma.snapshot.create({ data })).id;
}

export async function addToldAlert(desk: SendDesk, targetId: string): Promise<ToldAlert> {
  const { prisma } = desk.context;
  const { subscriberId } = await prisma.target.findUniqueOrThrow({ where: { id: targetId } });
  const topic = await prisma.topic.create({
    data: { slug: `pact-${randomUUID()}`, name: 'The pact', query: 'treaty' },
  });
  const subscription = await prisma.subscription.create({
    data: {
      subscriberId,
      name: 'Front page',
      topics: { create: { topicId: topic.id } },
      targets: { create: { targetId } },
    },
  });
  const { id: eventId } = await prisma.event.create({ data: { fingerprint: 'print', firstSeenAt: desk.now } });
  const storyId = await addStory(prisma, { eventId, fetchedAt: desk.now, source: 'World Wire' });
  const snapshotId = await addSnapshot(prisma, storyId, 1, contentOf(firstWording, topic.id), desk.now);
  const ids = { subscriptionId: subscription.id, eventId, storyId, snapshotId };
  const { id: alertId } = await prisma.alert.create({ data: { ...ids, createdAt: desk.now, updatedAt: desk.now } });
  const { id: deliveryId } = await addDelivery(desk, { kind: 'alert', alertId, targetId });
  return { ...ids, topicId: topic.id, alertId, targetId, deliveryId };
}

export async function addDelivery(
  desk: SendDesk,
  delivery: {
    kind: 'alert' | 'update' | 'edit' | 'digest';
    alertId?: string;
    updateId?: string;
    digestId?: string;
    targetId: string;
  },
): Promise<QueuedDelivery> {
  const row = await desk.context.prisma.delivery.create({
    data: { ...delivery, nextAttemptAt: desk.now, scheduledAt: desk.now, createdAt: desk.now },
    include: { target: { select: { kind: true } } },
  });
  return { ...row, kind: row.target.kind, isFailing: false };
}

/** The story of the alert in other words, told as a correction. */
export async function addCorrection(desk: SendDesk, told: ToldAlert, wording: Wording): Promise<string> {
  const { prisma } = desk.context;
  const snapshotId = await addSnapshot(prisma, told.storyId, 2, contentOf(wording, told.topicId), desk.now);
  const { id: updateId } = await prisma.alertUpdate.create({
    data: { alertId: told.alertId, kind: 'correction', snapshotId, correctedId: told.snapshotId, createdAt: desk.now },
  });
  const { alertId, targetId } = told;
  return (await addDelivery(desk, { kind: 'update', alertId, updateId, targetId })).id;
}

/** The same alert, told by a digest instead of a message of its own. */
export async function addDigest(desk: SendDesk, told: ToldAlert): Promise<string> {
  const { prisma } = desk.context;
  const { subscriptionId, alertId, storyId, targetId } = told;
  const snapshot = contentOf(firstWording, told.topicId);
  const content: DigestContent = {
    topics: [
      {
        slug: 'pact',
        name: 'The pact',
        events: [{ alertId, isNew: true, storyId, snapshot, otherSources: [], updates: [] }],
      },
    ],
    leftOut: 0,
  };
  const { id: digestId } = await prisma.digest.create({
    data: { subscriptionId, dueAt: desk.now, content: content as object, createdAt: desk.now },
  });
  await prisma.alert.update({ where: { id: alertId }, data: { digestId } });
  return (await addDelivery(desk, { kind: 'digest', digestId, targetId })).id;
}
