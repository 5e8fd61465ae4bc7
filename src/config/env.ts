import ipaddr from 'ipaddr.js';
import { z } from 'zod';

const MINUTE = 60_000;

const wholeNumber = (from: number, to: number) => z.coerce.number().int().min(from).max(to);
const onOff = z.enum(['on', 'off']).transform((value) => value === 'on');
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);
const networks = list.refine(
  (parts) => parts.every((part) => ipaddr.isValidCIDR(part)),
  'networks such as 10.0.0.0/8, parted by commas',
);

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

/**
 * The environment's schema. Every variable has its line in .env.example; a test holds the two together.
 * Durations are in milliseconds, sizes in bytes.
 */
export const envSchema = z.object({
  ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(3000),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  INTERNAL_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_FOLDER: z.string().trim().min(1).default('.wirewatch'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^(rediss?|unix)$/ }).optional(),
  QUEUE_BACKEND: z.enum(['auto', 'redis', 'postgresql']).default('auto'),
  QUEUE_PREFIX: z
    .string()
    .regex(/^[\w-]+$/, 'letters, digits, _ and - only')
    .default('wirewatch'),
  SECRET_KEY: z.string().min(32).optional(),
  SECRET_KEY_PREVIOUS: z.string().min(32).optional(),
  TRUSTED_PROXIES: networks.default([]),
  CORS_ORIGINS: list
    .refine((parts) => parts.every(isOrigin), 'origins such as https://desk.example, parted by commas')
    .default([]),
  REQUESTS_PER_MINUTE: wholeNumber(0, 1_000_000).default(1_200),
  ADMIN_EMAIL: z.email().default('admin@wirewatch.local'),
  ADMIN_PASSWORD: z.string().min(12).optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().trim().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NEW_USER_ROLE: z.enum(['none', 'viewer', 'editor']).default('none'),
  STARTER_DATA: onOff.default(true),
  SAMPLE_WIRE: onOff.default(true),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  BOUNCE_ADDRESS: z.email().optional(),
  SLACK_API_URL: z.url({ protocol: /^https?$/ }).default('https://slack.com/api'),
  MAIL_FROM: z.string().trim().min(3).default('Wirewatch <wirewatch@localhost>'),
  CONTACT_URL: z.url({ protocol: /^(https?|mailto)$/ }).optional(),
  ALLOW_PRIVATE_NETWORKS: networks.default([]),
  FETCH_INTERVAL_MS: wholeNumber(1_000, 24 * 60 * MINUTE).default(5 * MINUTE),
  FETCH_TIMEOUT_MS: wholeNumber(100, 5 * MINUTE).default(20_000),
  FETCH_MAX_BYTES: wholeNumber(1_024, 256 * 1024 * 1024).default(15 * 1024 * 1024),
  FETCH_MAX_REDIRECTS: wholeNumber(0, 20).default(5),
  FETCH_CONCURRENCY: wholeNumber(1, 200).default(32),
  FETCH_HOST_CONCURRENCY: wholeNumber(1, 100).default(2),
  FETCH_HOST_SPACING_MS: wholeNumber(0, MINUTE).default(1_000),
  SEND_TIMEOUT_MS: wholeNumber(100, 5 * MINUTE).default(15_000),
  SEND_CONCURRENCY: wholeNumber(1, 500).default(50),
  TARGET_GIVE_UP_MS: wholeNumber(MINUTE, 90 * 24 * 60 * MINUTE).default(5 * 24 * 60 * MINUTE),
  FIRST_POLL_MAX_AGE_MS: wholeNumber(0, 7 * 24 * 60 * MINUTE).default(3 * 60 * MINUTE),
  STORY_MAX_AGE_MS: wholeNumber(MINUTE, 30 * 24 * 60 * MINUTE).default(48 * 60 * MINUTE),
  TICK_INTERVAL_MS: wholeNumber(50, 10 * MINUTE).default(1_000),
  SWEEP_INTERVAL_MS: wholeNumber(50, 60 * MINUTE).default(15_000),
  LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug']).default('info'),
});

type ParsedEnv = z.infer<typeof envSchema>;
export type Env = ParsedEnv & { PUBLIC_URL: string; INTERNAL_URL: string };

export type EnvResult = { ok: true; env: Env } | { ok: false; problems: string[] };

/**
 * Reads and checks the environment. Empty values count as absent, as in a copied .env.example.
 * Problems name the variable and the rule, never the value: it may be a secret.
 */
export function parseEnv(source: Record<string, string | undefined>): EnvResult {
  const present = Object.fromEntries(
    Object.entries(source).filter(([name, value]) => name in envSchema.shape && value !== undefined && value !== ''),
  );
  const parsed = envSchema.safeParse(present);
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
  }
  const env = parsed.data;
  const problems = crossCheck(env);
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    env: {
      ...env,
      PUBLIC_URL: withoutTrailingSlash(env.PUBLIC_URL ?? `http://localhost:${env.PORT}`),
      INTERNAL_URL: withoutTrailingSlash(env.INTERNAL_URL ?? `http://127.0.0.1:${env.PORT}`),
    },
  };
}

/** Processes that share the work must share the database and the key; a private one of each would split the desk in two. */
function crossCheck(env: ParsedEnv): string[] {
  const problems: string[] = [];
  if (env.QUEUE_BACKEND === 'postgresql' && env.REDIS_URL) {
    problems.push('REDIS_URL: given, but QUEUE_BACKEND says postgresql; leave one of them out');
  }
  if (env.OIDC_ISSUER && !env.OIDC_CLIENT_ID) problems.push('OIDC_CLIENT_ID: required beside OIDC_ISSUER');
  if (env.OIDC_ISSUER && !isSecureOrLocal(env.OIDC_ISSUER)) {
    problems.push('OIDC_ISSUER: must be https, unless the provider runs on this machine');
  }
  if (env.ROLE === 'all') return problems;
  if (!env.DATABASE_URL) problems.push(`DATABASE_URL: required when ROLE is ${env.ROLE}`);
  if (!env.SECRET_KEY) problems.push(`SECRET_KEY: required when ROLE is ${env.ROLE}, the same for every process`);
  return problems;
}

function isSecureOrLocal(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' || hostname === 'localhost') return true;
  const host = hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback';
}

function withoutTrailingSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

/** The one reader of process.env, and of a .env file in the working folder; real variables win over the file. */
export function readEnv(): EnvResult {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      return { ok: false, problems: ['.env: the file cannot be read'] };
    }
  }
  return parseEnv(process.env);
}

/** Where programs are looked for; null where the platform sets none. */
export function searchPath(): string | undefined {
  return process.env['PATH'];
}
