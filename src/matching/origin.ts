import { type StoryText } from './definitions.js';
import { type OriginNode } from './query-node.js';
import { tokenizeField } from './tokenize.js';

/** Whether a story comes from the wanted language, source or feed. */
export function originHolds(kind: OriginNode['kind'], wanted: string, story: StoryText): boolean {
  return kind === 'lang' ? languageFits(story.language, wanted) : saysName(story[kind], wanted);
}

/** `lang:zh` takes zh-Hant too; `lang:zh-Hant` takes only that. */
function languageFits(language: string | undefined, wanted: string): boolean {
  const [have, want] = [language?.toLowerCase() ?? '', wanted.toLowerCase()];
  return have === want || have.startsWith(`${want}-`);
}

/** `source:reuters` takes "Reuters World" and "reuters.com": the wanted words, in a row. */
function saysName(name: string | undefined, wanted: string): boolean {
  const words = (text: string): string =>
    ` ${tokenizeField(text, 'text', { sentence: 0, place: 0 })
      .map((token) => token.text)
      .join(' ')} `;
  return words(name ?? '').includes(words(wanted));
}
