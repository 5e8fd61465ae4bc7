/** A message that a receiver has taken. */
export interface Acceptance {
  /** What the receiver can tell a repetition by. */
  id: string;
  /** Whose address it came to, and of which event it tells. */
  subscription: string;
  event: string;
}

/** An alert as the database has it. */
export interface AlertRecord {
  subscription: string;
  event: string;
  deliveries: DeliveryRecord[];
}

export interface DeliveryRecord {
  id: string;
  kind: string;
  state: string;
  /** Attempts whose end nobody recorded: their process died. */
  unrecorded: number;
  /** Attempts whose receiver broke off before it said whether it has the message. */
  unanswered: number;
  /** What each came to, in order. */
  attempts: string[];
}

export interface Expectation {
  subscription: string;
  event: string;
}

/** Why the same message may come twice: `crash` when nobody recorded an attempt, `silence` also when the receiver did not answer one. */
export type PermittedRepeat = 'none' | 'crash' | 'silence';

export interface Tally {
  /** Expected, and there. */
  alerts: number;
  /** Of the expected, those that a receiver has. */
  sent: number;
  /** Beyond the first, of one message. */
  repeated: number;
  /** Of them, those that nothing permits. */
  unexplained: number;
  /** Expected, and nowhere. */
  lost: number;
  /** Alerts and messages that should not be; also one alert's message under a second id. */
  unexpected: number;
  /** Deliveries without the record that they were sent. */
  unrecorded: number;
  /** What is wrong, in words: the first of it. */
  findings: string[];
}

const MAX_FINDINGS = 20;

/**
 * Holds what should have been told against what the database says was told and against what the receivers have. The receivers'
 * side turns on addresses and wordings alone, so that a mistake in the database cannot hide one in the sending.
 */
export function tally(
  expected: readonly Expectation[],
  alerts: readonly AlertRecord[],
  accepted: readonly Acceptance[],
  permitted: PermittedRepeat,
): Tally {
  const byPair = group(accepted);
  const alertsByPair = group(alerts);
  const counts = { alerts: 0, sent: 0, repeated: 0, unexplained: 0, lost: 0, unexpected: 0, unrecorded: 0 };
  const findings: string[] = [];
  const find = (kind: Exclude<keyof typeof counts, 'alerts' | 'sent'>, times: number, words: string) => {
    counts[kind] += times;
    if (times > 0 && kind !== 'repeated') findings.push(`${kind}: ${words}`);
  };
  for (const pair of new Set(expected.map(keyOf))) {
    const messages = byPair.get(pair) ?? [];
    const [alert, ...others] = alertsByPair.get(pair) ?? [];
    const [delivery, ...more] = alert?.deliveries ?? [];
    counts.alerts += alert ? 1 : 0;
    counts.sent += messages.length > 0 ? 1 : 0;
    const ids = new Set(messages.map(({ id }) => id));
    const states = (alert?.deliveries ?? [])
      .map(({ kind, state, attempts }) => `${kind} ${state}: ${attempts.join(', ')}`)
      .join('; ');
    const repeats = Math.max(0, messages.length - 1);
    find('lost', messages.length === 0 || !alert ? 1 : 0, `${pair} (${alert ? states : 'no alert'})`);
    find('repeated', repeats, pair);
    find('unexplained', Math.max(0, repeats - repeatsPermitted(delivery, permitted)), `${pair} repeated (${states})`);
    find('unexpected', others.length, `${pair} has another alert`);
    find('unexpected', more.length, `${pair} has more than one delivery (${states})`);
    find('unexpected', Math.max(0, ids.size - 1), `${pair} came as ${[...ids].join(' and ')}`);
    find('unrecorded', delivery?.state === 'sent' ? 0 : 1, `${pair} (${states})`);
    byPair.delete(pair);
    alertsByPair.delete(pair);
  }
  for (const [pair, messages] of byPair) find('unexpected', messages.length, `${pair} has a message`);
  for (const [pair, rows] of alertsByPair) find('unexpected', rows.length, `${pair} has an alert`);
  return { ...counts, findings: findings.slice(0, MAX_FINDINGS) };
}

/** One line for people. */
export function describeTally(scenario: string, { alerts, sent, repeated, lost, unexpected }: Tally): string {
  return `${scenario}: ${alerts} alerts, ${sent} sent, ${repeated} repeated${repeated > 0 ? ' (same id)' : ''}, ${lost} lost, ${unexpected} unexpected`;
}

function repeatsPermitted(delivery: DeliveryRecord | undefined, permitted: PermittedRepeat): number {
  switch (permitted) {
    case 'none':
      return 0;
    case 'crash':
      return delivery?.unrecorded ?? 0;
    case 'silence':
      return (delivery?.unrecorded ?? 0) + (delivery?.unanswered ?? 0);
  }
}

function keyOf({ subscription, event }: Expectation): string {
  return `${subscription} ${event}`;
}

function group<Item extends Expectation>(items: readonly Item[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
