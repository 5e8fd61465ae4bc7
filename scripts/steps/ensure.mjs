// Install, generate, build: each only when what it depends on has changed since it last succeeded.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isInstalled, rememberInstalled } from './installed.mjs';
import { withProgress } from './progress.mjs';
import { root, runStep, StepFailed } from './run-step.mjs';
import { takeTurn } from './turn.mjs';

export { root, StepFailed };

/** `patienceMs` is how long to wait for another process that is at it in this folder. */
export async function ensureReady({ out = process.stderr, patienceMs = 600_000 } = {}) {
  const endTurn = await takeTurn(patienceMs);
  try {
    await ensureInstalled(out);
    await ensureGenerated(out);
    await ensureBuilt(out);
  } finally {
    endTurn();
  }
}

async function ensureInstalled(out) {
  if (isInstalled()) return;
  await withProgress('Installing packages (once, a minute or two)', installAll, out);
  rememberInstalled();
}

async function installAll() {
  const install = () => runStep('install', [...npm(), 'ci', '--include=dev']);
  try {
    await install();
  } catch (error) {
    // An npm that outlived a start that was killed may have been writing to the same folder.
    if (!(error instanceof StepFailed && /ENOTEMPTY|EEXIST|ENOENT/.test(error.message))) throw error;
    await install();
  }
}

/** The npm that runs us, which need not be on the search path; another package manager would pass over our lockfile. */
function npm() {
  const running = process.env.npm_execpath ?? '';
  return /npm-cli\.c?js$/.test(running) ? [process.execPath, running] : ['npm'];
}

async function ensureGenerated(out) {
  const stamp = join(root, 'src/database/generated/.stamp');
  const command = [process.execPath, join(root, 'scripts/prisma.mjs'), 'generate'];
  await once(stamp, ['prisma/schema.prisma', 'package-lock.json'], out, 'Generating the database client', () =>
    runStep('generate', command),
  );
}

/** Without the type check, which `npm test` does: it takes twice the time, and nobody who starts Wirewatch waits for it. */
async function ensureBuilt(out) {
  const sources = [
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'prisma/schema.prisma',
    ...listSources('src'),
  ];
  const tsc = [process.execPath, join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'];
  await once(join(root, 'dist/.stamp'), sources, out, 'Building', async () => {
    rmSync(join(root, 'dist'), { recursive: true, force: true });
    // An incremental build writes only what changed since the last, into a folder that is empty now.
    await runStep('build', [...tsc, '--noCheck', '--incremental', 'false']);
  });
}

/** The stamp lies with what was made, and is written last: a step that was broken off is done again. */
async function once(stamp, files, out, label, step) {
  const wanted = hashFiles(files);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await withProgress(label, step, out);
  writeFileSync(stamp, wanted);
}

function listSources(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
    .filter((file) => !file.startsWith(join('src', 'database', 'generated')))
    .sort();
}

function hashFiles(files) {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}
