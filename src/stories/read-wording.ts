import { withoutDateline } from './fingerprint.js';
import { type NoticeKind, readNotice } from './notice-marker.js';

/** What a wording tells, without what the house adds: marks before and after the headline, notes to editors, dateline. */
export interface ReadWording {
  notice: NoticeKind | null;
  title: string;
  opening: string;
}

/** Enough for a note, a dateline and the opening. */
export const READ_LENGTH = 2_000;

/** A longer one is no headline, and reading it would take time. */
const TITLE_LENGTH = 500;

/** "[속보]", "[2보]", "(종합)", "【速報】", "(2)": how often and how fast it was sent. */
const SENDING = '속보|긴급|단독|종합\\s?\\d?보?|\\d보|速報|号外|更新|速报|快讯|快訊|独家|獨家';
const SENDING_BEFORE = new RegExp(`^\\s*(?:[\\[(【〔［（](?:${SENDING})[\\])】〕］）]\\s*)+`, 'u');
const SENDING_AFTER = new RegExp(`(?:\\s*[\\[(【〔［（](?:${SENDING}|\\d)[\\])】〕］）])+\\s*$`, 'u');
const EDITORS_NOTE =
  /^\s*\((?:corrects?|correcting|refiles?|clarifies|adds?|updates?|recasts?|writes through|corrige|rectifie|korrigiert)\b[^)]{0,300}\)\s*/iu;

export function readWording(wording: { title: string; text: string }): ReadWording {
  const text = wording.text.slice(0, READ_LENGTH);
  const sent = wording.title.slice(0, TITLE_LENGTH).replace(SENDING_BEFORE, '');
  const { notice, title } = readNotice({ title: sent, text });
  return {
    notice,
    title: title.replace(SENDING_BEFORE, '').replace(SENDING_AFTER, '').trimEnd(),
    opening: withoutDateline(text.replace(EDITORS_NOTE, '')),
  };
}
