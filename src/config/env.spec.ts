import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv as parseDotenv } from 'node:util';
import { envSchema, parseEnv } from './env.js';
import { projectRoot } from './project-root.js';

const example = parseDotenv(readFileSync(join(projectRoot, '.env.example'), 'utf8')) as Record<string, string>;

describe('parseEnv', () => {
  it('needs nothing: every variable has a default or may be absent', () => {
    const read = parseEnv({});
    expect(read).toMatchObject({ ok: true, env: { ROLE: 'all', PORT: 3000, PUBLIC_URL: 'http://localhost:3000' } });
  });

  it.each([
    ['a port that is none', { PORT: 'http' }, 'PORT'],
    ['an address of another scheme', { DATABASE_URL: 'mysql://localhost/x' }, 'DATABASE_URL'],
    ['a short key', { SECRET_KEY: 'short' }, 'SECRET_KEY'],
    ['a worker without a database', { ROLE: 'worker', SECRET_KEY: 'x'.repeat(32) }, 'DATABASE_URL'],
    ['a worker without a key', { ROLE: 'worker', DATABASE_URL: 'postgres://localhost/x' }, 'SECRET_KEY'],
    ['an identity provider without our name for it', { OIDC_ISSUER: 'https://id.example' }, 'OIDC_CLIENT_ID'],
    ['an identity provider over http', { OIDC_ISSUER: 'http://id.example', OIDC_CLIENT_ID: 'desk' }, 'OIDC_ISSUER'],
    ['an origin with a path', { CORS_ORIGINS: 'https://desk.example/' }, 'CORS_ORIGINS'],
    ['a proxy by its name', { TRUSTED_PROXIES: 'proxy.example' }, 'TRUSTED_PROXIES'],
    ['two queues', { QUEUE_BACKEND: 'postgresql', REDIS_URL: 'redis://localhost' }, 'REDIS_URL'],
  ])('names the variable of %s', (_, source, name) => {
    const read = parseEnv(source);
    expect(read.ok ? [] : read.problems).toEqual([expect.stringMatching(new RegExp(`^${name}: `))]);
  });

  it('never repeats a value: it may be a secret', () => {
    const read = parseEnv({ DATABASE_URL: 'mysql://user:hunter2@db/x', SECRET_KEY: 'hunter2', SMTP_URL: 'hunter2' });
    expect(read.ok).toBe(false);
    expect(JSON.stringify(read)).not.toContain('hunter2');
  });
});

describe('.env.example', () => {
  it('has every variable, and no other', () => {
    expect(Object.keys(example).sort()).toEqual(Object.keys(envSchema.shape).sort());
  });

  it('shows the defaults', () => {
    expect(parseEnv(example)).toEqual(parseEnv({}));
  });
});
