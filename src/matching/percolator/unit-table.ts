import { foldCase, isClusterPart, normalizeText } from '../normalize.js';

/**
 * What the scanner has to know of a UTF-16 unit, in one load: the folded unit in the low 16 bits, and above it what the unit is.
 * No flag at all is a separator that joins and completes nothing, which is where a text may be cut.
 */
export const UNIT_FLAGS = {
  LETTER: 1 << 16,
  DIGIT: 1 << 17,
  /** Beside LETTER: an apostrophe between two of these is a letter too. */
  CYRILLIC: 1 << 18,
  HAN: 1 << 19,
  HIRAGANA: 1 << 20,
  KATAKANA: 1 << 21,
  HANGUL: 1 << 22,
  /** May stand inside a number, an acronym (full stop, comma) or an HTML entity (#, semicolon): no text is cut there. */
  INNER: 1 << 23,
  APOSTROPHE: 1 << 24,
  /** Only the reference tokenizer can say: surrogates, marks, entities, what folds to several units, what is dropped. Stands with its own unit. */
  SLOW: 1 << 25,
} as const;
export const UNIT = 0xffff;

const { LETTER, DIGIT, CYRILLIC, HAN, HIRAGANA, KATAKANA, HANGUL, INNER, APOSTROPHE, SLOW } = UNIT_FLAGS;

export interface UnitTable {
  entries: Int32Array;
  /** The unit normalised with its letter case, for exact forms. */
  cased: Uint16Array;
}

let table: UnitTable | undefined;

/** Made once a process from the reference functions, so the two cannot drift apart. */
export function unitTable(): UnitTable {
  table ??= makeUnitTable();
  return table;
}

function makeUnitTable(): UnitTable {
  const entries = new Int32Array(0x10000);
  const cased = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) {
    const normal = normalUnit(unit);
    cased[unit] = normal?.length === 1 ? normal.charCodeAt(0) : unit;
    entries[unit] = normal === undefined ? SLOW | unit : entryOf(normal, unit);
  }
  return { entries, cased };
}

/** Undefined where the unit alone does not say what it becomes. */
function normalUnit(unit: number): string | undefined {
  const character = String.fromCharCode(unit);
  const isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
  if (isSurrogate || character === '&' || isClusterPart(character)) return undefined;
  return normalizeText(character).text;
}

function entryOf(normal: string, unit: number): number {
  if (normal.length !== 1) {
    if (/[\p{L}\p{M}\p{N}']/u.test(normal)) return SLOW | unit;
    return /[.,#;]/.test(normal) ? INNER : 0;
  }
  const folded = foldCase(normal);
  if (folded.length !== 1) return SLOW | unit;
  const flags = flagsOf(normal);
  return flags === SLOW ? SLOW | unit : flags | folded.charCodeAt(0);
}

function flagsOf(normal: string): number {
  if (/^[.,#;]$/.test(normal)) return INNER;
  if (normal === "'") return APOSTROPHE;
  if (/\p{Script=Han}/u.test(normal)) return HAN;
  if (/\p{Script=Hiragana}/u.test(normal)) return HIRAGANA;
  if (/[\p{Script=Katakana}ー]/u.test(normal)) return KATAKANA;
  if (/\p{Script=Hangul}/u.test(normal)) return HANGUL;
  if (/\p{Nd}/u.test(normal)) return DIGIT;
  if (/[\p{M}\p{N}]/u.test(normal)) return SLOW;
  if (/\p{L}/u.test(normal)) return LETTER | (/\p{Script=Cyrillic}/u.test(normal) ? CYRILLIC : 0);
  return 0;
}
