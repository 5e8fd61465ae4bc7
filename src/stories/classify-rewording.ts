import { readWording } from './read-wording.js';
import { figuresMissing, statedFacts } from './stated-facts.js';

export type Rewording = 'correction' | 'retraction' | 'edit';

interface Wording {
  title: string;
  text: string;
}

/** Less of the shorter headline's words in common, and the headline is another one, with facts of its own. */
const MIN_COMMON_WORDS = 0.5;

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * What a story's new wording does to what was told by the earlier one. It takes it back or puts it right where it says so and the
 * earlier did not, and puts it right where the headline has another figure in the place of one, or says no where it said yes.
 */
export function classifyRewording(before: Wording, after: Wording): Rewording {
  const [told, tells] = [readWording(before), readWording(after)];
  if (tells.notice !== null && tells.notice !== told.notice) return tells.notice;
  if (commonWords(told.title, tells.title) < MIN_COMMON_WORDS) return 'edit';
  const [stated, states] = [statedFacts(told.title), statedFacts(tells.title)];
  const isOtherFigure = figuresMissing(stated, states).length > 0 && figuresMissing(states, stated).length > 0;
  const isDenied = stated.negations % 2 !== states.negations % 2;
  return isOtherFigure || isDenied ? 'correction' : 'edit';
}

/** Share of the shorter headline's words. */
function commonWords(one: string, other: string): number {
  const [few = new Set<string>(), many = new Set<string>()] = [wordsOf(one), wordsOf(other)].sort(
    (a, b) => a.size - b.size,
  );
  return few.size === 0 ? 0 : [...few].filter((word) => many.has(word)).length / few.size;
}

function wordsOf(title: string): Set<string> {
  const words = [...segmenter.segment(title.toLowerCase())].filter(({ isWordLike }) => isWordLike);
  return new Set(words.map(({ segment }) => segment));
}
