import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { projectRoot } from '../config/project-root.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';
import { eventually } from '../../test/support/eventually.js';
import { findFreePort } from './free-port.js';
import { programOf } from './run-program.js';

const query = async (url: string, sql: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

const postmaster = async (dataFolder: string): Promise<number> =>
  Number((await readFile(join(dataFolder, 'postgres/data/postmaster.pid'), 'utf8')).split('\n')[0]);

/** The pid file goes a moment before the process. */
const ended = (pid: number): Promise<boolean> =>
  eventually(`the end of process ${pid}`, async () => (await programOf(pid)) === undefined);

/** Another process that starts the server in this folder, as built, and says its address. */
const startElsewhere = async (dataFolder: string): Promise<{ child: ChildProcess; url: string }> => {
  const program = `
    const { startEmbeddedPostgres } = await import(process.argv[1]);
    const { url } = await startEmbeddedPostgres({ dataFolder: process.argv[2], log: () => {} });
    console.log(url);
    setInterval(() => {}, 1000);`;
  const built = join(projectRoot, 'dist/embedded/embedded-postgres.js');
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, built, dataFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, url: line.toString().trim() };
};

describe('the embedded PostgreSQL', () => {
  const folders: string[] = [];
  const running: EmbeddedPostgres[] = [];
  let dataFolder: string;
  let said: string[];

  const makeFolder = async (): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'wirewatch-embedded-'));
    // PostgreSQL does not run as root: its account must be able to pass.
    await chmod(folder, 0o755);
    folders.push(folder);
    return folder;
  };
  const start = async (folder = dataFolder, port?: number): Promise<EmbeddedPostgres> => {
    const server = await startEmbeddedPostgres({ dataFolder: folder, log: (line) => said.push(line), port });
    running.push(server);
    return server;
  };

  beforeAll(async () => {
    dataFolder = await makeFolder();
  });
  beforeEach(() => {
    said = [];
  });
  afterEach(async () => {
    for (const server of running.splice(0)) await server.stop();
  });
  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });

  it('starts, stops, keeps its data and its port, and leaves no process behind', async () => {
    const first = await start();
    expect(said).toEqual(['creating a PostgreSQL cluster (once) …']);
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const pid = await postmaster(dataFolder);
    await Promise.all([first.stop(), first.stop()]);
    await ended(pid);
    await expect(query(first.url, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
    const second = await start();
    expect(second.url).toBe(first.url);
    await expect(query(second.url, 'SELECT answer FROM kept')).resolves.toEqual([{ answer: 42 }]);
    expect(said).toHaveLength(1);
  }, 60_000);

  it('keeps every commit, speaks UTF-8, and listens to this machine only', async () => {
    const { url } = await start();
    await expect(
      query(
        url,
        `SELECT current_setting('synchronous_commit') AS commit, current_setting('server_encoding') AS encoding,
          current_setting('listen_addresses') AS addresses, current_setting('password_encryption') AS password`,
      ),
    ).resolves.toEqual([{ commit: 'on', encoding: 'UTF8', addresses: '127.0.0.1', password: 'scram-sha-256' }]);
    const stranger = new URL(url);
    stranger.password = 'guess';
    await expect(query(stranger.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
    const { mode } = await stat(join(dataFolder, 'postgres/password'));
    expect(mode & 0o777).toBe(0o600);
  }, 60_000);

  it('refuses a data folder that another process uses, and leaves that one alone', async () => {
    const { url } = await start();
    await expect(start()).rejects.toThrow(/Another Wirewatch/);
    await expect(query(url, 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
  }, 60_000);

  it('takes over the server of a process that was killed, and ends it', async () => {
    const folder = await makeFolder();
    const { child, url } = await startElsewhere(folder);
    const pid = await postmaster(folder);
    await query(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const after = await start(folder);
    expect(after.url).toBe(url);
    expect(await postmaster(folder)).toBe(pid);
    await expect(query(after.url, 'SELECT answer FROM kept')).resolves.toEqual([{ answer: 42 }]);
    await after.stop();
    await ended(pid);
  }, 60_000);

  it('starts where the server itself was killed', async () => {
    const first = await start();
    const pid = await postmaster(dataFolder);
    process.kill(pid, 'SIGKILL');
    await first.stop();
    const second = await start();
    await expect(query(second.url, 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
  }, 60_000);

  it('is not misled by a pid file whose number is another program’s by now', async () => {
    const first = await start();
    const file = join(dataFolder, 'postgres/data/postmaster.pid');
    const lines = (await readFile(file, 'utf8')).split('\n');
    await first.stop();
    await writeFile(file, [String(process.pid), ...lines.slice(1)].join('\n'));
    const second = await start();
    await expect(query(second.url, 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
  }, 60_000);

  it('takes the port that is asked for, and another where that one is taken; two folders do not meet', async () => {
    const port = await findFreePort();
    const first = await start(dataFolder, port);
    expect(new URL(first.url).port).toBe(String(port));
    const second = await start(await makeFolder(), port);
    expect(new URL(second.url).port).not.toBe(String(port));
    await query(first.url, 'CREATE TABLE here (id int)');
    await expect(query(second.url, 'SELECT 1 FROM here')).rejects.toThrow(/does not exist/);
  }, 60_000);
});
