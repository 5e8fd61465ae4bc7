import { appendFile, rm } from 'node:fs/promises';
import { createTestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startFeedServer } from '../support/feed-server.js';
import { freePort } from '../support/free-port.js';
import { startWirewatchProcess, type WirewatchProcess } from '../support/process.js';
import { seededRandom } from '../support/seeded-random.js';
import { testEnv } from '../support/wirewatch.js';
import { type DeskDatabase, openDeskDatabase } from './desk-database.js';
import { addPeople, type Group } from './desk-people.js';
import { load } from './fault-load.js';
import { type Receivers, startReceivers } from './receivers.js';
import { describeTally, type PermittedRepeat, type Tally, tally } from './tally.js';
import { nameEvent, tellEvent, toItem } from './wire-stories.js';

export interface FaultDeskOptions {
  /** Address of the database as the application is to reach it; without one it has its own. */
  databaseUrl?: string;
  /** As the tests are to reach it; the same unless told. */
  directDatabaseUrl?: string;
  /** Of the queue; without one it is in PostgreSQL. */
  redisUrl?: string;
  groups?: readonly Group[];
  env?: Record<string, string>;
}

export interface FaultDesk {
  env: Record<string, string>;
  database: DeskDatabase;
  receivers: Receivers;
  /** In [0, 1), the same row in each run. */
  random: () => number;
  /** One more process of the application, ready. */
  startProcess(): Promise<WirewatchProcess>;
  /** Lets a wire and a copier of it publish the next of `load.waves` waves; answers how many alerts are to come of it. */
  publishWave(): Promise<number>;
  waitForAccepted(count: number): Promise<void>;
  /** Waits until everything that was published has come to its end; where `passesTime`, without the pauses between attempts. */
  settle(options?: { passesTime?: boolean }): Promise<void>;
  /** Ends the processes in order, counts, and prints. One for each group, and the whole under the scenario's name. */
  conclude(scenario: string, permitted: PermittedRepeat, group?: string): Promise<Tally>;
  close(): Promise<void>;
}

/** Time passes about once a second. */
const LOOKS_PER_STEP = 30;

/** Of each process, for a test that fails. */
const LAST_LINES = 80;

/** Three ways out, each with a third of the subscriptions. */
const everyWay: Group[] = (['email', 'webhook', 'slack'] as const).map((way) => ({
  name: way,
  way,
  count: Math.round(load.subscriptions / 3),
}));

/** A newsroom whose processes, servers and readers the tests can break: everything real, on loopback, and removed by `close`. */
export async function openFaultDesk(options: FaultDeskOptions = {}): Promise<FaultDesk> {
  const endings: (() => Promise<unknown>)[] = [];
  const close = async () => {
    const results = await Promise.allSettled(endings.map((end) => end()));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  };
  const processes: WirewatchProcess[] = [];
  const endProcesses = (signal: NodeJS.Signals) => Promise.all(processes.map((one) => one.kill(signal)));
  const own = options.databaseUrl === undefined ? await createTestDatabase() : undefined;
  const [receivers, wire] = await Promise.all([startReceivers(), startFeedServer()]);
  const databaseUrl = options.databaseUrl ?? own?.url ?? '';
  const env = await testEnv({
    DATABASE_URL: databaseUrl,
    ...(options.redisUrl ? { QUEUE_BACKEND: 'redis', REDIS_URL: options.redisUrl } : { QUEUE_BACKEND: 'postgresql' }),
    SMTP_URL: receivers.smtp.url,
    SLACK_API_URL: receivers.slackApiUrl,
    SEND_TIMEOUT_MS: '15000',
    TICK_INTERVAL_MS: '200',
    LOG_LEVEL: 'warn',
    ...options.env,
  });
  // The database goes last: it breaks the connections of whoever is still there.
  endings.push(async () => {
    await endProcesses('SIGKILL');
    await Promise.all([receivers.close(), wire.close()]);
    await own?.drop();
    await rm(env['DATA_FOLDER'] ?? '', { recursive: true, force: true });
  });
  const directUrl = options.directDatabaseUrl ?? databaseUrl;
  const database = openDeskDatabase(directUrl);
  const random = seededRandom(load.seed);
  const people = await addPeople(directUrl, env['SECRET_KEY'] ?? '', receivers, options.groups ?? everyWay);
  const names = Array.from({ length: load.events }, (_, index) => nameEvent(index));
  const published: string[] = [];
  let waves = 0;

  const publishWave = async () => {
    waves += 1;
    const end = Math.round((names.length * waves) / load.waves);
    const wave = names.slice(published.length, end).map((name) => ({ name, event: tellEvent(name, random) }));
    published.push(...wave.map(({ name }) => name));
    for (const house of [`wire-${waves}`, `copier-${waves}`]) {
      const items = wave.map(({ name, event }) => toItem(event, house, name));
      wire.setFeed(`/${house}.xml`, { title: house, language: 'en', items });
      await database.addFeed(`${wire.url}/${house}.xml`, house);
    }
    return wave.length * people.length;
  };

  /** Fails with what there is left to do, and with what the processes have said. */
  const watch = async (what: string, isThere: () => Promise<boolean>) => {
    try {
      await eventually(what, isThere, load.patienceMs);
    } catch (cause) {
      const said = processes.map((one) => one.output().trim().split('\n').slice(-LAST_LINES).join('\n'));
      throw new Error(`${what}: ${await database.describeRest()}\n${said.join('\n--\n')}`, { cause });
    }
  };

  return {
    env,
    database,
    receivers,
    random,
    startProcess: async () => {
      const started = startWirewatchProcess({ ...env, PORT: String(await freePort()) });
      processes.push(started);
      await started.waitForOutput(/Ready/);
      return started;
    },
    publishWave,
    waitForAccepted: async (count) => {
      await watch(`${count} messages to be taken`, async () => receivers.accepted().length >= count);
    },
    settle: async ({ passesTime = false } = {}) => {
      let looks = 0;
      const isSettled = async () => {
        looks += 1;
        if (passesTime && looks % LOOKS_PER_STEP === 0) await database.passTime();
        return database.isSettled(published.length * 2).catch(() => false);
      };
      await watch('everything to come to its end', isSettled);
    },
    conclude: async (scenario, permitted, group = '') => {
      await endProcesses('SIGTERM');
      const isOfGroup = ({ subscription }: { subscription: string }) => subscription.startsWith(group);
      const expected = people.flatMap((subscription) => published.map((event) => ({ subscription, event })));
      const alerts = await database.readAlerts();
      const result = tally(
        expected.filter(isOfGroup),
        alerts.filter(isOfGroup),
        receivers.accepted().filter(isOfGroup),
        permitted,
      );
      process.stdout.write(`  ${describeTally(scenario, result)}\n`);
      for (const finding of result.findings) process.stdout.write(`    ${finding}\n`);
      if (load.report) await appendFile(load.report, `${JSON.stringify({ scenario, ...result })}\n`);
      return result;
    },
    close,
  };
}
