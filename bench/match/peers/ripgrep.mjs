// ripgrep -F: only the literals of all queries, case as written, one thread, over a file of the same stories; it says nothing of the queries.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { literalsOf } from './literals.mjs';

export const name = 'ripgrep -F, literals only';

export const isInstalled = () => spawnSync('rg', ['--version']).status === 0;

/** Seconds of each run over all stories, without what it takes to start on an empty file with the same literals. */
export function measure({ queries, stories, rounds }) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-match-'));
  try {
    const [literals, stream, empty] = ['literals', 'stream', 'empty'].map((file) => join(folder, file));
    writeFileSync(literals, literalsOf(queries).join('\n'));
    writeFileSync(stream, stories.map(({ title, text }) => `${title} ${text}`.replaceAll('\n', ' ')).join('\n'));
    writeFileSync(empty, '');
    const run = (file) => {
      const from = performance.now();
      spawnSync('rg', ['-F', '-f', literals, '--count-matches', '--threads', '1', '--no-config', file]);
      return (performance.now() - from) / 1_000;
    };
    return Array.from({ length: rounds }, () => run(stream) - run(empty));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
