import 'reflect-metadata';
import { readEnv } from './config/env.js';
import { StartRefused, startWirewatch, type Wirewatch } from './start-wirewatch.js';

const LABEL_WIDTH = 10;

function say(label: string, text: string): void {
  process.stdout.write(`  ${label.padEnd(LABEL_WIDTH)}${text}\n`);
}

function refuse(reason: string): never {
  process.stderr.write(`Wirewatch cannot start. ${reason}\n`);
  process.exit(1);
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Ctrl-C, or a supervisor's SIGTERM, ends everything in order; a second one does not wait. */
function stopOnSignals(started: Promise<Wirewatch>): void {
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (asked) process.exit(130);
      asked = true;
      process.stdout.write('\n  Stopping …\n');
      started
        .then((wirewatch) => wirewatch.stop())
        .then(
          () => process.exit(0),
          (error: unknown) => {
            process.stderr.write(`Wirewatch did not stop in order: ${wordsOf(error)}\n`);
            process.exit(1);
          },
        );
    });
  }
}

async function main(): Promise<void> {
  const read = readEnv();
  if (!read.ok) refuse(`Mend the configuration: ${read.problems.join('; ')}`);
  process.stdout.write('Wirewatch\n');
  const started = startWirewatch(read.env, say);
  stopOnSignals(started);
  try {
    await started;
  } catch (error) {
    if (error instanceof StartRefused) refuse(error.message);
    throw error;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`Wirewatch stopped on an error: ${wordsOf(error)}\n`);
  process.exit(1);
});
