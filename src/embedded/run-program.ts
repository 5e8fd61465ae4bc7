import { spawn } from 'node:child_process';

export interface Account {
  uid: number;
  gid: number;
}

export interface ProgramResult {
  code: number | null;
  /** Standard output and error, as they came. */
  output: string;
}

/** Runs a program to its end, as another account if given; a program that cannot be started at all throws. */
export function runProgram(program: string, args: string[], account?: Account): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...account, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    let output = '';
    const keep = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    // A daemon that the program leaves behind may keep the pipes open; the program's own end is what counts.
    child.on('exit', (code) => resolve({ code, output }));
  });
}
