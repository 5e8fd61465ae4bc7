import { type SinkAnswer } from '../support/http-sink.js';
import { type Group } from './desk-people.js';
import { type FaultDesk, openFaultDesk } from './fault-desk.js';
import { load } from './fault-load.js';

const STORM: SinkAnswer = { status: 429, headers: { 'retry-after': '1' }, body: 'rate_limited' };
const ERROR: SinkAnswer = { status: 500, body: 'oh no' };
const SILENCE: SinkAnswer = { trouble: 'hang' };
const RESET: SinkAnswer = { trouble: 'reset' };

/** Groups by what they answer to the first requests, and to how many. */
const troubles: Record<string, { way: Group['way']; answer: SinkAnswer; times: number; scenario: string }> = {
  'storm-hook': { way: 'slack', answer: STORM, times: 3, scenario: 'Slack webhooks, 429 storm' },
  'storm-bot': { way: 'bot', answer: STORM, times: 3, scenario: 'Slack bots, 429 storm' },
  'error-hook': { way: 'slack', answer: ERROR, times: 2, scenario: 'Slack webhooks, 500s' },
  'error-bot': { way: 'bot', answer: ERROR, times: 2, scenario: 'Slack bots, 500s' },
  'silent-bot': { way: 'bot', answer: SILENCE, times: 1, scenario: 'Slack bots, time-outs' },
  'reset-webhook': { way: 'webhook', answer: RESET, times: 2, scenario: 'Webhooks, resets' },
  'well-hook': { way: 'slack', answer: {}, times: 0, scenario: 'Slack webhooks well, beside them' },
};

describe('a Slack that fails while alerts go out', () => {
  let desk: FaultDesk | undefined;

  afterEach(async () => {
    await desk?.close();
  });

  it(
    'gets every message once, when it takes them',
    async () => {
      const groups = Object.entries(troubles).map(([name, { way }]) => ({
        name,
        way,
        count: Math.round(load.subscriptions / 7),
      }));
      desk = await openFaultDesk({ groups, env: { SEND_TIMEOUT_MS: '6000' } });
      desk.receivers.setAnswer((subscription, nth) => {
        const trouble = troubles[subscription.replace(/-\d+$/, '')];
        return trouble && nth < trouble.times ? trouble.answer : {};
      });
      await desk.startProcess();
      for (let wave = 0; wave < load.waves; wave += 1) await desk.publishWave();
      await desk.settle({ passesTime: true });
      for (const { name, count } of groups) {
        const told = load.events * count;
        expect(await desk.conclude(troubles[name]?.scenario ?? '', 'none', name)).toMatchObject({
          alerts: told,
          sent: told,
          repeated: 0,
          lost: 0,
          unexpected: 0,
          unrecorded: 0,
        });
      }
    },
    load.patienceMs * 4,
  );
});
