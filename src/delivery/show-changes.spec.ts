import fc from 'fast-check';
import { diffWordings, type WordingDiff } from '../stories/diff-wordings.js';
import { changesAsText, showChanges } from './show-changes.js';

const compare = (before: string, after: string) => diffWordings(before, after, { timeoutMs: 1_000 });

function shownText(diff: WordingDiff, maxLength = 500): string {
  const shown = showChanges(diff, maxLength);
  return shown.kind === 'changed' ? changesAsText(shown.parts) : shown.kind;
}

const filler = (words: number) => Array.from({ length: words }, (_, i) => `word${i}`).join(' ');

describe('showChanges', () => {
  it.each([
    ['a word that was replaced', 'They gave three tanks', 'They gave five tanks', 'They gave [-three-] {+five+} tanks'],
    ['words put in at the end', 'They gave tanks', 'They gave tanks and guns', 'They gave tanks {+and guns+}'],
    ['words without spaces', '他们给了三辆坦克', '他们给了五辆坦克', '他们给[-了三辆-]{+了五辆+}坦克'],
    ['lines, as one', 'one\ntwo', 'one\nthree', 'one [-two-]{+three+}'],
    ['nothing', 'They gave tanks', 'They gave tanks', 'unchanged'],
  ])('shows %s', (_, before, after, expected) => {
    expect(shownText(compare(before, after))).toBe(expected);
  });

  it('begins shortly before the first change', () => {
    const text = shownText(compare(`${filler(100)} old`, `${filler(100)} new`));
    expect(text).toMatch(/^… word\d+ .* word99 \[-old-\]\{\+new\+\}$/);
    expect(text.length).toBeLessThan(120);
  });

  it('leaves out what did not change between two changes', () => {
    const middle = filler(300);
    const text = shownText(compare(`a ${middle} b`, `c ${middle} d`), 1_000);
    expect(text).toMatch(/^\[-a-\] \{\+c\+\} word0 .* … .* word299 \[-b-\]\{\+d\+\}$/);
    expect(text.length).toBeLessThan(500);
  });

  it('says that wordings could not be compared', () => {
    expect(shownText({ outcome: 'too-long' })).toBe('too-long');
  });

  it('stays within its length, on one line, of whole characters', () => {
    const words = fc.array(fc.constantFrom('a', 'bb ', '😀', '字', '\n', '\u202E', 'word '), { maxLength: 200 });
    fc.assert(
      fc.property(words, words, fc.integer({ min: 100, max: 300 }), (before, after, maxLength) => {
        const shown = showChanges(compare(before.join(''), after.join('')), maxLength);
        if (shown.kind !== 'changed') return;
        const text = shown.parts.map((part) => part.text).join('');
        expect(text.length).toBeLessThanOrEqual(maxLength + 10);
        expect(text).not.toMatch(/[\n\u202E]|\p{Cs}/u);
      }),
    );
  });
});
