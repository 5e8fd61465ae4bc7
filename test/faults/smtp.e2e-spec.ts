import { eventually } from '../support/eventually.js';
import { type SmtpBehaviour } from '../support/smtp-server.js';
import { type FaultDesk, openFaultDesk } from './fault-desk.js';
import { load } from './fault-load.js';

/** Of each group that the mail server treats in its own way. */
const SHARE = Math.round(load.subscriptions / 5);
/** Groups by what the server does at the first contacts with each of their addresses, and at how many. */
const troubles: Record<string, { does: SmtpBehaviour; times: number }> = {
  greylisted: { does: 'greylist', times: 2 },
  hung: { does: 'hang', times: 1 },
  'broken-off': { does: 'close-after-data', times: 1 },
  // For good.
  refused: { does: 'reject', times: Number.POSITIVE_INFINITY },
};

describe('a mail server that fails while alerts go out', () => {
  let desk: FaultDesk | undefined;

  afterEach(async () => {
    await desk?.close();
  });

  const publishAll = async () => {
    for (let wave = 0; wave < load.waves; wave += 1) await desk?.publishWave();
  };

  it(
    'treats some addresses badly: each gets its mails, once, and the others never hear of it',
    async () => {
      const names = [...Object.keys(troubles), 'well'];
      desk = await openFaultDesk({
        groups: names.map((name) => ({ name, way: 'email', count: SHARE })),
        env: { SEND_TIMEOUT_MS: '6000' },
      });
      const contacts = new Map<string, number>();
      desk.receivers.smtp.setBehaviour((recipient) => {
        const contact = contacts.get(recipient) ?? 0;
        contacts.set(recipient, contact + 1);
        const trouble = troubles[recipient.replace(/-\d+@.*/, '')];
        return trouble && contact < trouble.times ? trouble.does : 'accept';
      });
      await desk.startProcess();
      await publishAll();
      await desk.settle({ passesTime: true });

      const told = load.events * SHARE;
      const whole = { alerts: told, sent: told, lost: 0, unexpected: 0, unexplained: 0, unrecorded: 0 };
      expect(await desk.conclude('SMTP greylisting (451, 451, then 250)', 'none', 'greylisted')).toMatchObject(whole);
      expect(await desk.conclude('SMTP hanging after DATA', 'none', 'hung')).toMatchObject(whole);
      expect(await desk.conclude('SMTP closing after DATA', 'silence', 'broken-off')).toMatchObject(whole);
      expect(await desk.conclude('SMTP well, beside them', 'none', 'well')).toMatchObject({ ...whole, repeated: 0 });

      // Nobody can be told there, and the ledger says so.
      expect(desk.receivers.accepted().filter(({ subscription }) => subscription.startsWith('refused'))).toEqual([]);
      const refused = await desk.database.query<{ state: string; reason: string }>(`
        SELECT DISTINCT d.state::text, d.last_reason AS reason FROM deliveries d JOIN targets t ON t.id = d.target_id WHERE t.label LIKE 'refused-%'`);
      expect(refused).toContainEqual({ state: 'rejected', reason: 'bad-address' });
      expect(refused.map(({ state }) => state)).not.toContain('sent');
    },
    load.patienceMs * 4,
  );

  it(
    'refuses everybody for a while: what had to wait is sent, once, when it takes mail again',
    async () => {
      desk = await openFaultDesk({ groups: [{ name: 'email', way: 'email', count: load.subscriptions }] });
      const { database, receivers } = desk;
      receivers.smtp.setBehaviour('busy');
      await desk.startProcess();
      await publishAll();
      const refused = () => database.count(`deliveries WHERE state = 'pending' AND last_reason = 'connection'`);
      await eventually('mails to be refused', async () => (await refused()) > load.subscriptions, load.patienceMs);
      receivers.smtp.setBehaviour('accept');
      await desk.settle({ passesTime: true });
      const tally = await desk.conclude('SMTP refusing connections (421)', 'none');
      expect(tally).toMatchObject({ sent: tally.alerts, repeated: 0, lost: 0, unexpected: 0, unrecorded: 0 });
      expect(tally.alerts).toBe(load.events * load.subscriptions);
    },
    load.patienceMs * 4,
  );
});
