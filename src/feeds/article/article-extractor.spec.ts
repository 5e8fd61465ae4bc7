import { articlePages, hostilePage } from '../../../test/support/article-pages.js';
import { type ArticleExtractor, type Page } from './article.js';
import { type ArticleExtractorOptions, createArticleExtractor } from './article-extractor.js';

const pageOf = (body: Buffer | string, contentType = 'text/html; charset=utf-8'): Page => ({
  body: Buffer.from(body),
  contentType,
  url: 'https://news.example/treaty',
});
const pages = Object.values(articlePages);
const good = pageOf(pages[0]?.body ?? '');

describe('articleExtractor', () => {
  let extractor: ArticleExtractor;
  const open = (options: ArticleExtractorOptions = {}) => {
    extractor = createArticleExtractor(options);
    return extractor;
  };
  afterEach(() => extractor.close());

  it.each([1, 3])('gives each page its own article, whatever the number of threads (%i)', async (threads) => {
    open({ threads });
    const outcomes = await Promise.all(
      pages.map(({ body, contentType }) => extractor.extract(pageOf(body, contentType))),
    );
    outcomes.forEach((outcome, index) =>
      expect(outcome).toMatchObject({
        kind: 'read',
        article: { text: expect.stringContaining(pages[index]?.begins ?? '?') },
      }),
    );
  });

  it('breaks off a page that takes too long, and reads the next in another thread', async () => {
    open({ timeoutMs: 2_000 });
    const [hostile, next] = await Promise.all([extractor.extract(pageOf(hostilePage)), extractor.extract(good)]);
    expect(hostile).toEqual({
      kind: 'failed',
      reason: 'timeout',
      message: 'the page could not be read within 2000 ms',
    });
    expect(next).toMatchObject({ kind: 'read' });
  });

  it('names a page that takes more memory than it may, and reads the next', async () => {
    open({ memoryMb: 24 });
    const outcome = await extractor.extract(pageOf(`<html><body>${'<p>a, b</p>'.repeat(99_000)}</body></html>`));
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'too-large', message: expect.stringContaining('memory') });
    await extractor.close();
    open();
    await expect(extractor.extract(good)).resolves.toMatchObject({ kind: 'read' });
  });

  it('reads on when a thread has died between two pages or in one', async () => {
    open({
      workerFile: new URL(
        `data:text/javascript,import { parentPort } from 'node:worker_threads';
        parentPort.on('message', () => { throw new Error('a secret of the page') })`,
      ),
    });
    for (let run = 0; run < 3; run += 1) {
      await expect(extractor.extract(good)).resolves.toEqual({
        kind: 'failed',
        reason: 'internal-error',
        message: 'the page made the reader fail',
      });
    }
  });

  it('does not start a thread for more bytes than a page may have', async () => {
    open({ maxBytes: 1_000, workerFile: new URL('file:///nowhere.js') });
    await expect(extractor.extract(pageOf('x'.repeat(1_001)))).resolves.toMatchObject({ reason: 'too-large' });
  });

  it('lets go of who gives up, and of everybody when it is closed', async () => {
    open();
    const stopping = new AbortController();
    const first = extractor.extract(pageOf(hostilePage));
    const stopped = extractor.extract(good, stopping.signal);
    const waiting = extractor.extract(good);
    stopping.abort();
    await expect(stopped).resolves.toMatchObject({ reason: 'aborted' });
    await extractor.close();
    await expect(Promise.all([first, waiting])).resolves.toMatchObject([{ reason: 'aborted' }, { reason: 'aborted' }]);
    await expect(extractor.extract(good)).resolves.toMatchObject({ reason: 'aborted' });
  });
});
