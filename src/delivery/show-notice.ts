import { toLine } from './display-text.js';
import type { NoticeMessage } from './message.js';
import { MAX_NAME_LENGTH } from './show-story.js';

const MAX_TEXT_LENGTH = 1_000;

/** A notice in words that any channel may set, one line each; not yet escaped. */
export function showNotice({ subscriberName, targetLabel, text }: NoticeMessage): {
  title: string;
  about: string;
  text: string;
} {
  const label = toLine(targetLabel, MAX_NAME_LENGTH);
  return {
    title: `Alerts to ${label} need a hand`,
    about: `${label} of ${toLine(subscriberName, MAX_NAME_LENGTH)}`,
    text: toLine(text, MAX_TEXT_LENGTH),
  };
}
