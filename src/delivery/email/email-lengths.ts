/** UTF-16 units, about: what a reader wants to know before opening the story. */
export const EXCERPT_LENGTH = 400;
export const DIGEST_EXCERPT_LENGTH = 220;
export const CHANGES_LENGTH = 1_200;
/** Events that a digest tells in full; beyond them an event is a few lines, and beyond the second a number. */
export const DIGEST_FULL_EVENTS = 20;
export const DIGEST_EVENTS = 60;
export const DIGEST_UPDATES = 5;
/** Gmail cuts a mail off at 102 KB. */
export const MAX_HTML_BYTES = 95_000;

export const TOO_MUCH_CHANGED = 'Too much changed to be shown here: the story page has both wordings.';
