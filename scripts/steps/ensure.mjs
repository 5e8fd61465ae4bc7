// Install, generate, build: each only when what it depends on has changed since it last succeeded.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { withProgress } from './progress.mjs';

export const root = join(import.meta.dirname, '../..');
const logs = join(root, '.wirewatch/logs');

/** A step that failed, in one line for the person who started it. */
export class StepFailed extends Error {}

export async function ensureReady(out = process.stderr) {
  await ensureInstalled(out);
  await ensureGenerated(out);
  await ensureBuilt(out);
}

async function ensureInstalled(out) {
  const stamp = join(root, 'node_modules/.wirewatch-installed');
  await once(stamp, hashFiles(['package-lock.json']), out, 'Installing packages (once, a minute or two)', async () => {
    const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
    await run('install', [...npm, 'ci']);
  });
}

async function ensureGenerated(out) {
  const stamp = join(root, 'src/database/generated/.stamp');
  await once(
    stamp,
    hashFiles(['prisma/schema.prisma', 'package-lock.json']),
    out,
    'Generating the database client',
    () => run('generate', [process.execPath, join(root, 'scripts/prisma.mjs'), 'generate']),
  );
}

async function ensureBuilt(out) {
  const sources = [
    'package-lock.json',
    'nest-cli.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'prisma/schema.prisma',
    ...listSources('src'),
  ];
  await once(join(root, 'dist/.stamp'), hashFiles(sources), out, 'Building', async () => {
    rmSync(join(root, 'dist'), { recursive: true, force: true });
    await run('build', [process.execPath, join(root, 'node_modules/@nestjs/cli/bin/nest.js'), 'build']);
  });
}

/** The stamp is written last: a step that was broken off is done again. */
async function once(stamp, wanted, out, label, step) {
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

/** What the program prints goes to a log file; its end, to the person, only when it fails. */
function run(name, [program, ...args]) {
  mkdirSync(logs, { recursive: true });
  const file = join(logs, `${name}.log`);
  const log = createWriteStream(file);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && program === 'npm',
    });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.on('error', reject);
    child.on('close', (code) =>
      log.end(() => {
        if (code === 0) resolve();
        else
          reject(new StepFailed(`${lastWords(file)} (${name} ended with code ${code}; see ${relative(root, file)})`));
      }),
    );
  });
}

function lastWords(file) {
  const lines = stripVTControlCharacters(readFileSync(file, 'utf8'))
    .split('\n')
    .map((line) => line.trim());
  const errors = lines.filter((line) => /error/i.test(line) && !/complete log/i.test(line));
  return errors[0] ?? lines.filter(Boolean).pop() ?? 'It failed without a word';
}
