// npm run bench:delivery [-- --subscriptions 10000 --rate 50 --seconds 20 --rounds 3 --only email|webhook]: from the stored story to
// the accepted message, with one subscription and with many, and beside it how fast the bare client sends the same message.
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ensureReady } from '../../scripts/steps/ensure.mjs';

const { values: options } = parseArgs({
  options: {
    subscriptions: { type: 'string', default: '10000' },
    rate: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
  },
});
setFlagsFromString('--expose-gc');
globalThis.gc ??= runInNewContext('gc');

await ensureReady();
// React renders three times as fast.
process.env.NODE_ENV ??= 'production';
const { runDeliveries } = await import('./delivery-run.mjs');
for (const channel of ['email', 'webhook']) {
  if (options.only && options.only !== channel) continue;
  await runDeliveries({
    channel,
    subscriptions: Number(options.subscriptions),
    rate: Number(options.rate),
    seconds: Number(options.seconds),
    rounds: Number(options.rounds),
    say: (line) => process.stdout.write(`${line}\n`),
  });
}
process.exit();
