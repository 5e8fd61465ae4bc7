import { decodeEntityAt } from './html-entity.js';

/**
 * The stored text made comparable, still with its letter case. `starts[i]` and `ends[i]` give the range of the stored
 * string that unit `i` of `text` comes from, so whatever is found here can be shown there.
 */
export interface NormalizedText {
  text: string;
  starts: number[];
  ends: number[];
}

const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u;
/** Marks, conjoining vowels and finals of Hangul, and halfwidth kana voicing all complete the character before them. */
const COMPLETES_PREVIOUS = /[\p{M}\u1160-\u11FF\uFF9E\uFF9F]/u;
const LETTER = /[\p{L}\p{N}\p{M}]/u;
/** More marks on one letter are no writing (Unicode's stream-safe format has the same limit), and putting them in order takes seconds. */
const MOST_MARKS = 30;
const APOSTROPHES = /[\u0374\u2018\u2019\u201B\u02BB\u02BC\u02B9\u2032\u00B4`\uFF07]/g;
const HYPHENS = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g;
const LATIN_OR_GREEK = /[\p{Script=Latin}\p{Script=Greek}]/u;

export function normalizeText(stored: string): NormalizedText {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  let cluster = '';
  let clusterStart = 0;
  let clusterEnd = 0;
  let completable = false;
  let marks = 0;

  const flush = (): void => {
    if (cluster === '') return;
    const normal = normalizeCluster(cluster);
    for (let unit = 0; unit < normal.length; unit++) {
      starts.push(clusterStart);
      ends.push(clusterEnd);
    }
    text += normal;
    cluster = '';
  };

  for (let at = 0, end: number; at < stored.length; at = end) {
    const entity = stored.charCodeAt(at) === 0x26 ? decodeEntityAt(stored, at) : undefined;
    const character = entity?.character ?? String.fromCodePoint(stored.codePointAt(at) ?? 0xfffd);
    end = at + (entity?.length ?? character.length);
    const ascii = character.charCodeAt(0) < 0x80;
    if (!ascii && IGNORABLE.test(character)) continue;
    if (!ascii && COMPLETES_PREVIOUS.test(character)) {
      // On a blank or a bracket, or at the start, there is nothing to complete.
      if (!completable || marks === MOST_MARKS) continue;
      cluster += character;
      marks++;
    } else {
      flush();
      cluster = character;
      clusterStart = at;
      completable = ascii ? /[a-z0-9]/i.test(character) : LETTER.test(character);
      marks = 0;
    }
    clusterEnd = end;
  }
  flush();
  return { text, starts, ends };
}

/** Whether a character is dropped, or belongs to the one before it: it says nothing alone. */
export function isClusterPart(character: string): boolean {
  return IGNORABLE.test(character) || COMPLETES_PREVIOUS.test(character);
}

/** Letter case folded away from text that `normalizeText` has been over. */
export function foldCase(normal: string): string {
  const lower = normal.toLowerCase();
  return /^[\x20-\x7F]*$/.test(lower) ? lower : stripMarks(lower).replaceAll('ς', 'σ');
}

const singles = new Map<string, string>();

function normalizeCluster(cluster: string): string {
  if (cluster.length > 1) return normalizeCharacters(cluster);
  if (cluster.charCodeAt(0) < 0x80) return cluster === '`' ? "'" : cluster;
  let normal = singles.get(cluster);
  if (normal === undefined) {
    normal = normalizeCharacters(cluster);
    singles.set(cluster, normal);
  }
  return normal;
}

function normalizeCharacters(cluster: string): string {
  // Before NFKC, which would turn an acute accent standing for an apostrophe into a space, and ™ into letters of the word.
  const unified = cluster.replace(APOSTROPHES, "'").replace(HYPHENS, '-').replace('™', ' ');
  const compatible = unified.normalize('NFKC');
  // ½ and 🄐 would fall into several words, with what parts them inside one character: they stay themselves.
  return stripMarks(
    /[\p{L}\p{M}\p{N}]/u.test(compatible) && /[^\p{L}\p{M}\p{N}]/u.test(compatible) ? unified : compatible,
  );
}

/**
 * Latin and Greek lose every mark; Cyrillic loses stress and the dots of ё, and keeps й, ї and ґ, which are letters;
 * kana keep their voicing, since ハ and パ are different sounds.
 */
function stripMarks(text: string): string {
  if (LATIN_OR_GREEK.test(text)) text = stripAfter(text);
  return text
    .replace(/[\u0300\u0301]/g, '')
    .replaceAll('ё', 'е')
    .replaceAll('Ё', 'Е');
}

function stripAfter(text: string): string {
  return text
    .normalize('NFD')
    .replace(/([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu, '$1')
    .normalize('NFC');
}
