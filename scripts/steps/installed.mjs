import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run-step.mjs';

const LOCK = join(root, 'package-lock.json');
/** npm's own list of what it installed, written last: https://docs.npmjs.com/cli/configuring-npm/package-lock-json#hidden-lockfiles */
const LIST = join(root, 'node_modules/.package-lock.json');
const STAMP = join(root, 'node_modules/.wirewatch-installed');

/** Whether node_modules holds what the lockfile asks for on this machine, whoever installed it. */
export function isInstalled() {
  const list = read(LIST);
  if (list === undefined) return false;
  if (read(STAMP) === fingerprint()) return true;
  if (!holdsEverything(JSON.parse(list).packages)) return false;
  rememberInstalled();
  return true;
}

export function rememberInstalled() {
  writeFileSync(STAMP, fingerprint());
}

function holdsEverything(installed) {
  const wanted = JSON.parse(readFileSync(LOCK, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional, os, cpu, libc }]) => {
    if (path === '' || installed[path]?.version === version) return true;
    // Builds for other machines are left out, and npm alone knows which C library this one has.
    return optional === true && (libc !== undefined || !fits(os, process.platform) || !fits(cpu, process.arch));
  });
}

function fits(list, value) {
  return list === undefined || (list.includes(value) && !list.includes(`!${value}`));
}

/** A change of the lockfile, of what is there, or of the machine asks for another look. */
function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  for (const file of [LOCK, LIST]) hash.update(`\0${read(file) ?? ''}`);
  return hash.digest('hex');
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
