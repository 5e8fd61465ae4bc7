/** How much goes out in one scenario: the short form, or the long one of `npm run bench:faults`. */
const alerts = Number(process.env['FAULTS_ALERTS'] ?? 300);
/** To each event; a third for each way out. */
const subscriptions = alerts > 500 ? 102 : 60;

export const load = {
  alerts,
  /** Everything random in a scenario comes from it. */
  seed: Number(process.env['FAULTS_SEED'] ?? 20_261_124),
  subscriptions,
  /** The events come one wave after the other, so that each breakage meets stories in every stage. */
  waves: 5,
  events: Math.max(5, Math.ceil(alerts / subscriptions)),
  /** A busy machine takes its time: nothing is waited for by the clock. */
  patienceMs: alerts > 500 ? 600_000 : 120_000,
  /** Where results are kept beside being printed. */
  report: process.env['FAULTS_REPORT'],
};
