import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ensureReady, root, StepFailed } from './ensure.mjs';

function refuse(line) {
  process.stderr.write(`Wirewatch cannot start. ${line}\n`);
  process.exit(1);
}

/** Checks what would fail after minutes of installing, then makes ready, then hands over to the application in this process. */
export async function startUp() {
  process.chdir(root);
  checkWritable();
  await checkPort();
  try {
    await ensureReady();
  } catch (error) {
    if (error instanceof StepFailed) refuse(error.message);
    throw error;
  }
  await import('../../dist/main.js');
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
  if (process.env.ROLE === 'worker') return;
  const port = Number(process.env.PORT || 3000);
  const code = await bindError(port, process.env.HOST || '127.0.0.1');
  if (code === 'EADDRINUSE')
    refuse(`Port ${port} is in use. Stop what uses it, or choose another: PORT=${port + 1} npm start`);
  if (code === 'EACCES')
    refuse(`Port ${port} needs rights that you do not have. Choose one above 1023: PORT=3000 npm start`);
}

/** Why the port cannot be taken; any other trouble is left for the application to tell. */
function bindError(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on('error', (error) => resolve(error.code));
    probe.listen(Number.isInteger(port) ? port : 0, host, () => probe.close(() => resolve(undefined)));
  });
}
