// The whole application in one process, on a PostgreSQL and a Redis of its own, against receivers in another process. Stories are
// stored as a fetch stores them; a message counts from then until its receiver has it.
import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import nodemailer from 'nodemailer';
import { Agent, request } from 'undici';

const MB = 1024 * 1024;
const WORD = 'orchidaceous';
/** Messages under way at once of the bare clients, as many as Wirewatch's own. */
const PEER_CONCURRENCY = { email: 10, webhook: 50 };
const PEER_MESSAGES = 3_000;

/**
 * @param {{ channel: 'email' | 'webhook', subscriptions: number, rate: number, seconds: number, rounds: number, say: (line: string) => void }} options
 */
export async function runDeliveries({ channel, subscriptions, rate, seconds, rounds, say }) {
  const { parseEnv } = await import('../../dist/config/env.js');
  const { startWirewatch } = await import('../../dist/start-wirewatch.js');
  const sinks = fork(new URL('./sinks.mjs', import.meta.url));
  const [ports] = await once(sinks, 'message');
  const folder = await mkdtemp(join(tmpdir(), 'wirewatch-bench-'));
  const { env } = parseEnv({
    PORT: String(await freePort()),
    DATA_FOLDER: folder,
    STARTER_DATA: 'off',
    SAMPLE_WIRE: 'off',
    ADMIN_PASSWORD: 'only for this measurement',
    ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
    SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
    LOG_LEVEL: 'error',
  });
  const queueName = [];
  const wirewatch = await startWirewatch(env, (label, text) => label === 'Queue' && queueName.push(text));
  try {
    const desk = await createDesk(wirewatch.app, channel, ports);
    say(`\n${channel}, queue: ${queueName.join()}`);
    await desk.subscribe(1);
    await desk.publish(20, 20);
    await collect(desk, sinks, 20);
    const steady = await measure(desk, sinks, rate * seconds, 1, () => desk.publish(rate * seconds, rate));
    say(`1 subscription, ${rate} stories/s for ${seconds} s:   ${inWords(steady)}`);
    await desk.subscribe(subscriptions - 1);
    const speeds = [];
    for (let round = 0; round < rounds; round++) {
      const fanOut = await measure(desk, sinks, 1, subscriptions, () => desk.publish(1, 1));
      speeds.push(fanOut.perSecond);
      globalThis.gc();
      say(
        `${subscriptions} subscriptions, one story:   ${inWords(fanOut)}   heap after ${fixed(process.memoryUsage().heapUsed / MB)} MB`,
      );
    }
    const peer = await runPeer(channel, ports, desk);
    sinks.send('take');
    await once(sinks, 'message');
    const best = [...speeds].sort((a, b) => a - b)[Math.floor(speeds.length / 2)];
    say(
      `the bare client, the same message:   ${fixed(peer)} messages/s   Wirewatch: ${(best / peer).toFixed(2)} × its speed`,
    );
  } finally {
    await wirewatch.stop();
    sinks.disconnect();
    await rm(folder, { recursive: true, force: true });
  }
}

async function createDesk(app, channel, ports) {
  const { PrismaStore } = await import('../../dist/database/prisma.store.js');
  const { StoryStore } = await import('../../dist/stories/story.store.js');
  const { toStory } = await import('../../dist/stories/to-story.js');
  const { resolveKeyCollisions } = await import('../../dist/stories/resolve-key-collisions.js');
  const { QueueService } = await import('../../dist/queues/queue.service.js');
  const { SECRET_BOX } = await import('../../dist/auth/secret-box.js');
  const prisma = app.get(PrismaStore);
  const stories = app.get(StoryStore);
  const queues = app.get(QueueService);
  const box = app.get(SECRET_BOX);
  const feed = await prisma.feed.create({
    data: { url: 'https://paper.example/feed', title: 'Paper', nextFetchAt: new Date(Date.now() + 86_400_000) },
  });
  const topic = await prisma.topic.create({ data: { slug: 'bench', name: 'Bench', query: WORD } });
  const subscriber = await prisma.subscriber.create({ data: { name: 'Desk' } });
  // The matcher looks for changed topics once a second.
  await pause(2_500);
  const secret = `whsec_${randomBytes(24).toString('base64')}`;
  const address = (n) =>
    channel === 'email'
      ? { address: `reader${n}@desk.example` }
      : { url: `http://127.0.0.1:${ports.http}/${n}`, secret };
  let subscribed = 0;
  const storedAt = new Map();
  return {
    prisma,
    storedAt,
    address,
    async subscribe(count) {
      const targets = Array.from({ length: count }, () => {
        const plain = JSON.stringify(address(subscribed++));
        return { id: randomUUID(), address: box.seal(plain), addressHash: box.digest(plain) };
      });
      await prisma.target.createMany({
        data: targets.map((target) => ({
          ...target,
          subscriberId: subscriber.id,
          kind: channel,
          label: 'Bench',
          state: 'active',
          verifiedAt: new Date(),
        })),
      });
      await prisma.subscription.createMany({
        data: targets.map(({ id }) => ({ id, subscriberId: subscriber.id, name: 'Bench' })),
      });
      await prisma.subscriptionTopic.createMany({
        data: targets.map(({ id }) => ({ subscriptionId: id, topicId: topic.id })),
      });
      await prisma.subscriptionTarget.createMany({
        data: targets.map(({ id }) => ({ subscriptionId: id, targetId: id })),
      });
    },
    /** Stores stories that the topic finds, each of another event, at this rate. */
    async publish(count, rate) {
      const started = Date.now();
      const store = async () => {
        const now = new Date();
        const item = {
          title: `${WORD} ${words(8)}`,
          text: words(120),
          url: `https://paper.example/${randomUUID()}`,
          guid: null,
          html: null,
          author: null,
          categories: [],
          enclosures: [],
          publishedAt: now,
          dateClamped: false,
          language: 'en',
        };
        const [story] = resolveKeyCollisions([toStory(item, { feedLanguage: 'en', now })]);
        const { stored } = await prisma.$transaction((transaction) =>
          stories.insertNewStories(transaction, feed.id, [story], { at: now, onFirstPoll: false, wantsArticle: false }),
        );
        storedAt.set(stored[0].id, Date.now());
        await queues.enqueue('match-story', [{ id: stored[0].id, version: 1 }]);
      };
      const stores = [];
      for (let n = 0; n < count; n++) {
        await pause(Math.max(0, started + (n * 1_000) / rate - Date.now()));
        stores.push(store());
      }
      await Promise.all(stores);
    },
  };
}

