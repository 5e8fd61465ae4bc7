import { Readability } from '@mozilla/readability';
import { toPlainText, toPlainTitle } from '../read/plain-text.js';
import { toSafeHtml } from '../read/safe-html.js';
import { type ExtractFailure, type ExtractOutcome, type Page } from './article.js';
import { decodePage } from './decode-page.js';
import { findObstacle, readSigns } from './find-obstacle.js';
import { type PageDocument, parsePage } from './parse-page.js';

/** Characters of markup. Real articles with their scripts have three million. */
const MAX_LENGTH = 6_000_000;
const MAX_ELEMENTS = 100_000;
/** Less is a caption, or the frame for what a script would fill in. */
const MIN_LENGTH = 140;
/** The same in scripts that write a word with one or two characters. */
const MIN_DENSE_LENGTH = 60;
/** Of the text, within links: prose has less. */
const MAX_LINK_SHARE = 0.6;
/** From here on Readability is content with what it found; its own 500 has it take navigation along with a short Korean note. */
const ENOUGH_LENGTH = 200;

interface Found {
  title: string;
  text: string;
  markup: string;
  linkShare: number;
}

/**
 * The article of a page without what stands round it, as Firefox's reader view finds it (https://github.com/mozilla/readability).
 * A hostile page can make this slow, and deep: run it where it can be stopped.
 */
export function extractArticle(page: Page): ExtractOutcome {
  if (!isHtml(page)) return failed('not-html', 'the link leads to a document that is no web page');
  const html = decodePage(page.body, page.contentType);
  if (html.length > MAX_LENGTH) return failed('too-large', `the page has more than ${MAX_LENGTH} characters`);
  const document = parsePage(html);
  if (document.querySelectorAll('*').length > MAX_ELEMENTS)
    return failed('too-large', `the page has more than ${MAX_ELEMENTS} elements`);
  const base = baseOf(document, page.url);
  const language = document.documentElement.getAttribute('lang')?.trim() || undefined;
  // Before Readability, which takes the document apart.
  const signs = readSigns(document);
  const found = find(document);
  const obstacle = findObstacle(signs, found?.text ?? '');
  if (obstacle) return obstacle;
  if (!found || found.text.length < leastLength(found.text)) return failed('no-article', 'the page holds no article');
  if (found.linkShare > MAX_LINK_SHARE) return failed('no-article', 'the page is a list of links');
  const { title, text, markup } = found;
  return { kind: 'read', article: { title, text, html: toSafeHtml(markup, base), language } };
}

function find(document: PageDocument): Found | undefined {
  const parsed = new Readability<PageDocument['body']>(document as never, {
    charThreshold: ENOUGH_LENGTH,
    disableJSONLD: true,
    serializer: (node) => node as unknown as PageDocument['body'],
  }).parse();
  const content = parsed?.content;
  if (!content) return undefined;
  const markup = content.innerHTML;
  const text = toPlainText(markup);
  const linked = [...content.querySelectorAll('a')].reduce((sum, link) => sum + lettersOf(link.textContent ?? ''), 0);
  return { title: toPlainTitle(parsed.title ?? ''), text, markup, linkShare: linked / Math.max(1, lettersOf(text)) };
}

function lettersOf(text: string): number {
  return text.replace(/\s+/g, '').length;
}

function leastLength(text: string): number {
  const dense = text.match(/[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  return dense * 3 > text.length ? MIN_DENSE_LENGTH : MIN_LENGTH;
}

function baseOf(document: PageDocument, url: string): string {
  const href = document.querySelector('base[href]')?.getAttribute('href') ?? '';
  return URL.canParse(href, url) ? new URL(href, url).href : url;
}

/** Servers that name no type, or a general one, may still have sent a page. */
function isHtml({ body, contentType }: Page): boolean {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (/^(text\/html|application\/xhtml\+xml)$/.test(type)) return true;
  if (type !== '' && type !== 'text/plain' && type !== 'application/octet-stream') return false;
  const start = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, 1_000)).toString('latin1');
  return /<(!doctype html|html|head|body)[\s>]/i.test(start);
}

function failed(reason: ExtractFailure, message: string): ExtractOutcome {
  return { kind: 'failed', reason, message };
}
