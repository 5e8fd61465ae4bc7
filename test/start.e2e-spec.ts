import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './support/eventually.js';
import { freePort } from './support/free-port.js';
import { startWirewatchProcess, type WirewatchProcess } from './support/process.js';
import { ADMIN, createClient } from './support/wirewatch.js';

describe('the built application with nothing but itself', () => {
  let dataFolder: string;
  let port: number;
  let running: WirewatchProcess | undefined;

  const start = async () => {
    running = startWirewatchProcess({
      PORT: String(port),
      DATA_FOLDER: dataFolder,
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      LOG_LEVEL: 'error',
    });
    await running.waitForOutput(/Ready .*\n/);
    return running;
  };
  const client = () => createClient(`http://127.0.0.1:${port}`);
  const portOfPostgres = (output: string) => /PostgreSQL on port (\d+)/.exec(output)?.[1];

  const answers = (postgresPort: number) =>
    new Promise<boolean>((resolve) => {
      const socket = connect(postgresPort, '127.0.0.1', () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });

  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'wirewatch-data-'));
    // PostgreSQL does not run as root: its account must be able to pass.
    await chmod(dataFolder, 0o755);
    port = await freePort();
  });
  afterAll(async () => {
    await running?.kill('SIGTERM');
    await rm(dataFolder, { recursive: true, force: true });
  });

  it('shows the first alerts within seconds, from the sample wire, one for each event', async () => {
    const first = await start();
    expect(first.output()).toMatch(/Starter +added \d+ topics, \d+ entities, \d+ feeds/);
    const { call, expectCall } = client();
    const subjects = await eventually('the sample alerts', async () => {
      const { items } = (await call('GET', '/mailbox?limit=200')).body;
      return items.length >= 13 && items.map(({ subject }: { subject: string }) => subject);
    });
    expect(subjects.filter((subject: string) => subject.includes('Kremlin says treaty'))).toHaveLength(1);
    for (const subject of subjects) expect(subject).toContain('Sample');
    for (const topic of ['pact', 'china-stance', 'ukraine-missile-policy']) {
      expect((await expectCall(200, 'GET', `/stories?topic=${topic}`)).items.length).toBeGreaterThanOrEqual(3);
    }
    const { items } = await expectCall(200, 'GET', '/stories?matched=false&limit=200');
    expect(items.map(({ url }: { url: string }) => url).join(' ')).toContain('iran-treaty-en');
  });

  it('refuses a second start on the same data, in one line, and goes on', async () => {
    const second = startWirewatchProcess({ PORT: String(await freePort()), DATA_FOLDER: dataFolder });
    await second.waitForOutput(/Another Wirewatch is running/);
    await expect(second.ended()).resolves.toBe(1);
    expect(second.output()).not.toMatch(/\n\s+at /);
    await expect(client().call('GET', '/status')).resolves.toMatchObject({ status: 200 });
  });

  it('refuses a port in use in one line', async () => {
    const other = await mkdtemp(join(tmpdir(), 'wirewatch-data-'));
    const second = startWirewatchProcess({
      PORT: String(port),
      DATA_FOLDER: other,
      DATABASE_URL: process.env['TEST_POSTGRES_URL'] ?? '',
      QUEUE_BACKEND: 'postgresql',
      STARTER_DATA: 'off',
    });
    await second.waitForOutput(new RegExp(`Port ${port} is in use`));
    await expect(second.ended()).resolves.toBe(1);
    expect(second.output()).not.toMatch(/\n\s+at /);
    await rm(other, { recursive: true, force: true });
  });

  it('starts again after SIGKILL, takes over its servers, and tells nobody twice', async () => {
    const before = (await client().expectCall(200, 'GET', '/status')).counts;
    const postgresPort = portOfPostgres(running?.output() ?? '');
    await running?.kill('SIGKILL');
    const again = await start();
    expect(portOfPostgres(again.output())).toBe(postgresPort);
    expect(again.output()).not.toMatch(/Sign in|Starter|creating/);
    const after = (await client().expectCall(200, 'GET', '/status')).counts;
    expect(after.stories).toBeGreaterThanOrEqual(before.stories);
    const { items } = await client().expectCall(200, 'GET', '/mailbox?limit=200');
    const subjects = items.map(({ subject }: { subject: string }) => subject);
    expect(new Set(subjects).size).toBe(subjects.length);
  });

  it('removes the sample wire with all that came of it', async () => {
    const { expectCall, call } = client();
    await expectCall(204, 'DELETE', '/sample-wire');
    await expectCall(404, 'DELETE', '/sample-wire');
    await expect(expectCall(200, 'GET', '/status')).resolves.toMatchObject({
      sampleWire: false,
      counts: { stories: 0, matches: 0, alerts: 0, deliveries: 0 },
    });
    expect((await call('GET', '/mailbox')).body.items).toEqual([]);
  });

  it('ends in order on Ctrl-C, leaves no process behind, and does not bring the sample back', async () => {
    await expect(running?.kill('SIGINT')).resolves.toBe(0);
    await expect(answers(Number(portOfPostgres(running?.output() ?? '')))).resolves.toBe(false);
    await start();
    await expect(client().expectCall(200, 'GET', '/status')).resolves.toMatchObject({ sampleWire: false });
    await expect(running?.kill('SIGTERM')).resolves.toBe(0);
  });
});
