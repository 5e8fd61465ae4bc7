import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/config/project-root.js';

export interface WirewatchProcess {
  /** All that it printed so far. */
  output(): string;
  /** Resolves at the first line that matches; rejects when the process ends before. */
  waitForOutput(pattern: RegExp): Promise<RegExpExecArray>;
  kill(signal: NodeJS.Signals): Promise<number | null>;
  /** Its exit code, once it ends by itself. */
  ended(): Promise<number | null>;
}

/** The built application as a process of its own, as an operator runs it; needs `npm run build`. */
export function startWirewatchProcess(variables: Record<string, string>): WirewatchProcess {
  const child: ChildProcess = spawn(process.execPath, [join(projectRoot, 'dist/main.js')], {
    // Away from the project's folder, whose .env belongs to whoever works there.
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'], ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const waiting = new Set<() => void>();
  const note = (chunk: Buffer) => {
    printed += chunk.toString();
    for (const look of waiting) look();
  };
  child.stdout?.on('data', note);
  child.stderr?.on('data', note);
  return {
    output: () => printed,
    waitForOutput: (pattern) =>
      new Promise((resolve, reject) => {
        const settle = (result: RegExpExecArray | Error) => {
          waiting.delete(look);
          child.off('exit', gone);
          if (result instanceof Error) reject(result);
          else resolve(result);
        };
        const look = () => {
          const found = pattern.exec(printed);
          if (found) settle(found);
        };
        const gone = () => settle(new Error(`Wirewatch ended before it printed ${String(pattern)}:\n${printed}`));
        waiting.add(look);
        child.on('exit', gone);
        look();
      }),
    ended: async () => {
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      return child.exitCode;
    },
    kill: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      child.kill(signal);
      await once(child, 'exit');
      return child.exitCode;
    },
  };
}
