import type { Channel } from '../channel.js';
import type { Message } from '../message.js';
import { type HttpAnswer, type HttpClient, postJson } from '../post-json.js';
import { editRefused } from '../refuse-edit.js';
import type { SendOutcome } from '../send-outcome.js';
import { renderSlack } from './render-slack.js';
import { describeSlackAddress, type SlackAddress, slackAddressSchema, type SlackBot } from './slack-address.js';
import { isThreadGone, judgeApiAnswer, judgeWebhookAnswer } from './slack-answers.js';
import { readReference } from './slack-reference.js';

export interface SlackChannelOptions extends HttpClient {
  /** Of the Web API, without a slash at the end. */
  apiUrl: string;
}

export function createSlackChannel(options: SlackChannelOptions): Channel<SlackAddress> {
  return {
    kind: 'slack',
    addressSchema: slackAddressSchema,
    // https://docs.slack.dev/apis/web-api/rate-limits: one message a second for each channel.
    pace: { atOnce: 1, spacingMs: 1_000 },
    canEdit: (address) => 'token' in address,
    describe: describeSlackAddress,
    send: (message, address, signal) =>
      'token' in address
        ? sendByBot(message, address, options, signal)
        : sendByWebhook(message, address.webhookUrl, options, signal),
  };
}

async function sendByWebhook(
  message: Message,
  url: string,
  client: HttpClient,
  signal: AbortSignal,
): Promise<SendOutcome> {
  if (message.kind === 'edit') return editRefused;
  return postJson({ url, body: JSON.stringify(renderSlack(message)) }, client, signal, judgeWebhookAnswer);
}

async function sendByBot(
  message: Message,
  bot: SlackBot,
  options: SlackChannelOptions,
  signal: AbortSignal,
): Promise<SendOutcome> {
  const content = {
    ...renderSlack(message),
    // Slack takes no idempotency key; this lets an operator tell a repetition.
    metadata: { event_type: 'wirewatch_delivery', event_payload: { delivery_id: message.deliveryId } },
  };
  const call = (method: string, body: object, judge = judgeApiAnswer) =>
    postJson(
      {
        url: `${options.apiUrl}/${method}`,
        headers: { authorization: `Bearer ${bot.token}` },
        body: JSON.stringify({ ...body, ...content }),
      },
      options,
      signal,
      judge,
    );
  if (message.kind === 'edit') {
    const place = readReference(message.earlier.reference);
    return place ? call('chat.update', place) : editRefused;
  }
  const thread = message.kind === 'update' ? readReference(message.earlier?.reference) : null;
  if (!thread) return call('chat.postMessage', { channel: bot.channel });
  let isThreadLost = false;
  const outcome = await call('chat.postMessage', inThread(thread, message), (answer: HttpAnswer) => {
    isThreadLost = isThreadGone(answer);
    return judgeApiAnswer(answer);
  });
  // Somebody deleted the first message: what came after it must still be heard of.
  return isThreadLost ? call('chat.postMessage', { channel: bot.channel }) : outcome;
}

/** That something was wrong is shown in the channel too, and not only to those who open the thread. */
function inThread({ channel, ts }: { channel: string; ts: string }, message: Message): object {
  const isLoud = message.kind === 'update' && message.update !== 'development';
  return { channel, thread_ts: ts, ...(isLoud ? { reply_broadcast: true } : {}) };
}
