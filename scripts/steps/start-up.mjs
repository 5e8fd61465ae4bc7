import { accessSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ensureReady, root, StepFailed } from './ensure.mjs';
import { findListener } from './processes.mjs';
import { stopSteps } from './run-step.mjs';

/** Long enough for another start that finds everything in place; one that installs takes minutes. */
const PATIENCE_MS = 5_000;
let breakingOff = false;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

function refuse(line) {
  process.stderr.write(`Wirewatch cannot start. ${line}\n`);
  process.exit(1);
}

/** Checks what would fail after minutes of installing, then makes ready, then hands over to the application in this process. */
export async function startUp() {
  process.chdir(root);
  checkWritable();
  await checkPort();
  for (const signal of SIGNALS) process.on(signal, breakOff);
  try {
    await ensureReady({ out: process.stdout, patienceMs: PATIENCE_MS });
  } catch (error) {
    if (breakingOff) return;
    if (error instanceof StepFailed) refuse(error.message);
    throw error;
  }
  // From here on the application ends things in order.
  for (const signal of SIGNALS) process.off(signal, breakOff);
  // React renders mails three times as fast.
  process.env.NODE_ENV ??= 'production';
  await import('../../dist/main.js');
}

/** What was broken off is done again, from its beginning, by the next start. */
function breakOff() {
  if (breakingOff) return;
  breakingOff = true;
  process.stdout.write('\n');
  stopSteps().then(() => {
    process.stdout.write('Stopped before it was ready. The next npm start goes on.\n');
    process.exit(0);
  });
}

function checkWritable() {
  try {
    accessSync(root, constants.W_OK);
    mkdirSync(join(root, '.wirewatch'), { recursive: true });
    accessSync(join(root, '.wirewatch'), constants.W_OK);
  } catch (error) {
    refuse(`The folder ${root} cannot be written (${error.code}); clone into one of your own.`);
  }
}

async function checkPort() {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const port = Number(process.env.PORT || 3000);
  if (process.env.ROLE === 'worker' || !Number.isInteger(port) || port < 1 || port > 65_535) return;
  // Browsers try ::1 first for localhost; who is there would be taken for us.
  for (const host of new Set([process.env.HOST || '127.0.0.1', '127.0.0.1', '::1'])) {
    const code = await bindError(port, host);
    if (code === 'EADDRINUSE') refuse(portInUse(port));
    if (code === 'EACCES')
      refuse(`Port ${port} needs rights that you do not have. Choose one above 1023: PORT=3000 npm start`);
  }
}

function portInUse(port) {
  const listener = findListener(port);
  if (listener && listener.folder === realpathSync(root) && /start\.mjs|dist\/main\.js/.test(listener.command))
    return `It is running already in this folder: http://localhost:${port} (process ${listener.pid}).`;
  const by = listener ? ` (by ${listener.command.slice(0, 60)}, process ${listener.pid})` : '';
  return `Port ${port} is in use${by}. Stop that, or choose another: PORT=${port + 1} npm start`;
}

/** Why the port cannot be taken; any other trouble is left for the application to tell. */
function bindError(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on('error', (error) => resolve(error.code));
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}
