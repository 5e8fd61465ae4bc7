// `npm run tag -- …`, `npm run evaluate -- …`, `npm run parse -- …`: makes ready, then runs one of the built commands with its arguments.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureReady, root, StepFailed } from './steps/ensure.mjs';

const commands = {
  tag: 'dist/topics/commands/tag.js',
  evaluate: 'dist/topics/commands/evaluate-command.js',
  parse: 'dist/feeds/commands/parse.js',
};

const [name, ...args] = process.argv.slice(2);
if (!Object.hasOwn(commands, name ?? '')) {
  console.error(`There is no command ${name ?? '(none)'}; there are: ${Object.keys(commands).join(', ')}`);
  process.exit(2);
}
try {
  await ensureReady();
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  console.error(error.message);
  process.exit(1);
}
// npm runs scripts in the project's folder; file names are meant from where the person stands.
const { status } = spawnSync(process.execPath, [join(root, commands[name]), ...args], {
  stdio: 'inherit',
  cwd: process.env.INIT_CWD ?? process.cwd(),
});
process.exit(status ?? 1);
