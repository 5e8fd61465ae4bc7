import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { basename } from 'node:path';

export interface Account {
  uid: number;
  gid: number;
}

export interface ProgramResult {
  code: number | null;
  /** Standard output and error, as they came. */
  output: string;
}

/** A daemon that the program leaves behind may hold its pipes open; what it printed itself is there by then. */
const LAST_WORDS_MS = 250;

/** Runs a program to its end, as another account if given; a program that cannot be started at all throws. */
export function runProgram(program: string, args: string[], account?: Account): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    // In a process group of its own: Ctrl-C is for us, who then end things in order.
    const child = spawn(program, args, {
      ...account,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let output = '';
    const keep = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('exit', (code) => {
      const settle = () => {
        child.stdout.destroy();
        child.stderr.destroy();
        resolve({ code, output });
      };
      const patience = setTimeout(settle, LAST_WORDS_MS);
      child.on('close', () => {
        clearTimeout(patience);
        settle();
      });
    });
  });
}

/**
 * The name of the program that a process runs, as `postgres`; undefined for a process that is not there, or has ended and was
 * only not collected. A number in an old pid file may by now be anybody's.
 */
export async function programOf(pid: number): Promise<string | undefined> {
  if (platform() === 'linux') {
    const state = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    return /^State:\s+Z/m.test(state) ? undefined : /^Name:\s+(.*)$/m.exec(state)?.[1];
  }
  const { code, output } = await runProgram('ps', ['-o', 'comm=', '-p', String(pid)]).catch(() => ({
    code: 1,
    output: '',
  }));
  return code === 0 ? basename(output.trim()) : undefined;
}
