import { toLine } from './display-text.js';
import type { MatchReason } from './message.js';

export interface TopicExplanation {
  topic: string;
  /** Such as `“DPRK” (North Korea) in the title`. */
  reasons: string[];
}

const MAX_TOPICS = 8;
const MAX_REASONS = 6;
const MAX_FORM_LENGTH = 80;

/** Why the story came, topic by topic, each word once. */
export function explainMatch(why: readonly MatchReason[]): TopicExplanation[] {
  const byTopic = new Map<string, Set<string>>();
  for (const reason of why) {
    const topic = toLine(reason.topic, MAX_FORM_LENGTH);
    const reasons = byTopic.get(topic) ?? new Set();
    byTopic.set(topic, reasons);
    if (reasons.size < MAX_REASONS) reasons.add(inWords(reason));
  }
  return [...byTopic].slice(0, MAX_TOPICS).map(([topic, reasons]) => ({ topic, reasons: [...reasons] }));
}

function inWords({ form, entity, field }: MatchReason): string {
  const found = toLine(form, MAX_FORM_LENGTH);
  const name = entity === undefined ? '' : toLine(entity, MAX_FORM_LENGTH);
  const meaning = name === '' || name.toLowerCase() === found.toLowerCase() ? '' : ` (${name})`;
  return `“${found}”${meaning} in the ${field}`;
}
