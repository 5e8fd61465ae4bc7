import { diffArrays } from 'diff';

export type DiffPart =
  | { kind: 'same' | 'added' | 'removed'; text: string }
  /** So many characters that did not change. */
  | { kind: 'elided'; characters: number };

/** Two wordings may be too long, or too different, to be compared within the time given. */
export type WordingDiff = { outcome: 'compared'; parts: DiffPart[] } | { outcome: 'too-long' };

const MAX_WORDS = 20_000;
/** Of what did not change, a reader wants to see the words around what did. */
const MAX_SAME_LENGTH = 400;
const CONTEXT_LENGTH = 150;

// Knows the words of languages that are written without spaces.
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * What changed between two wordings, word by word, in the order of the text. White space does not count. Algorithm: Myers,
 * "An O(ND) Difference Algorithm and Its Variations".
 */
export function diffWordings(
  earlier: string,
  later: string,
  { timeoutMs, elide = true }: { timeoutMs: number; elide?: boolean },
): WordingDiff {
  if (earlier === later) return { outcome: 'compared', parts: finish([{ kind: 'same', text: later }], elide) };
  const before = splitWords(earlier);
  const after = splitWords(later);
  if (!before || !after || timeoutMs <= 0) return { outcome: 'too-long' };
  // Numbers compare faster than words.
  const numbers = new Map<string, number>();
  const numberOf = (word: string) => {
    const bare = word.trimEnd();
    const number = numbers.get(bare) ?? numbers.size;
    numbers.set(bare, number);
    return number;
  };
  const changes = diffArrays(before.map(numberOf), after.map(numberOf), { timeout: timeoutMs });
  if (!changes) return { outcome: 'too-long' };
  const parts: { kind: 'same' | 'added' | 'removed'; text: string }[] = [];
  let earlierAt = 0;
  let laterAt = 0;
  for (const { added, removed, count } of changes) {
    const words = removed ? before.slice(earlierAt, earlierAt + count) : after.slice(laterAt, laterAt + count);
    if (!added) earlierAt += count;
    if (!removed) laterAt += count;
    parts.push({ kind: added ? 'added' : removed ? 'removed' : 'same', text: words.join('') });
  }
  return { outcome: 'compared', parts: finish(parts, elide) };
}

/** Each with the white space after it; undefined where there are too many. */
function splitWords(text: string): string[] | undefined {
  const words: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    const last = words.length - 1;
    if (last >= 0 && segment.trim() === '') words[last] += segment;
    else if (words.push(segment) > MAX_WORDS) return undefined;
  }
  return words;
}

function finish(parts: { kind: 'same' | 'added' | 'removed'; text: string }[], elide: boolean): DiffPart[] {
  const told = parts.filter(({ text }) => text !== '');
  if (!elide) return told;
  return told.flatMap((part, place): DiffPart[] => {
    const { kind, text } = part;
    if (kind !== 'same' || text.length <= MAX_SAME_LENGTH) return [part];
    const start = place === 0 ? 0 : endOfWord(text, CONTEXT_LENGTH);
    const end = place === told.length - 1 ? text.length : endOfWord(text, text.length - CONTEXT_LENGTH);
    return [
      { kind: 'same', text: text.slice(0, start) },
      { kind: 'elided', characters: end - start },
      { kind: 'same', text: text.slice(end) },
    ].filter((cut): cut is DiffPart => cut.kind === 'elided' || cut.text !== '');
  });
}

/** The nearest place after the given one where a word ends. */
function endOfWord(text: string, at: number): number {
  const word = segmenter.segment(text).containing(at);
  return word ? word.index + word.segment.length : text.length;
}
