import { startHttpSink, type SinkAnswer, type SinkRequest } from '../support/http-sink.js';
import { type SmtpServer, startSmtpServer } from '../support/smtp-server.js';
import type { Acceptance } from './tally.js';
import { eventIn } from './wire-stories.js';

/** Kept before each answer, so that there are messages under way when something breaks. */
const ANSWER_DELAY_MS = 15;

/** What one of them answers to its nth request, counted from 0. */
export type Answer = (subscription: string, nth: number) => SinkAnswer;

export interface Receivers {
  smtp: SmtpServer;
  /** Address of a webhook, or of a Slack webhook, of a subscription. */
  urlOf(subscription: string): string;
  /** Of Slack's Web API, for bots. */
  slackApiUrl: string;
  setAnswer(answer: Answer): void;
  /** Everything that one of them has taken, in whatever way. */
  accepted(): Acceptance[];
  requestCount(): number;
  close(): Promise<void>;
}

/** A mail server, and one HTTP server that stands for all webhooks and for Slack; each remembers what it has taken. */
export async function startReceivers(): Promise<Receivers> {
  const [smtp, http] = await Promise.all([startSmtpServer({ answerDelayMs: ANSWER_DELAY_MS }), startHttpSink()]);
  const taken: Acceptance[] = [];
  const counts = new Map<string, number>();
  let answerOf: Answer = () => ({});
  http.respond((request) => {
    const message = readRequest(request);
    const nth = counts.get(message.subscription) ?? 0;
    counts.set(message.subscription, nth + 1);
    const answer = { delayMs: ANSWER_DELAY_MS, ...answerOf(message.subscription, nth) };
    const isTaken = answer.trouble === undefined && (answer.status ?? 200) < 300;
    if (isTaken) taken.push(message);
    return isTaken ? { ...answer, body: JSON.stringify({ ok: true, channel: 'C0FAULTS', ts: '1.1' }) } : answer;
  });
  return {
    smtp,
    urlOf: (subscription) => `${http.url}/${subscription}`,
    slackApiUrl: `${http.url}/api`,
    setAnswer: (answer) => {
      answerOf = answer;
    },
    accepted: () => [
      ...taken,
      ...[...smtp.messages, ...smtp.brokenOff].map(({ messageId, to, subject }) => ({
        id: /^<([^@]+)@/.exec(messageId ?? '')?.[1] ?? 'none',
        subscription: [to].flat()[0]?.value[0]?.address?.split('@')[0] ?? 'none',
        event: eventIn(subject ?? ''),
      })),
    ],
    requestCount: () => http.requests.length,
    close: async () => {
      await Promise.all([smtp.close(), http.close()]);
    },
  };
}

function readRequest({ path, headers, body }: SinkRequest): Acceptance {
  const event = eventIn(body);
  const id = headers['webhook-id'];
  if (typeof id === 'string') return { id, subscription: path.slice(1), event };
  if (path.startsWith('/api/')) {
    const post = JSON.parse(body) as { channel: string; metadata: { event_payload: { delivery_id: string } } };
    return { id: post.metadata.event_payload.delivery_id, subscription: post.channel, event };
  }
  // A Slack webhook gets no id: the page of the story that is told stands for it.
  return { id: /\/stories\/([0-9a-f-]{36})/.exec(body)?.[1] ?? 'none', subscription: path.slice(1), event };
}
