import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from './processes.mjs';
import { root, StepFailed } from './run-step.mjs';

const FILE = join(root, '.wirewatch/at-work.pid');
const POLL_MS = 100;

/** One process at a time installs, generates and builds in this folder. Resolves to what ends the turn. */
export async function takeTurn(patienceMs) {
  mkdirSync(join(root, '.wirewatch'), { recursive: true });
  const deadline = Date.now() + patienceMs;
  let emptyFor = 0;
  for (;;) {
    if (writeIfAbsent()) return keep();
    const holder = readHolder();
    emptyFor = holder === undefined ? emptyFor + 1 : 0;
    // Empty is also what it is for a moment between being made and being written.
    const stale = holder === undefined ? emptyFor > 5 : holder === process.pid || !isAlive(holder, 'scripts');
    if (stale) rmSync(FILE, { force: true });
    else if (Date.now() > deadline)
      throw new StepFailed(
        `Another process (${holder}) is installing or building in this folder; wait until it is done.`,
      );
    else await pause(POLL_MS);
  }
}

function writeIfAbsent() {
  try {
    writeFileSync(FILE, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function keep() {
  const end = () => {
    process.off('exit', end);
    if (readHolder() === process.pid) rmSync(FILE, { force: true });
  };
  process.on('exit', end);
  return end;
}

function readHolder() {
  try {
    return Number(readFileSync(FILE, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}
