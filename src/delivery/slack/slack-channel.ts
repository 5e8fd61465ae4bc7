import type { Channel } from '../channel.js';
import { type HttpClient, type HttpRefusal, postJson } from '../post-json.js';
import { maskUrl } from '../secret-url.js';
import type { SendOutcome } from '../send-outcome.js';
import { renderSlack } from './render-slack.js';
import { type SlackAddress, slackAddressSchema } from './slack-address.js';

export function createSlackChannel(client: HttpClient): Channel<SlackAddress> {
  return {
    kind: 'slack',
    addressSchema: slackAddressSchema,
    describe: ({ webhookUrl }) => `Slack webhook at ${maskUrl(webhookUrl)}`,
    send: (message, { webhookUrl }, signal) =>
      postJson({ url: webhookUrl, body: JSON.stringify(renderSlack(message)) }, client, signal, judgeRefusal),
  };
}

/** Words that Slack answers: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling-errors */
const goneWords: Record<string, string> = {
  no_service: 'the webhook was removed or switched off',
  no_active_hooks: 'the webhook was switched off',
  channel_is_archived: 'the channel is archived',
  team_disabled: 'the workspace is switched off',
};
const refusedWords: Record<string, string> = {
  channel_not_found: 'there is no such channel',
  action_prohibited: 'an administrator has forbidden the post',
  posting_to_general_channel_denied: 'an administrator has forbidden posts to this channel',
  invalid_token: 'the webhook address is wrong',
  no_team: 'the webhook address is wrong',
  user_not_found: 'there is no such user',
};

function judgeRefusal({ status, word }: HttpRefusal): SendOutcome | undefined {
  if (word === undefined || status >= 500 || status === 429) return undefined;
  const gone = goneWords[word];
  if (gone) return { kind: 'rejected', reason: 'gone', detail: `Slack: ${gone} (${word})`, disableTarget: true };
  const refused = refusedWords[word];
  return refused ? { kind: 'rejected', reason: 'http-status', detail: `Slack: ${refused} (${word})` } : undefined;
}
