import type { ApiDocument } from './document.js';
import { operationsOf } from './document.js';

/** In the order in which a story flows. */
const descriptions: Record<string, string> = {
  session: 'Signing in and out, and who is signed in',
  people: 'Who works here, in which role',
  users: 'Who works here, in which role',
  'api-keys': 'Keys for programs, with scopes',
  feeds: 'What is pulled: RSS, Atom, RDF and JSON Feeds, with their polling state and health',
  'feed-notices': 'What is wrong with feeds, told once and until it is mended',
  'sample-wire': 'A small feed of made-up stories, to see the whole way without the internet',
  stories: 'What came: published items as they stand now, with earlier wordings',
  events: 'What happened: the happening that several stories tell',
  matches: 'Which topic found which story, with score and evidence',
  topics: 'What is looked for: stored queries over words and entities, their drafts, trials and versions',
  entities: 'Named things and concepts, with their forms in every language',
  search: 'Full-text search over all stories, in the query language of topics',
  subscribers: 'Who gets alerts: people and teams',
  targets: 'Where alerts go: email addresses, Slack, webhooks',
  subscriptions: 'Who wants what, how often, within which limits',
  silences: 'Times at which nothing is sent',
  alerts: 'Who was told of what, and why or why not',
  decisions: 'What was decided about each story, with its reason',
  digests: 'Several alerts in one message, at the time that a subscription says',
  deliveries: 'Alerts and digests on their way, with every attempt',
  mailbox: 'Messages that are kept here instead of being sent',
  live: 'Stories, alerts and deliveries as they come',
  audit: 'Every change: who, what, before and after',
  status: 'Whether all is well, and how much there is of everything',
};

/** Lists the tags that are in use; one without a description here stands at the end, with none. */
export function describeTags(document: ApiDocument): void {
  const used = new Set([...operationsOf(document)].flatMap(({ operation }) => operation.tags ?? []));
  const known = Object.keys(descriptions).filter((name) => used.has(name));
  const others = [...used].filter((name) => !known.includes(name)).sort();
  document.tags = [...known, ...others].map((name) => ({ name, description: descriptions[name] ?? '' }));
}
