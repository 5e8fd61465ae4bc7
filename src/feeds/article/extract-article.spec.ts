import fc from 'fast-check';
import { armedPage, articlePages, barePages, hugePage } from '../../../test/support/article-pages.js';
import { type Article } from './article.js';
import { extractArticle } from './extract-article.js';

const url = 'https://news.example/world/treaty.html';
const read = (body: Buffer | string, contentType = 'text/html; charset=utf-8'): Article => {
  const outcome = extractArticle({ body: Buffer.from(body), contentType, url });
  if (outcome.kind === 'failed') throw new Error(`${outcome.reason}: ${outcome.message}`);
  return outcome.article;
};

describe('extractArticle', () => {
  it.each(Object.entries(articlePages))('finds the article in %s, and nothing else', (_, page) => {
    const { text, html, language } = read(page.body, page.contentType);
    expect(text).toContain(page.begins);
    // A headline or a caption may stand before it, no more.
    expect(text.indexOf(page.begins)).toBeLessThan(100);
    expect(text.slice(text.indexOf(page.ends) + page.ends.length).length).toBeLessThan(100);
    expect(text).toContain(page.ends);
    for (const words of page.around) expect(`${text}${html}`).not.toContain(words);
    expect(language).toBe(page.language);
  });

  it('finds the article in three megabytes', () => {
    const page = hugePage(3_000_000);
    const { text } = read(page.body);
    expect(text.startsWith(page.begins)).toBe(true);
    expect(text.length).toBeGreaterThan(500_000);
    for (const words of page.around) expect(text).not.toContain(words);
  });

  it('gives markup that is safe to show, with whole links', () => {
    const { html } = read(armedPage);
    expect(html).toContain('href="https://news.example/more?a=1"');
    expect(html).toContain('src="https://news.example/world/x.png"');
    expect(html).not.toMatch(/steal|javascript:|onerror|onclick|<script|<iframe|<form|<input|evil/);
  });

  it('resolves links against the base that the page names', () => {
    const page = armedPage.replace('<meta', '<base href="/archive/2026/"><meta');
    expect(read(page).html).toContain('href="https://news.example/archive/more?a=1"');
  });

  it.each(Object.entries(barePages))('finds none in %s, and says so', (_, { reason, html }) => {
    expect(extractArticle({ body: Buffer.from(html), contentType: 'text/html', url })).toMatchObject({
      kind: 'failed',
      reason,
    });
  });

  it.each([
    ['one that scripts may show', '<div class="paywall-modal" hidden>Already a subscriber? Sign in</div>', false],
    ['a form to sign in, of the menu', '<form><input type="password"></form>', false],
    ['one beside an article that is long', '<div class="paywall">Already a subscriber? Sign in</div>', true],
  ])('finds the article although there is a wall: %s', (_, wall, isLong) => {
    const page = isLong ? hugePage(10_000) : articlePages['a newspaper with all that sells beside the article'];
    expect(read(String(page?.body).replace('</body>', `${wall}</body>`)).text).toContain(page?.ends);
  });

  it.each<[string, string, string, string]>([
    ['a PDF', 'application/pdf', '%PDF-1.7', 'not-html'],
    ['a picture', 'image/jpeg', '<html>', 'not-html'],
    ['words without a type', '', 'just words', 'not-html'],
    ['a page without a type', '', '<!DOCTYPE html><html><body>nothing</body></html>', 'no-article'],
    ['a page of a general type', 'application/octet-stream', '<HTML><body>nothing</body></html>', 'no-article'],
    ['nothing at all', 'text/html', '', 'no-article'],
    ['too many characters', 'text/html', 'x'.repeat(6_000_001), 'too-large'],
    ['too many elements', 'text/html', '<b></b>'.repeat(100_001), 'too-large'],
  ])('refuses %s', (_, ...[contentType, body, reason]) => {
    expect(extractArticle({ body: Buffer.from(body), contentType, url })).toMatchObject({ kind: 'failed', reason });
  });

  it.each<[string, (html: string) => string]>([
    ['two bodies', (html) => html.replace('<main>', '</body><body class="second"><main>')],
    ['words before its root', (html) => `\ufeff nonsense ${html}`],
    ['a root within its body', (html) => html.replace('<main>', '<html><head><title>x</title></head><main>')],
    ['an element round its root', (html) => `<noscript></noscript><div>${html}</div>`],
    [
      'an end before its end',
      (html) => html.replace('<div class="article-body">', '</html><div class="article-body">'),
    ],
    ['a body in a comment', (html) => html.replace('<main>', '<!-- <body> --><main>')],
  ])('finds the article in a page with %s', (_, breakIt) => {
    const page = articlePages['a newspaper with all that sells beside the article'];
    const { text, language } = read(breakIt(String(page?.body)));
    expect(text).toContain(page?.begins);
    expect(text).toContain(page?.ends);
    expect(language).toBe('en-GB');
  });

  it('fails on no page, however it is broken', () => {
    const sources = Object.values(articlePages).map(({ body }) => String(body));
    const bit = fc.constantFrom(
      ...'< > " <!-- --> <template> <svg> <math> <select> <frameset> <html> <body> </body> </html> <table><p> </p> <a><a>'.split(
        ' ',
      ),
      ...[
        '<base href="http://[">',
        '<a href="http://[">',
        '<p',
        '\0',
        '&#xD800;',
        '<![CDATA[',
        '<?xml version="1.0"?>',
      ],
      ...[
        '<div class="" id="">',
        '<p is="x-y">',
        '<a xmlns:x=y x:z=1>',
        '<script type="application/ld+json">{',
        '<title>',
      ],
    );
    const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), bit, drop: fc.nat({ max: 40 }) });
    fc.assert(
      fc.property(fc.constantFrom(...sources), fc.array(change, { minLength: 1, maxLength: 8 }), (source, changes) => {
        const html = changes.reduce((page, { at, bit: piece, drop }) => {
          const place = Math.floor(at * page.length);
          return page.slice(0, place) + piece + page.slice(place + drop);
        }, source);
        const outcome = extractArticle({ body: Buffer.from(html), contentType: 'text/html', url });
        if (outcome.kind === 'read') expect(outcome.article.html).not.toMatch(/<script|<iframe|javascript:/i);
      }),
      { numRuns: 300 },
    );
  });
});
