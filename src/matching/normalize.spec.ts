import { foldCase, normalizeText } from './normalize.js';

describe('normalising', () => {
  it.each([
    ['a trade mark, which is no letter', 'ATACMS™', 'atacms '],
    ['lower case', 'KYIV', 'kyiv'],
    ['compatibility forms', 'ＡＴＡＣＭＳ ﬁ ㎞', 'atacms fi km'],
    ['marks of Latin and Greek', 'Pekín Ąé ÀΆ', 'pekin ae aα'],
    ['a dotted capital I', 'İran', 'iran'],
    ['final sigma', 'ΡΩΣ ρως', 'ρωσ ρωσ'],
    ['ё as е, й and ї and ґ as they are', 'Ёлка йод їжак Ґрати', 'елка йод їжак ґрати'],
    ['decomposed Cyrillic', 'йод ёлка'.normalize('NFD'), 'йод елка'],
    ['stress', 'за́мок', 'замок'],
    ['voiced kana, full and halfwidth', 'パ ﾊﾟ ﾊﾞ ハ', 'パ パ バ ハ'],
    ['Hangul in NFD', '북한'.normalize('NFD'), '북한'],
    ['soft hyphens, zero width and joiners', 'tre\u00ADa\u200Bt\u2060y\uFEFF', 'treaty'],
    ['a mark after a zero-width character', 'e\u200B\u0301', 'e'],
    ['apostrophes', '’ ʼ ` ´', "' ' ' '"],
    ['hyphens and dashes', '‐ ‑ – — −', '- - - - -'],
    ['named, decimal and hex entities', '&rsquo;&#8217;&#x2019;&nbsp;&Eacute;&amp;', "''' e&"],
    ['what is no entity', '&foo; &; &#0; &#xD800; & &#99999999;', '&foo; &; &#0; &#xd800; & &#99999999;'],
  ])('%s', (_what, stored, folded) => {
    expect(foldCase(normalizeText(stored).text)).toBe(folded);
  });

  it('keeps the way back to the stored text', () => {
    const { text, starts, ends } = normalizeText('a&#8217;ﬁé\u00ADb');
    expect(text).toBe("a'fieb");
    expect(starts).toEqual([0, 1, 8, 8, 9, 11]);
    expect(ends).toEqual([1, 8, 9, 9, 10, 12]);
  });

  it('takes no more marks on a letter than any writing has', () => {
    const { text, ends } = normalizeText(`й${'\u0323\u0301'.repeat(50_000)} n`);
    expect(text.length).toBeLessThan(40);
    expect([text.at(-1), ends.at(-1)]).toEqual(['n', 100_003]);
  });
});
