import fc from 'fast-check';
import { type DiffPart, diffWordings } from './diff-wordings.js';

const timeoutMs = 500;
const parts = (earlier: string, later: string, elide = false): DiffPart[] | 'too-long' => {
  const diff = diffWordings(earlier, later, { timeoutMs, elide });
  return diff.outcome === 'compared' ? diff.parts : diff.outcome;
};
const written = (earlier: string, later: string) => {
  const told = parts(earlier, later);
  if (told === 'too-long') return told;
  return told
    .map((part) => {
      if (part.kind === 'elided') return '…';
      return part.kind === 'same' ? part.text : `${part.kind === 'added' ? '+' : '-'}[${part.text.trim()}]`;
    })
    .join('');
};

describe('diffWordings', () => {
  it.each([
    ['nothing', 'The same', 'The same', 'The same'],
    ['a word', 'The pact was signed', 'The pact was torn', 'The pact was -[signed]+[torn]'],
    ['an end', 'They met.', 'They met. They parted.', 'They met. +[They parted.]'],
    ['all', 'One', 'Two', '-[One]+[Two]'],
    ['white space alone', 'One\ntwo', 'One two', 'One two'],
    ['from nothing', '', 'New', '+[New]'],
    ['Chinese', '两国签署条约', '两国废除条约', '两国-[签署]+[废除]条约'],
    ['Thai', 'ประเทศไทยลงนาม', 'ประเทศลาวลงนาม', '-[ประเทศไทย]+[ประเทศลาว]ลงนาม'],
  ])('tells what changed: %s', (_, earlier, later, expected) => {
    expect(written(earlier, later)).toBe(expected);
  });

  it('gives both wordings back', () => {
    const words = fc.array(fc.constantFrom('pact', 'signed', '条约', 'к', '.', ' ', '\n', ', '), { maxLength: 30 });
    fc.assert(
      fc.property(words, words, (before, after) => {
        const [earlier, later] = [before.join(''), after.join('')];
        const told = parts(earlier, later);
        const without = (kind: DiffPart['kind']) =>
          (told === 'too-long' ? [] : told)
            .map((part) => ('text' in part && part.kind !== kind ? part.text : ''))
            .join('');
        expect(without('removed')).toBe(later);
        expect(without('added').replace(/\s/g, '')).toBe(earlier.replace(/\s/g, ''));
      }),
    );
  });

  it('leaves out long stretches that did not change, between words', () => {
    const long = 'some words that stay '.repeat(100);
    const told = parts(`${long}old ${long}`, `${long}new ${long}`, true);
    expect(told).toEqual([
      { kind: 'elided', characters: expect.any(Number) },
      { kind: 'same', text: expect.stringMatching(/^ ?(some|words|that|stay) .*stay $/) },
      { kind: 'removed', text: 'old ' },
      { kind: 'added', text: 'new ' },
      { kind: 'same', text: expect.stringMatching(/^some .*(some|words|that|stay) ?$/) },
      { kind: 'elided', characters: expect.any(Number) },
    ]);
  });

  it.each([
    ['too many words', 'word '.repeat(20_001), 'word', timeoutMs],
    ['no time left', 'One', 'Two', 0],
  ])('says that it is too long: %s', (_, earlier, later, time) => {
    expect(diffWordings(earlier, later, { timeoutMs: time })).toEqual({ outcome: 'too-long' });
  });

  it('gives up in time over long texts that have nothing in common', () => {
    const text = (from: number) => Array.from({ length: 9_000 }, (_, n) => `w${from + n}`).join(' ');
    const start = performance.now();
    expect(diffWordings(text(0), text(50_000), { timeoutMs: 100 })).toEqual({ outcome: 'too-long' });
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
