import { type Article } from './article.js';

export type Completion =
  | { kind: 'completed'; text: string; html: string }
  /** The feed gave as much. */
  | { kind: 'unchanged' }
  /** The page speaks of something else. */
  | { kind: 'another-article' };

/** Letters by which a paragraph is known again; feeds cut theirs off. */
const KNOWN_BY = 50;
/** A feed's text of so many letters has been copied from the article, if that is the article. */
const TELLING_LENGTH = 600;
/** Less more than that is a caption, and not worth matching a story again. */
const MORE = 1.05;
/** What is shorter is a button's label. */
const MIN_PARAGRAPH = 20;
const credit =
  /^(the post .{1,300} appeared first on|read (more|the rest|the full)|continue reading|читать (далее|полностью))\b/iu;

/**
 * A story's text, completed with its article. Nothing that the feed said is lost, or words that were matched and alerted on would
 * vanish: what is not in the article, most often its standfirst, goes before it.
 */
export function completeText(feedText: string, article: Article): Completion {
  const whole = lettersOf(article.text);
  const told = feedText.split('\n').filter((line) => lettersOf(line).length >= MIN_PARAGRAPH && !credit.test(line));
  const missing = told.filter((line) => !whole.includes(lettersOf(line).slice(0, KNOWN_BY)));
  const lettersTold = lettersOf(told.join(' ')).length;
  if (lettersTold >= TELLING_LENGTH && missing.length === told.length) return { kind: 'another-article' };
  if (whole.length <= lettersTold * MORE) return { kind: 'unchanged' };
  return {
    kind: 'completed',
    text: [...missing, article.text].join('\n'),
    html: missing.map((line) => `<p>${escapeHtml(line)}</p>`).join('') + article.html,
  };
}

/** The title of the page does not make a text longer, nor do spaces, or quotes of another shape. */
function lettersOf(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
