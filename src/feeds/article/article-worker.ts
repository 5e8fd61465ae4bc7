import { parentPort } from 'node:worker_threads';
import { type ExtractOutcome, type Page } from './article.js';
import { extractArticle } from './extract-article.js';

parentPort?.on('message', (page: Page) => parentPort?.postMessage(extract(page)));

function extract(page: Page): ExtractOutcome {
  try {
    return extractArticle(page);
  } catch (error) {
    // The call stack, for the most part: the libraries recurse over what is nested. The error's own text may quote the page.
    return error instanceof RangeError
      ? { kind: 'failed', reason: 'too-large', message: 'the page is nested too deep' }
      : { kind: 'failed', reason: 'internal-error', message: 'the page made the reader fail' };
  }
}
