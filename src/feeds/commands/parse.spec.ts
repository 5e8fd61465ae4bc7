import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readList, reportOnFile } from './parse.js';

const now = new Date('2026-03-01T12:00:00Z');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wirewatch-parse-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function report(content: string | Buffer, contentType?: string) {
  const path = join(folder, 'feed');
  await writeFile(path, content);
  const { path: printed, ...rest } = await reportOnFile({ path, ...(contentType && { contentType }) }, now);
  expect(printed).toBe(path);
  return rest;
}

const rss = (item: string) => `<rss version="2.0"><channel><title>Paper</title><item>${item}</item></channel></rss>`;

describe('reportOnFile', () => {
  it('says what the fetcher would read', async () => {
    const item =
      '<title>A &amp;amp; B</title><link>https://p.example/1</link><guid>g</guid><pubDate>Sun, 01 Mar 2026 12:00:00 KST</pubDate>';
    expect(await report(rss(item))).toEqual({
      ok: true,
      format: 'rss',
      title: 'Paper',
      items: [{ id: 'g', title: 'A & B', link: 'https://p.example/1', publishedAt: '2026-03-01T03:00:00.000Z' }],
    });
  });

  it('has null for what an item lacks', async () => {
    expect(await report(rss(''))).toMatchObject({ items: [{ id: null, title: '', link: null, publishedAt: null }] });
  });

  it('gives the date of the update where there is no other', async () => {
    const entry =
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry><updated>2026-03-01T12:00:00Z</updated></entry></feed>';
    expect((await report(entry)).items[0]?.publishedAt).toBe('2026-03-01T12:00:00.000Z');
  });

  it('leaves a relative link as it stands, unless the feed says what it is relative to', async () => {
    expect((await report(rss('<link>news/1</link>'))).items[0]?.link).toBe('news/1');
    expect((await report(rss('<link xml:base="https://p.example/a/">news/1</link>'))).items[0]?.link).toBe(
      'https://p.example/a/news/1',
    );
  });

  it('decodes by the content type', async () => {
    const russian = Buffer.from('d0eef1f1e8ff', 'hex');
    const file = Buffer.concat([
      Buffer.from('<rss><channel><title>'),
      russian,
      Buffer.from('</title></channel></rss>'),
    ]);
    expect((await report(file, 'text/xml; charset=windows-1251')).title).toBe('Россия');
  });

  it.each([
    ['', 'empty: the document is empty'],
    ['<html><body/></html>', 'html-page: a web page, not a feed'],
  ])('says why %j is no feed', async (content, error) => {
    expect(await report(content)).toEqual({ ok: false, error, format: null, title: null, items: [] });
  });

  it.each(['no-such-file', '.'])('reports that %j cannot be read', async (name) => {
    const path = join(folder, name);
    expect(await reportOnFile({ path }, now)).toMatchObject({ path, ok: false, error: expect.stringMatching(/^E/) });
  });
});

describe('readList', () => {
  it('takes a path a line and a content type after a tab', () => {
    expect(readList('\ufeffa b.xml\ttext/xml; charset=koi8-r\r\n\nc.xml\t\nd.xml')).toEqual([
      { path: 'a b.xml', contentType: 'text/xml; charset=koi8-r' },
      { path: 'c.xml' },
      { path: 'd.xml' },
    ]);
  });
});
