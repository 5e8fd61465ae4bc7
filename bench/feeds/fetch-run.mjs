// The whole way of a fetch, from the lease to the stored stories and the jobs that match them, in one process, on a PostgreSQL and
// a Redis of its own, against publishers in another process. Politeness by host is off: there is but one machine.
import { fork } from 'node:child_process';
import { once, setMaxListeners } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

const HOSTS = 100;
const CONCURRENCY = 32;
const MB = 1024 * 1024;
const never = new globalThis.AbortController().signal;
setMaxListeners(0, never);

/**
 * @param {{ feeds: number, items: number, rounds: number, say: (line: string) => void }} options rounds: of unchanged feeds, after
 * the first.
 */
export async function runFetches({ feeds, items, rounds, say }) {
  const { parseEnv } = await import('../../dist/config/env.js');
  const { startWirewatch } = await import('../../dist/start-wirewatch.js');
  const { FetchFeedProcessor } = await import('../../dist/pipeline/fetch-feed.processor.js');
  const { PrismaStore } = await import('../../dist/database/prisma.store.js');
  const folder = await mkdtemp(join(tmpdir(), 'wirewatch-bench-'));
  const { port: ownPort } = await freePort();
  const { env } = parseEnv({
    PORT: String(ownPort),
    DATA_FOLDER: folder,
    STARTER_DATA: 'off',
    SAMPLE_WIRE: 'off',
    ADMIN_PASSWORD: 'only for this measurement',
    ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
    FETCH_HOST_CONCURRENCY: '100',
    FETCH_HOST_SPACING_MS: '0',
    LOG_LEVEL: 'error',
  });
  const farm = fork(new URL('./feed-farm.mjs', import.meta.url), [String(HOSTS), String(items)]);
  const [{ port }] = await once(farm, 'message');
  const statements = countStatements();
  const queueName = [];
  const wirewatch = await startWirewatch(env, (label, text) => label === 'Queue' && queueName.push(text));
  try {
    // The stages behind the fetch would take their share of the processor: they wait in the queue.
    await wirewatch.app.get((await import('../../dist/pipeline/pipeline.module.js')).PipelineStart).stop();
    const prisma = wirewatch.app.get(PrismaStore);
    const processor = wirewatch.app.get(FetchFeedProcessor);
    await prisma.feed.createMany({
      data: Array.from({ length: feeds }, (_, index) => ({
        url: `http://127.0.1.${(index % HOSTS) + 1}:${port}/${index}`,
        title: `Feed ${index}`,
      })),
    });
    const ids = (await prisma.feed.findMany({ select: { id: true } })).map(({ id }) => id);
    const round = async () => {
      await prisma.feed.updateMany({ data: { nextFetchAt: new Date(0) } });
      globalThis.gc();
      statements.reset();
      const started = performance.now();
      const cpu = process.cpuUsage();
      let next = 0;
      let peak = 0;
      await Promise.all(
        Array.from({ length: CONCURRENCY }, async () => {
          while (next < ids.length) {
            await processor.process(ids[next++], never);
            peak = Math.max(peak, process.memoryUsage.rss());
          }
        }),
      );
      const seconds = (performance.now() - started) / 1000;
      const { user, system } = process.cpuUsage(cpu);
      return {
        perSecond: ids.length / seconds,
        cpuMs: (user + system) / 1000 / ids.length,
        peak,
        statements: statements.count / ids.length,
        all: statements.all / ids.length,
      };
    };
    say(`\nFetching ${feeds} feeds of ${items} items, ${CONCURRENCY} at once, queue: ${queueName.join()}`);
    const cold = await round();
    const stored = await prisma.story.count();
    say(
      `cold       ${fixed(cold.perSecond)} feeds/s   ${cold.cpuMs.toFixed(1)} ms of CPU each   ${fixed(cold.perSecond * items)} stories/s   peak ${fixed(cold.peak / MB)} MB   ` +
        `${cold.statements.toFixed(2)} statements a feed (${cold.all.toFixed(2)} with BEGIN and COMMIT)   ${stored} stories`,
    );
    farm.send('publish');
    await once(farm, 'message');
    const changed = await round();
    say(
      `one new    ${fixed(changed.perSecond)} feeds/s   ${changed.cpuMs.toFixed(1)} ms of CPU each   peak ${fixed(changed.peak / MB)} MB   ${changed.statements.toFixed(2)} statements a feed   ` +
        `${(await prisma.story.count()) - stored} new stories`,
    );
    const heaps = [];
    const speeds = [];
    let last = changed;
    for (let number = 0; number < rounds; number++) {
      last = await round();
      speeds.push(last.perSecond);
      globalThis.gc();
      heaps.push(process.memoryUsage().heapUsed / MB);
    }
    say(
      `304        ${fixed(median(speeds))} feeds/s   ${last.cpuMs.toFixed(1)} ms of CPU each   peak ${fixed(last.peak / MB)} MB   ${last.statements.toFixed(2)} statements a feed`,
    );
    say(`heap after each of ${rounds} × ${feeds} fetches: ${heaps.map((heap) => heap.toFixed(1)).join(' ')} MB`);
    const outcomes = await prisma.fetch.groupBy({ by: ['outcome'], _sum: { times: true } });
    say(`outcomes   ${outcomes.map(({ outcome, _sum }) => `${outcome} ${_sum.times}`).join(', ')}`);
  } finally {
    await wirewatch.stop();
    farm.disconnect();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What goes to PostgreSQL in this process, by whatever client. */
function countStatements() {
  const counter = {
    count: 0,
    all: 0,
    reset() {
      counter.count = 0;
      counter.all = 0;
    },
  };
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function countedQuery(...args) {
    const text = typeof args[0] === 'string' ? args[0] : (args[0]?.text ?? '');
    counter.all += 1;
    if (!/^\s*(begin|commit|rollback|deallocate)/i.test(text)) counter.count += 1;
    return query.apply(this, args);
  };
  return counter;
}

async function freePort() {
  const { createServer } = await import('node:net');
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return { port };
}

const fixed = (number) => Math.round(number).toLocaleString('en');
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
