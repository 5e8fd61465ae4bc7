import type { NonMatch } from '../matching/explain.js';
import { explainReason } from './alert-decision.js';

/** What is known of one story and one subscription, stage by stage. */
export interface WhyFacts {
  story: { fetchedAt: Date; matchedAt: Date | null; decidedAt: Date | null; sourceName: string };
  topics: { name: string; enabled: boolean; score: number | null; nonMatch: NonMatch | null }[];
  event: {
    role: 'first' | 'copy' | 'development' | 'correction' | 'retraction';
    likeness: number | null;
    like: { title: string; sourceName: string } | null;
    stories: number;
  } | null;
  decisions: { storyRevision: number; reason: string; digestDueAt: Date | null; digestId: string | null }[];
  deliveries: {
    kind: string;
    state: string;
    targetLabel: string;
    sentAt: Date | null;
    nextAttemptAt: Date;
    attempts: number;
    lastDetail: string | null;
  }[];
}

export interface WhyStages {
  match: string;
  event: string;
  decision: string;
  delivery: string;
  /** All of it in one sentence: the last stage that says something. */
  answer: string;
}

/** Why an alert came, or did not, in words. Times are ISO 8601, in UTC. */
export function explainWhy(facts: WhyFacts): WhyStages {
  const match = explainMatching(facts);
  const event = explainEvent(facts);
  const decision = explainDecision(facts);
  const delivery = explainDeliveries(facts);
  const isFound = facts.topics.some(({ score }) => score !== null);
  const answer = facts.deliveries.length > 0 ? delivery : facts.decisions.length > 0 || isFound ? decision : match;
  return { match, event, decision, delivery, answer };
}

function explainMatching({ story, topics }: WhyFacts): string {
  if (!story.matchedAt) return 'Not matched yet: the story waits in the queue.';
  if (topics.length === 0) return 'The subscription follows no topic.';
  const found = topics.filter(({ score }) => score !== null);
  if (found.length > 0) {
    return `Found by ${found.map(({ name, score }) => `${name} (score ${(score ?? 0).toFixed(2)})`).join(', ')}.`;
  }
  return topics.map(explainMiss).join(' ');
}

function explainMiss({ name, enabled, nonMatch }: WhyFacts['topics'][number]): string {
  if (!enabled) return `${name} is switched off.`;
  switch (nonMatch?.kind) {
    case 'fails':
      return `Not found by ${name}: ${nonMatch.reason}.`;
    case 'matches':
      return `${name} would find it now: it was changed since the story came.`;
    case 'unknown-topic':
    case undefined:
      return `Not found by ${name}, whose query cannot be read.`;
  }
}

function explainEvent({ event }: WhyFacts): string {
  if (!event) return 'It belongs to no event: only stories that a topic finds do.';
  const told = event.stories === 1 ? 'the only story of its event' : `one of ${event.stories} stories of its event`;
  if (!event.like || event.role === 'first') return `It is ${told}${event.stories === 1 ? '' : ', the first'}.`;
  const share =
    event.likeness === null ? '' : `, which shares ${Math.round(event.likeness * 100)} % of its words in a row`;
  const roles = {
    copy: 'a copy',
    development: 'a later story',
    correction: 'a correction',
    retraction: 'a retraction',
  };
  return `It is ${told}: ${roles[event.role]} beside “${event.like.title}” of ${event.like.sourceName}${share}.`;
}

function explainDecision({ story, topics, decisions }: WhyFacts): string {
  const last = decisions[decisions.length - 1];
  if (!last) {
    if (!story.matchedAt || (!story.decidedAt && topics.some(({ score }) => score !== null))) return 'Not decided yet.';
    return topics.some(({ score }) => score !== null)
      ? 'No decision: the subscription did not follow the topic when the story came.'
      : 'Nothing to decide: no topic of the subscription found the story.';
  }
  if (last.digestId) return `${explainReason(last.reason)} It came in a digest.`;
  return last.digestDueAt
    ? `${explainReason(last.reason)} The digest is due at ${last.digestDueAt.toISOString()}.`
    : explainReason(last.reason);
}

function explainDeliveries({ deliveries, decisions }: WhyFacts): string {
  if (deliveries.length === 0) {
    return decisions.some(({ digestDueAt, digestId }) => digestDueAt && !digestId)
      ? 'Nothing was sent yet.'
      : 'Nothing was sent.';
  }
  return deliveries.map(explainDelivery).join(' ');
}

function explainDelivery(delivery: WhyFacts['deliveries'][number]): string {
  const { kind, state, targetLabel, sentAt, nextAttemptAt, attempts, lastDetail } = delivery;
  const what = `${kind[0]?.toUpperCase() ?? ''}${kind.slice(1)} to ${targetLabel}`;
  const because = lastDetail === null ? '' : ` (${lastDetail})`;
  switch (state) {
    case 'sent':
      return `${what}: sent at ${sentAt?.toISOString() ?? 'an unknown time'}.`;
    case 'pending':
      return attempts === 0
        ? `${what}: waits to be sent.`
        : `${what}: failed ${times(attempts)}${because}, tried again at ${nextAttemptAt.toISOString()}.`;
    case 'sending':
      return `${what}: under way.`;
    case 'dead':
      return `${what}: given up after ${attempts} attempts${because}.`;
    case 'rejected':
      return `${what}: refused${because}.`;
    case 'bounced':
      return `${what}: came back${because}.`;
    default:
      return `${what}: ${state}${because}.`;
  }
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
