import { type FieldName } from './definitions.js';
import { foldCase, normalizeText, type NormalizedText } from './normalize.js';
import { endsSentence } from './sentence-boundary.js';

export type Script = 'word' | 'number' | 'han' | 'kana' | 'hangul';

export interface Token {
  field: FieldName;
  /** Folded: what is compared. */
  text: string;
  /** Normalised with its letter case: what an exact form is compared with. */
  cased: string;
  script: Script;
  /** Range in the stored string. */
  start: number;
  end: number;
  sentence: number;
  /** Reading distance so far, in half words: an ideograph counts as half a word, so that NEAR/n means the same in any script. */
  place: number;
  /** What stands between this token and the one before. */
  gap: Gap;
  /** Written with full stops that `text` leaves out: U.S. */
  acronym: boolean;
}

/**
 * A phrase runs on over `none` and `soft` (blank, hyphen, quotation mark). A `blank` or comma beside an unspaced script parts two
 * phrases, and so, everywhere, does a `wall` (colon, bracket, end of sentence).
 */
export type Gap = 'none' | 'soft' | 'blank' | 'wall';

const UNSPACED = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}ー';
const LETTER = `(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])`;
const CYRILLIC = '\\p{Script=Cyrillic}';
const TOKEN = new RegExp(
  [
    '(?<han>\\p{Script=Han})',
    '(?<kana>\\p{Script=Hiragana}|[\\p{Script=Katakana}ー]+)',
    '(?<hangul>\\p{Script=Hangul}+)',
    `(?<acronym>(?<!${LETTER})(?![${UNSPACED}])\\p{L}(?:\\.(?![${UNSPACED}])\\p{L}(?!${LETTER}))+\\.?)`,
    `(?<number>(?<!${LETTER})\\p{Nd}+(?:[.,]\\p{Nd}+)*(?!${LETTER}))`,
    // The apostrophe is a letter in Ukrainian (об'єкт); in Latin script it parts l'accord and Kyiv's.
    `(?<word>${LETTER}+(?:(?<=${CYRILLIC})'(?=${CYRILLIC})${LETTER}+)*)`,
  ].join('|'),
  'gu',
);
/** What most query terms are: a fifth of the time that compiling many queries takes went into reading these by the rules above. */
const PLAIN_WORD = /^[A-Za-z]{2,}$/;
/** Larger than any NEAR: words of the title and of the text are never within n words of each other. */
const FIELD_DISTANCE = 1_000_000;

/** Title first, then text. The title is one sentence, and the one before the text's first. */
export function tokenizeStory(story: { title: string; text: string }): Token[] {
  const title = tokenizeField(story.title, 'title', { sentence: 0, place: 0 });
  const text = tokenizeField(story.text, 'text', { sentence: 1, place: (title.at(-1)?.place ?? 0) + FIELD_DISTANCE });
  return [...title, ...text];
}

export function tokenizeField(stored: string, field: FieldName, from: { sentence: number; place: number }): Token[] {
  if (PLAIN_WORD.test(stored)) return [plainWord(stored, field, from)];
  const normal = normalizeText(stored);
  const tokens: Token[] = [];
  let { sentence, place } = from;
  let previous: { token: Token; to: number } | undefined;
  for (const found of normal.text.matchAll(TOKEN)) {
    const at = found.index;
    const to = at + found[0].length;
    const acronym = found.groups?.acronym !== undefined;
    const cased = acronym ? found[0].replaceAll('.', '') : found[0];
    if (isPossessive(normal.text, at, cased) && previous && previous.to === at - 1) continue;
    const between = normal.text.slice(previous?.to ?? 0, at);
    const script = scriptOf(found.groups ?? {});
    const ended =
      previous !== undefined &&
      field === 'text' &&
      endsSentence({ word: previous.token.cased, acronym: previous.token.acronym, between, next: cased });
    if (ended) sentence++;
    place += script === 'han' || (script === 'kana' && cased.length === 1) ? 1 : 2;
    const token: Token = {
      field,
      text: foldCase(cased),
      cased,
      script,
      start: normal.starts[at] ?? 0,
      end: normal.ends[to - 1] ?? stored.length,
      sentence,
      place,
      gap: previous ? gapBetween(between, ended, isUnspaced(previous.token.script) && isUnspaced(script)) : 'wall',
      acronym,
    };
    tokens.push(token);
    previous = { token, to };
  }
  return tokens;
}

function plainWord(word: string, field: FieldName, { sentence, place }: { sentence: number; place: number }): Token {
  return {
    field,
    text: word.toLowerCase(),
    cased: word,
    script: 'word',
    start: 0,
    end: word.length,
    sentence,
    place: place + 2,
    gap: 'wall',
    acronym: false,
  };
}

function isPossessive(text: NormalizedText['text'], at: number, cased: string): boolean {
  return (cased === 's' || cased === 'S') && text[at - 1] === "'";
}

function isUnspaced(script: Script): boolean {
  return script === 'han' || script === 'kana';
}

function scriptOf(groups: Record<string, string | undefined>): Script {
  if (groups.han !== undefined) return 'han';
  if (groups.kana !== undefined) return 'kana';
  if (groups.hangul !== undefined) return 'hangul';
  return groups.number === undefined ? 'word' : 'number';
}

export function gapBetween(between: string, ended: boolean, unspaced: boolean): Gap {
  if (between === '') return 'none';
  if (ended || /[;:()[\]{}|。\n]/.test(between)) return 'wall';
  return unspaced && /[\s,、.]/.test(between) ? 'blank' : 'soft';
}
