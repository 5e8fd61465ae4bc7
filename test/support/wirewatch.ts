import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from '../../src/config/env.js';
import { startWirewatch, type Wirewatch } from '../../src/start-wirewatch.js';
import { freePort } from './free-port.js';

export const ADMIN = { email: 'admin@desk.example', password: 'correct horse battery staple' };

export interface TestWirewatch extends Wirewatch {
  url: string;
  said: string[];
  /** A call to the API as the administrator; answers the status and the body. */
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: any; headers: Headers }>;
  /** The same, failing the test unless the status is as expected. */
  expectCall(status: number, method: string, path: string, body?: unknown): Promise<any>;
}

/** The environment that tests start from: no starter data, quick clocks, loopback reachable. */
export async function testEnv(variables: Record<string, string>): Promise<Record<string, string>> {
  return {
    PORT: String(await freePort()),
    DATA_FOLDER: await mkdtemp(join(tmpdir(), 'wirewatch-data-')),
    QUEUE_BACKEND: 'postgresql',
    SECRET_KEY: 'a secret key that only tests use, of good length',
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    STARTER_DATA: 'off',
    ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
    TICK_INTERVAL_MS: '100',
    SWEEP_INTERVAL_MS: '500',
    FETCH_HOST_SPACING_MS: '0',
    LOG_LEVEL: 'error',
    REQUESTS_PER_MINUTE: '0',
    ...variables,
  };
}

/** The whole application in this process, on its own port; `stop` also removes its data folder. */
export async function startTestWirewatch(variables: Record<string, string>): Promise<TestWirewatch> {
  const parsed = parseEnv(await testEnv(variables));
  if (!parsed.ok) throw new Error(parsed.problems.join('; '));
  const { env } = parsed;
  const said: string[] = [];
  const wirewatch = await startWirewatch(env, (label, text) => said.push(`${label}: ${text}`));
  const url = `http://127.0.0.1:${env.PORT}`;
  const client = createClient(url);
  return {
    ...wirewatch,
    url,
    said,
    ...client,
    stop: async () => {
      await wirewatch.stop();
      await rm(env.DATA_FOLDER, { recursive: true, force: true });
    },
  };
}

/** A client of the API that signs in as the administrator at its first call. */
export function createClient(url: string): Pick<TestWirewatch, 'call' | 'expectCall'> {
  let cookie: Promise<string> | undefined;
  const call: TestWirewatch['call'] = async (method, path, body) => {
    cookie ??= signIn(url);
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { cookie: await cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined, headers: response.headers };
  };
  return {
    call,
    expectCall: async (status, method, path, body) => {
      const answer = await call(method, path, body);
      if (answer.status !== status)
        throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
  };
}

async function signIn(url: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ADMIN),
  });
  if (response.status !== 200) throw new Error(`Signing in: ${response.status} ${await response.text()}`);
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}
