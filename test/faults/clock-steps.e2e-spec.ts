import { CLOCK, type Clock } from '../../src/config/clock.js';
import { parseEnv } from '../../src/config/env.js';
import { startWirewatch, type Wirewatch } from '../../src/start-wirewatch.js';
import { type FaultDesk, openFaultDesk } from './fault-desk.js';
import { load } from './fault-load.js';

const HOUR_MS = 60 * 60_000;
/** What the clock shows beyond the true time, after each wave. */
const STEPS_MS = [HOUR_MS, 0, -HOUR_MS, HOUR_MS, 0];

describe('a clock that is put forward and back by an hour while alerts go out', () => {
  let desk: FaultDesk | undefined;
  let wirewatch: Wirewatch | undefined;

  afterEach(async () => {
    await wirewatch?.stop();
    await desk?.close();
  });

  it(
    'makes nothing wait for an hour, and nothing come twice',
    async () => {
      desk = await openFaultDesk();
      const parsed = parseEnv(desk.env);
      if (!parsed.ok) throw new Error(parsed.problems.join('; '));
      wirewatch = await startWirewatch(parsed.env, () => undefined);
      let aheadMs = 0;
      const clock = wirewatch.app.get<Clock>(CLOCK);
      jest.spyOn(clock, 'now').mockImplementation(() => new Date(Date.now() + aheadMs));
      // Webhooks fail at first, so that retries are set by one clock and due by another.
      desk.receivers.setAnswer((subscription, nth) =>
        subscription.startsWith('webhook') && nth === 0 ? { status: 503 } : {},
      );
      for (const stepMs of STEPS_MS) {
        const before = desk.receivers.accepted().length;
        const coming = await desk.publishWave();
        await desk.waitForAccepted(before + Math.ceil(desk.random() * coming * 0.7));
        aheadMs = stepMs;
      }
      await desk.settle();
      await wirewatch.stop();
      const tally = await desk.conclude(`Clock steps of an hour x${STEPS_MS.length}`, 'none');
      expect(tally).toMatchObject({ sent: tally.alerts, repeated: 0, lost: 0, unexpected: 0, unrecorded: 0 });
      expect(tally.alerts).toBe(load.events * load.subscriptions);
    },
    load.patienceMs * 4,
  );
});
