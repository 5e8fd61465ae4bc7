/** A page as it was fetched. */
export interface Page {
  body: Uint8Array;
  /** The header, with its charset. */
  contentType?: string;
  /** Where the body came from, after redirects. */
  url: string;
}

export interface Article {
  /** Plain text on one line; empty where the page names none. */
  title: string;
  /** Plain text, one line a paragraph. */
  text: string;
  /** The same with its markup, safe to show; links absolute. */
  html: string;
  /** As the page declares it, such as `ru-RU`. */
  language?: string;
}

export type ExtractFailure =
  /** Another kind of document. */
  | 'not-html'
  /** More characters, elements or memory than a page may take. */
  | 'too-large'
  /** Reading it took too long and was broken off. */
  | 'timeout'
  /** A page, but no connected prose: a list of links, an empty frame. */
  | 'no-article'
  /** Only the beginning, the rest for subscribers. */
  | 'paywall-stub'
  /** A form to sign in. */
  | 'login-wall'
  /** A question whether a person is reading. */
  | 'bot-check'
  | 'internal-error'
  | 'aborted';

/** What reading a page came to; the message is for people. */
export type ExtractOutcome =
  { kind: 'read'; article: Article } | { kind: 'failed'; reason: ExtractFailure; message: string };

/** Finds the article in a page. */
export interface ArticleExtractor {
  /** Never rejects: whatever happens is an outcome. */
  extract(page: Page, signal?: AbortSignal): Promise<ExtractOutcome>;
  close(): Promise<void>;
}

/** Injection token of {@link ArticleExtractor}. */
export const ARTICLE_EXTRACTOR = Symbol('article extractor');
