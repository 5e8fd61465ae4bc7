import type { HttpAnswer } from '../post-json.js';
import type { SendOutcome } from '../send-outcome.js';

type Words = Record<string, string>;

const WORD = /^[a-z_]{1,60}$/;

/** Words that Slack answers: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling-errors */
const webhookGone: Words = {
  no_service: 'the webhook was removed or switched off',
  no_active_hooks: 'the webhook was switched off',
  channel_is_archived: 'the channel is archived',
  team_disabled: 'the workspace is switched off',
};
const webhookRefused: Words = {
  channel_not_found: 'there is no such channel',
  action_prohibited: 'an administrator has forbidden the post',
  posting_to_general_channel_denied: 'an administrator has forbidden posts to this channel',
  invalid_token: 'the webhook address is wrong',
  no_team: 'the webhook address is wrong',
  user_not_found: 'there is no such user',
};

/** What an incoming webhook's answer comes to where its words say more than its status. */
export function judgeWebhookAnswer({ status, body }: HttpAnswer): SendOutcome | undefined {
  const word = body?.trim() ?? '';
  if (!WORD.test(word) || status < 300 || status >= 500 || status === 429) return undefined;
  const gone = webhookGone[word];
  if (gone) return { kind: 'rejected', reason: 'gone', detail: said(gone, word), disableTarget: true };
  const refused = webhookRefused[word];
  return refused ? { kind: 'rejected', reason: 'http-status', detail: said(refused, word) } : undefined;
}

// https://docs.slack.dev/reference/methods/chat.postMessage#errors
const botGone: Words = {
  is_archived: 'the channel is archived',
  account_inactive: 'the bot was removed or its workspace closed',
  invalid_auth: 'the token is not valid',
  not_authed: 'the token is not valid',
  token_revoked: 'the token was revoked',
  token_expired: 'the token has expired',
  team_disabled: 'the workspace is switched off',
};
// Somebody may mend these: the target stays.
const botUnreachable: Words = {
  not_in_channel: 'the bot was not invited to the channel',
  channel_not_found: 'the bot sees no such channel',
  user_not_found: 'there is no such user',
};
const botRetry: Words = {
  internal_error: 'an error of its own',
  fatal_error: 'an error of its own',
  service_unavailable: 'not at work',
  request_timeout: 'the request took too long',
  team_added_to_org: 'the workspace is being moved',
  org_login_required: 'the workspace is being moved',
  accesslimited: 'not at work',
};
/** Words for a thread that is no more: a message outside of it can still be posted. */
const threadWords = new Set(['thread_not_found', 'invalid_thread_ts', 'cannot_reply_to_message', 'message_not_found']);

export interface SlackApiAnswer {
  ok: boolean;
  error?: string;
  channel?: string;
  ts?: string;
}

/** The answer of a method of the Web API; undefined where it is none. */
export function readApiAnswer(body: string | null): SlackApiAnswer | undefined {
  if (body === null) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // A proxy's page, say.
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('ok' in value) || typeof value.ok !== 'boolean')
    return undefined;
  const textOf = (name: 'error' | 'channel' | 'ts') => {
    const field = (value as Record<string, unknown>)[name];
    return typeof field === 'string' ? { [name]: field } : {};
  };
  return { ok: value.ok, ...textOf('error'), ...textOf('channel'), ...textOf('ts') };
}

export function isThreadGone({ body }: HttpAnswer): boolean {
  return threadWords.has(readApiAnswer(body)?.error ?? '');
}

/** What a method's answer comes to; undefined leaves it to the status. */
export function judgeApiAnswer({ status, body, afterMs }: HttpAnswer): SendOutcome | undefined {
  const answer = readApiAnswer(body);
  if (!answer) {
    // Slack says in words whether it has taken a message: a 200 without them may be anybody's.
    const detail = 'Slack: no answer that can be read';
    return status < 300 ? { kind: 'retry', reason: 'server-error', detail } : undefined;
  }
  if (answer.ok) {
    const { channel, ts } = answer;
    return { kind: 'sent', ...(channel && ts ? { reference: `${channel}/${ts}` } : {}) };
  }
  const word = WORD.test(answer.error ?? '') ? (answer.error ?? '') : 'unknown_error';
  const again = afterMs === undefined ? {} : { afterMs };
  if (status === 429 || word === 'ratelimited' || word === 'rate_limited') {
    return { kind: 'retry', reason: 'rate-limited', detail: said('too many messages', word), ...again };
  }
  const passing = botRetry[word];
  if (passing !== undefined || status >= 500) {
    return { kind: 'retry', reason: 'server-error', detail: said(passing ?? 'an error of its own', word), ...again };
  }
  const gone = botGone[word];
  if (gone) return { kind: 'rejected', reason: 'gone', detail: said(gone, word), disableTarget: true };
  const unreachable = botUnreachable[word];
  if (unreachable) return { kind: 'rejected', reason: 'invalid-target', detail: said(unreachable, word) };
  return { kind: 'rejected', reason: 'refused', detail: said('the message was refused', word) };
}

function said(meaning: string, word: string): string {
  return `Slack: ${meaning} (${word})`;
}
