import { rm } from 'node:fs/promises';
import { createTestDatabase, type TestDatabase } from './support/database.js';
import { eventually } from './support/eventually.js';
import { startWirewatchProcess, type WirewatchProcess } from './support/process.js';
import { createClient, testEnv } from './support/wirewatch.js';

/** As docker-compose.yml starts them: one process serves, others work, and they share the database, the queue and the key. */
describe('the work parted among processes', () => {
  let database: TestDatabase;
  let env: Record<string, string>;
  const running: WirewatchProcess[] = [];

  const start = async (variables: Record<string, string>) => {
    const process = startWirewatchProcess({ ...env, ...variables });
    running.push(process);
    await process.waitForOutput(/Ready/);
    return process;
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    env = await testEnv({ DATABASE_URL: database.url, STARTER_DATA: 'on' });
  });
  afterAll(async () => {
    await Promise.all(running.map((process) => process.kill('SIGTERM')));
    await database.drop();
    await rm(env['DATA_FOLDER'] ?? '', { recursive: true, force: true });
  });

  it('the api serves and does no work; two workers bring each alert once', async () => {
    await start({ ROLE: 'api' });
    const { expectCall } = createClient(`http://127.0.0.1:${env['PORT']}`);
    // The shipped feeds belong to real publishers, whom a test leaves in peace.
    await database.query('DELETE FROM feeds WHERE NOT is_sample');
    await expect(expectCall(200, 'GET', '/status')).resolves.toMatchObject({
      counts: { stories: 0 },
      sampleWire: true,
    });
    await Promise.all([start({ ROLE: 'worker' }), start({ ROLE: 'worker' })]);
    await eventually('the sample alerts', async () => {
      const { counts } = await expectCall(200, 'GET', '/status');
      return counts.stories >= 23 && counts.alerts >= 13;
    });
    await eventually('every delivery to be sent', async () => {
      const rows = await database.query<{ n: string }>(`SELECT count(*) AS n FROM deliveries WHERE state <> 'sent'`);
      return rows[0]?.n === '0';
    });
    const { items } = await expectCall(200, 'GET', '/mailbox?limit=200');
    const { counts } = await expectCall(200, 'GET', '/status');
    expect(items).toHaveLength(counts.alerts);
  });

  it.each([
    ['a worker without a database', { ROLE: 'worker', DATABASE_URL: '' }, /DATABASE_URL: required when ROLE is worker/],
    [
      'a database that is not there',
      { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' },
      /The database cannot be prepared: .*ECONNREFUSED/,
    ],
    ['a port that is no number', { PORT: 'http' }, /Mend the configuration: PORT/],
    ['a network that is none', { ALLOW_PRIVATE_NETWORKS: '10.0.0.0/99' }, /ALLOW_PRIVATE_NETWORKS/],
  ])('refuses to start with %s, in one line that says why', async (_, variables, reason) => {
    const process = startWirewatchProcess({ ...env, ...variables });
    running.push(process);
    await expect(process.ended()).resolves.toBe(1);
    expect(process.output()).toMatch(reason);
    expect(process.output()).not.toMatch(/\n\s+at /);
  });
});
