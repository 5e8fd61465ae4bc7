import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

export const root = join(import.meta.dirname, '../..');
const logs = join(root, '.wirewatch/logs');

/** A step that failed, in one line for the person who started it. */
export class StepFailed extends Error {}

const running = new Set();
const STOP_MS = 2_000;

/** What the program prints goes to a log file; the reason it gives, to the person, only when it fails. */
export function runStep(name, [program, ...args]) {
  mkdirSync(logs, { recursive: true });
  const file = join(logs, `${name}.log`);
  const log = createWriteStream(file);
  return new Promise((resolve, reject) => {
    const fail = (reason) => reject(new StepFailed(`${reason} (${name}; see ${relative(root, file)})`));
    log.on('error', (error) => fail(error.message));
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && program === 'npm',
    });
    running.add(child);
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.on('error', (error) => {
      running.delete(child);
      fail(error.code === 'ENOENT' ? `There is no ${program} program here` : error.message);
    });
    child.on('close', (code, signal) => {
      running.delete(child);
      log.end(() => (code === 0 ? resolve() : fail(reasonIn(file) ?? `It ended with ${signal ?? code}`)));
    });
  });
}

/** For whoever breaks off: resolves once nothing goes on in the background, where it would disturb the next start. */
export function stopSteps() {
  const ends = [...running].map((child) => {
    child.kill('SIGTERM');
    const patience = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    return new Promise((resolve) => child.on('exit', resolve)).then(() => clearTimeout(patience));
  });
  return Promise.all(ends);
}

function reasonIn(file) {
  const lines = stripVTControlCharacters(readFileSync(file, 'utf8'))
    .split('\n')
    .map((line) => line.trim());
  // npm gives a code, then the words for it, then where its own log lies.
  const errors = lines
    .filter((line) => /\berror\b/i.test(line) && !/complete log|^npm error (code|errno|syscall|path) /i.test(line))
    .map((line) => line.replace(/^npm (error|ERR!)\s*/i, ''))
    .filter(Boolean);
  return errors[0] ?? lines.filter(Boolean).pop();
}
