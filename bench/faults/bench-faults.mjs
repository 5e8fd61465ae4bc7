// npm run bench:faults [-- --alerts 2000 --seeds 3 --seed 20261124 --only sigkill]: everything that test/faults breaks, with so many
// alerts in each scenario, once for each seed; and a table of what was sent, repeated and lost.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureReady, root } from '../../scripts/steps/ensure.mjs';

const { values: options } = parseArgs({
  options: {
    alerts: { type: 'string', default: '2000' },
    seeds: { type: 'string', default: '1' },
    seed: { type: 'string', default: '20261124' },
    only: { type: 'string', default: '' },
  },
});
const say = (line) => process.stdout.write(`${line}\n`);
const columns = ['alerts', 'sent', 'repeated', 'lost', 'unexpected', 'unexplained'];

function runScenarios(seed, report) {
  return new Promise((resolve) => {
    const jest = [
      join(root, 'node_modules/jest/bin/jest.js'),
      '--runInBand',
      '--testPathPatterns',
      `test/faults/.*${options.only}`,
    ];
    const child = spawn(process.execPath, jest, {
      cwd: root,
      env: { ...process.env, FAULTS_ALERTS: options.alerts, FAULTS_SEED: String(seed), FAULTS_REPORT: report },
      stdio: 'inherit',
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

function readReport(file) {
  try {
    return readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  } catch {
    return [];
  }
}

function printTable(rows) {
  const width = Math.max(...rows.map(({ scenario }) => scenario.length), 8);
  const heads = ['seed'.padStart(10), ...columns.map((column) => column.padStart(column.length + 2))];
  say(`\n${'scenario'.padEnd(width)}${heads.join('')}`);
  for (const row of rows) {
    const cells = columns.map((column) => String(row[column]).padStart(column.length + 2));
    say(`${row.scenario.padEnd(width)}${String(row.seed).padStart(10)}${cells.join('')}`);
  }
}

await ensureReady();
const scratch = mkdtempSync(join(tmpdir(), 'wirewatch-bench-faults-'));
const rows = [];
let failures = 0;
try {
  for (let round = 0; round < Number(options.seeds); round += 1) {
    const seed = Number(options.seed) + round;
    const report = join(scratch, `${seed}.jsonl`);
    say(`seed ${seed}, ${options.alerts} alerts in each scenario`);
    if ((await runScenarios(seed, report)) !== 0) failures += 1;
    rows.push(...readReport(report).map((row) => ({ ...row, seed })));
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
if (rows.length > 0) printTable(rows);
say(
  failures === 0 ? '\nnothing lost, nothing unexpected' : `\n${failures} of ${options.seeds} rounds failed: see above`,
);
process.exit(failures === 0 ? 0 : 1);
