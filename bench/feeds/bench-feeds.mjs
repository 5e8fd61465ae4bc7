// npm run bench:feeds [-- --feeds 2000 --items 30 --rounds 10]: how fast feeds are parsed, beside other parsers in the same run on
// the same files; and how fast they are fetched, parsed and stored.
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ensureReady } from '../../scripts/steps/ensure.mjs';

const { values: options } = parseArgs({
  options: {
    feeds: { type: 'string', default: '2000' },
    items: { type: 'string', default: '30' },
    rounds: { type: 'string', default: '10' },
    only: { type: 'string' },
  },
});
setFlagsFromString('--expose-gc');
globalThis.gc ??= runInNewContext('gc');

await ensureReady();
const say = (line) => process.stdout.write(`${line}\n`);
if (options.only !== 'fetch') await (await import('./bench-parse.mjs')).benchParse(say);
if (options.only !== 'parse') {
  const { runFetches } = await import('./fetch-run.mjs');
  await runFetches({ feeds: Number(options.feeds), items: Number(options.items), rounds: Number(options.rounds), say });
}
process.exit();
