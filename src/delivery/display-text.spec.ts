import { flatten, toLanguageTag, toLine, toWebLink } from './display-text.js';

describe('flatten', () => {
  it.each([
    ['line breaks of every kind', 'a\nb\r\nc\u2028d\u2029e\u0085f\u000bg\th', 'a b c d e f g h'],
    ['controls', 'a\u0000b\u001b[31mc\u007fd\u009be', 'ab[31mcde'],
    ['bidirectional overrides, embeddings and isolates', '\u202Egpj\u202C \u2067x\u2069\u202A', 'gpj x'],
    ['half characters', '\uD83D a \uDE00 😀', '\uFFFD a \uFFFD 😀'],
    ['what right-to-left text needs', 'א\u200Fב \u200Eab', 'א\u200Fב \u200Eab'],
    ['joined emoji and Indic joiners', '👩\u200D💻 क्\u200Dष', '👩\u200D💻 क्\u200Dष'],
  ])('handles %s', (_, text, expected) => {
    expect(flatten(text)).toBe(expected);
  });
});

describe('toLine', () => {
  it.each([
    ['  short  ', 10, 'short'],
    ['exactly ten', 11, 'exactly ten'],
    ['longer than ten', 10, 'longer th…'],
    ['ends in space', 8, 'ends in…'],
    ['emoji 😀😀', 8, 'emoji…'],
    [`${'\u0000'.repeat(100)}hidden`, 10, '…'],
    ['', 10, ''],
  ])('cuts %j to %i: %j', (text, length, expected) => {
    expect(toLine(text, length)).toBe(expected);
  });
});

describe('toWebLink', () => {
  it.each([
    ['https://news.example/a?b=c&d=%20#e', 'https://news.example/a?b=c&d=%20#e'],
    ['HTTP://NEWS.example', 'http://news.example/'],
    ['https://news.example/a b\n\tc">', 'https://news.example/a%20bc%22%3E'],
    ['https://новини.укр/', 'https://xn--b1amarcd.xn--j1amh/'],
    ['javascript:alert(1)', undefined],
    ['java\nscript:alert(1)', undefined],
    ['https://bank.example@evil.example/', undefined],
    ['https://:x@evil.example/', undefined],
    ['/relative', undefined],
    ['https://', undefined],
    [`https://news.example/${'x'.repeat(2_000)}`, undefined],
    [null, undefined],
  ])('reads %j as %j', (text, expected) => {
    expect(toWebLink(text)).toBe(expected);
  });
});

describe('toLanguageTag', () => {
  it.each([
    ['en', 'en'],
    ['zh-Hans-CN', 'zh-Hans-CN'],
    ['en" onload="x', null],
    ['english language', null],
    [null, null],
  ])('reads %j as %j', (text, expected) => {
    expect(toLanguageTag(text)).toBe(expected);
  });
});
