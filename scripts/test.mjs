// `npm test`: everything that must hold, on a fresh clone too. `npm test -- test/faults` runs only the tests that match.
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ensureReady, root, StepFailed } from './steps/ensure.mjs';

const only = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'wirewatch-npm-test-'));
const tally = { passed: 0, failed: 0, skipped: 0 };
const skippedNames = [];
const LINGER_S = 20;

function bin(name) {
  return [process.execPath, join(root, 'node_modules/.bin', name)];
}

function findProgram(name) {
  return (process.env.PATH ?? '').split(delimiter).find((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * Resolves to the exit code and, unless it is shown as it comes, what was printed. A program that has written its `report` has
 * nothing left to do, and is ended if it stays.
 */
function run([program, ...args], { show = false, env = {}, report } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    let output = '';
    let patience = LINGER_S;
    const watch = setInterval(() => {
      if (report && existsSync(report) && patience-- === 0) child.kill('SIGKILL');
    }, 1_000);
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => {
      clearInterval(watch);
      resolve({ code: code ?? 1, output });
    });
  });
}

async function check(name, command, env) {
  const started = Date.now();
  const { code, output } = await run(command, { env });
  const seconds = ((Date.now() - started) / 1_000).toFixed(1);
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
  if (code !== 0) console.log(output.trimEnd());
  tally[code === 0 ? 'passed' : 'failed'] += 1;
}

function skip(name, want) {
  tally.skipped += 1;
  skippedNames.push(`${name}: needs ${want}`);
}

async function checkSources() {
  await Promise.all([
    check('lint', [...bin('eslint'), '.']),
    (async () => {
      await check('types', [...bin('tsc'), '--noEmit']);
      await check('format', [...bin('prettier'), '--check', '--log-level', 'warn', '.']);
      await check('imports', [process.execPath, join(root, 'scripts/check-imports.mjs')]);
    })(),
  ]);
  // Only the variables that the file insists on.
  const required = { SECRET_KEY: 'x'.repeat(32) };
  if (findProgram('docker-compose'))
    await check('docker-compose.yml', ['docker-compose', '-f', 'docker-compose.yml', 'config', '-q'], required);
  else skip('docker-compose.yml', 'docker-compose');
}

async function runJest() {
  const report = join(scratch, 'jest.json');
  const { code } = await run([...bin('jest'), '--json', '--outputFile', report, ...only], {
    show: true,
    report,
    env: { NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --disable-warning=ExperimentalWarning`.trim() },
  });
  if (!existsSync(report)) {
    tally.failed += 1;
    return;
  }
  const result = JSON.parse(readFileSync(report, 'utf8'));
  tally.passed += result.numPassedTests;
  tally.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  tally.skipped += result.numPendingTests + result.numTodoTests;
  for (const file of result.testResults) {
    for (const test of file.assertionResults) if (test.status === 'pending') skippedNames.push(test.fullName);
  }
  if (code !== 0 && result.numFailedTests + result.numRuntimeErrorTestSuites === 0) {
    console.log(`FAIL jest (ended with ${code}, or did not end, although its tests passed)`);
    tally.failed += 1;
  }
}

try {
  await ensureReady();
  if (only.length === 0) await checkSources();
  await runJest();
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  console.error(error.message);
  tally.failed += 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
for (const name of skippedNames) console.log(`skipped ${name}`);
console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
process.exit(tally.failed > 0 ? 1 : 0);
