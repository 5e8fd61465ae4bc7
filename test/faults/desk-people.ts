import { createSecretBox } from '../../src/auth/secret-box.js';
import { PrismaStore } from '../../src/database/prisma.store.js';
import type { TargetKind } from '../../src/subscriptions/target-channels.js';
import { testSettings } from '../support/stores.js';
import type { Receivers } from './receivers.js';

/** A Slack target is an incoming webhook or a bot in a channel. */
export type Way = 'email' | 'webhook' | 'slack' | 'bot';

/** Subscriptions of one way that a scenario treats alike; their names are the group's with a number. */
export interface Group {
  name: string;
  way: Way;
  count: number;
}

interface SubscriptionFields {
  name: string;
  state?: 'paused';
  languages?: string[];
}

/** Subscriptions that match like the others, and are to hear nothing. */
const DECOYS: SubscriptionFields[] = [
  { name: 'decoy-paused', state: 'paused' },
  { name: 'decoy-language', languages: ['ko'] },
];

const SIGNING_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/**
 * One topic that finds every treaty, and for each subscription a target of its own, active. Answers the names of those who are to
 * be told.
 */
export async function addPeople(
  databaseUrl: string,
  secretKey: string,
  receivers: Receivers,
  groups: readonly Group[],
): Promise<string[]> {
  const prisma = new PrismaStore(testSettings(databaseUrl));
  const box = createSecretBox(secretKey);
  const told = groups.flatMap(({ name, way, count }) =>
    Array.from({ length: count }, (_, index) => ({ name: `${name}-${String(index).padStart(3, '0')}`, way })),
  );
  try {
    const topic = await prisma.topic.create({ data: { slug: 'treaty', name: 'Treaty', query: 'treaty' } });
    const add = async (way: Way, subscription: SubscriptionFields) => {
      const { kind, address } = addressOf(way, subscription.name, receivers);
      const plain = JSON.stringify(address);
      // One each: nobody has another target, where notices about this one would go.
      const { id: subscriberId } = await prisma.subscriber.create({ data: { name: subscription.name } });
      const target = await prisma.target.create({
        data: {
          subscriberId,
          kind,
          label: subscription.name,
          address: box.seal(plain),
          addressHash: box.digest(plain),
          state: 'active',
          verifiedAt: new Date(),
        },
      });
      await prisma.subscription.create({
        data: {
          ...subscription,
          subscriberId,
          topics: { create: { topicId: topic.id } },
          targets: { create: { targetId: target.id } },
        },
      });
    };
    await Promise.all([
      ...told.map(({ name, way }) => add(way, { name })),
      ...DECOYS.map((decoy) => add('webhook', decoy)),
    ]);
  } finally {
    await prisma.$disconnect();
  }
  return told.map(({ name }) => name);
}

function addressOf(way: Way, name: string, receivers: Receivers): { kind: TargetKind; address: object } {
  switch (way) {
    case 'email':
      return { kind: 'email', address: { address: `${name}@desk.example` } };
    case 'webhook':
      return { kind: 'webhook', address: { url: receivers.urlOf(name), secret: SIGNING_SECRET } };
    case 'slack':
      return { kind: 'slack', address: { webhookUrl: receivers.urlOf(name) } };
    case 'bot':
      return { kind: 'slack', address: { token: 'xoxb-0123456789-faults', channel: name } };
  }
}