async function measure(desk, sinks, stories, subscriptions, publish) {
  const cpu = process.cpuUsage();
  desk.storedAt.clear();
  await publish();
  const accepted = await collect(desk, sinks, stories * subscriptions);
  const { user, system } = process.cpuUsage(cpu);
  const deliveries = await desk.prisma.$queryRaw`
    SELECT d.id, a.story_id AS "storyId" FROM deliveries d JOIN alerts a ON a.id = d.alert_id WHERE a.story_id = ANY(${[...desk.storedAt.keys()]}::uuid[])`;
  const storyOf = new Map(deliveries.map(({ id, storyId }) => [id, storyId]));
  const latencies = accepted.map(([id, at]) => at - desk.storedAt.get(storyOf.get(id))).sort((a, b) => a - b);
  const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))];
  const first = Math.min(...desk.storedAt.values());
  const last = Math.max(...accepted.map(([, time]) => time));
  return {
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    perSecond: accepted.length / ((last - first) / 1_000),
    cpuMs: (user + system) / 1_000 / accepted.length,
  };
}

/** Every message that was accepted, once as many are there as there must be; and not one more. */
async function collect(desk, sinks, count) {
  const accepted = [];
  const deadline = Date.now() + 180_000;
  while (accepted.length < count) {
    if (Date.now() > deadline) throw new Error(`Only ${accepted.length} of ${count} messages came`);
    await pause(50);
    sinks.send('take');
    const [more] = await once(sinks, 'message');
    accepted.push(...more);
  }
  if (new Set(accepted.map(([id]) => id)).size !== count)
    throw new Error(`${accepted.length} messages came instead of ${count}`);
  return accepted;
}

/** The same message by the same client library, without all that Wirewatch does around it. */
async function runPeer(channel, ports, desk) {
  const agent = new Agent();
  const transport = nodemailer.createTransport({
    url: `smtp://127.0.0.1:${ports.smtp}`,
    pool: true,
    maxConnections: PEER_CONCURRENCY.email,
    maxMessages: Infinity,
  });
  const body = words(600);
  const send = async (n) => {
    if (channel === 'email') {
      const to = desk.address(n).address;
      await transport.sendMail({
        from: 'bench@desk.example',
        to,
        subject: words(8),
        text: body,
        html: `<p>${body}</p>${body}`,
      });
    } else {
      const { body: answer } = await request(desk.address(n).url, {
        method: 'POST',
        dispatcher: agent,
        body,
        headers: { 'webhook-id': String(n) },
      });
      await answer.dump();
    }
  };
  const started = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: PEER_CONCURRENCY[channel] }, async () => {
      while (next < PEER_MESSAGES) await send(next++);
    }),
  );
  const perSecond = PEER_MESSAGES / ((performance.now() - started) / 1_000);
  transport.close();
  await agent.close();
  return perSecond;
}

function words(count) {
  return Array.from({ length: count }, () =>
    randomBytes(4)
      .toString('hex')
      .replace(/[0-9]/g, (digit) => 'ghijklmnop'[digit]),
  ).join(' ');
}

function inWords({ p50, p95, p99, perSecond, cpuMs }) {
  return `p50 ${fixed(p50)} ms   p95 ${fixed(p95)} ms   p99 ${fixed(p99)} ms   ${fixed(perSecond)} messages/s   ${cpuMs.toFixed(2)} ms of CPU each`;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

const fixed = (number) => Math.round(number).toLocaleString('en');
