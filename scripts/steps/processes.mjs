import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const LISTENING = '0A';

/** Whether the process is there, and runs something with these words in its command line: numbers are given out anew. */
export function isAlive(pid, words) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
  }
  const command = commandOf(pid);
  return command === undefined || command.includes(words);
}

/** Undefined where it cannot be looked at; empty for a process that has ended but was not yet collected. */
function commandOf(pid) {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

/** Who listens on the port, as far as this account may know. */
export function findListener(port) {
  try {
    const pid = process.platform === 'linux' ? listenerOnLinux(port) : listenerByLsof(port);
    const command = pid === undefined ? undefined : commandOf(pid);
    return command ? { pid, command, folder: folderOf(pid) } : undefined;
  } catch {
    return undefined;
  }
}

function listenerOnLinux(port) {
  const sockets = new Set();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readFileSync(table, 'utf8').split('\n').slice(1)) {
      const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
      if (state === LISTENING && parseInt(local.split(':')[1], 16) === port) sockets.add(`socket:[${inode}]`);
    }
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => openFiles(pid).some((file) => sockets.has(file)));
}

function openFiles(pid) {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`);
      } catch {
        return '';
      }
    });
  } catch {
    return [];
  }
}

function listenerByLsof(port) {
  const printed = execFileSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fp'], { encoding: 'utf8' });
  return Number(/^p(\d+)$/m.exec(printed)?.[1]) || undefined;
}

function folderOf(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}
