// npm run bench:api [-- --stories 1000000 --seconds 10 --keep --only search]: how fast stories are listed, read and searched with many of
// them stored, by 20 clients at once, beside a bare Fastify that answers the same bytes in the same run.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureReady, root } from '../../scripts/steps/ensure.mjs';

const { values: options } = parseArgs({
  options: {
    stories: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '10' },
    /** Leaves the archive in .wirewatch, and takes it from there when it is there. */
    keep: { type: 'boolean', default: false },
    only: { type: 'string' },
    slowest: { type: 'boolean', default: false },
  },
});
const say = (line) => process.stdout.write(`${line}\n`);
const stories = Number(options.stories);

await ensureReady();
process.env.NODE_ENV ??= 'production';
const folder = options.keep
  ? join(root, '.wirewatch', `bench-api-${stories}`)
  : await mkdtemp(join(tmpdir(), 'wirewatch-bench-'));
try {
  const isThere = existsSync(join(folder, 'filled'));
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  const child = fork(new URL('./serve.mjs', import.meta.url), [folder]);
  const [server] = await once(child, 'message');
  if (!isThere) {
    const { fillArchive } = await import('./fill-archive.mjs');
    await fillArchive({ databaseUrl: server.databaseUrl, folder: join(folder, 'files'), stories, say });
    await mkdir(join(folder, 'filled'));
  }
  const { measure, slowest } = await import('./measure.mjs');
  if (options.slowest) await slowest({ server, say });
  await measure({ server, child, seconds: Number(options.seconds), say, only: options.only });
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
} finally {
  if (!options.keep) await rm(folder, { recursive: true, force: true });
}
process.exit();
