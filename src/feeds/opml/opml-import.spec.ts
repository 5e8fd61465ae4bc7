import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { openStores, type StoreContext } from '../../../test/support/stores.js';
import { ProblemFilter } from '../../api/problem.filter.js';
import { SchemaValidationPipe } from '../../api/schema-validation.pipe.js';
import { CLOCK } from '../../config/clock.js';
import { FeedStore } from '../feed.store.js';
import { keepRawBodies } from '../../api/raw-body.js';
import { OpmlImportStore } from './opml-import.store.js';
import { OpmlController } from './opml.controller.js';
import { parseOpml, readOpml } from './opml.js';

const now = new Date('2026-11-24T12:00:00Z');
const wrap = (body: string, title = 'My list') =>
  `<?xml version="1.0"?>\n<opml version="2.0"><head><title>${title}</title></head><body>\n${body}\n</body></opml>`;
const outline = (url: string, text = 'Wire') => `<outline text="${text}" type="rss" xmlUrl="${url}"/>`;

describe('OPML import', () => {
  let context: StoreContext;
  let feeds: FeedStore;
  let imports: OpmlImportStore;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    context = await openStores();
    feeds = new FeedStore(context.prisma);
    imports = new OpmlImportStore(context.prisma);
    const module = await Test.createTestingModule({
      controllers: [OpmlController],
      providers: [
        { provide: OpmlImportStore, useValue: imports },
        { provide: CLOCK, useValue: { now: () => now, random: () => 0 } },
      ],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter({ bodyLimit: 1_000 }));
    app.useGlobalPipes(new SchemaValidationPipe());
    app.useGlobalFilters(new ProblemFilter());
    keepRawBodies(app.getHttpAdapter().getInstance() as unknown as FastifyInstance);
    await app.listen(0, '127.0.0.1');
  });
  afterAll(async () => {
    await app.close();
    await context.close();
  });
  beforeEach(async () => {
    await context.database.query('DELETE FROM feeds');
    await context.database.query('DELETE FROM opml_imports');
  });

  type Body = Record<string, unknown> & { id: string; items: Record<string, unknown>[]; nextCursor: string | null };
  const call = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${await app.getUrl()}/feeds${path}`, init);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    const body = (isJson ? JSON.parse(text) : {}) as Body;
    return { status: response.status, headers: response.headers, body, text };
  };
  const send = (body: string | Buffer, type: string | null = 'text/x-opml', path = '/import') =>
    call(path, {
      method: 'POST',
      body: Buffer.from(body),
      ...(type !== null && { headers: { 'content-type': type } }),
    });
  const linesOf = async (id: string, query = '') => (await call(`/imports/${id}/lines${query}`)).body.items;

  it('adds feeds with all that the file says of them, and tells what became of each line', async () => {
    const there = await feeds.create({ url: 'https://There.example', title: 'There' });
    const moved = await feeds.create({
      url: 'https://old.example/',
      title: 'Old',
      finalUrl: 'https://new.example/feed',
    });
    const answer = await send(
      wrap(`<outline text="Asia"><outline text="Yonhap &amp; co" type="rss" xmlUrl="https://yna.example/rss" htmlUrl="https://yna.example/"
  language="ko" country="KR" sourceKind="state-media"/></outline>
${outline('https://there.example:443/')}
${outline('https://new.example/feed')}
${outline('javascript:alert(1)', 'Script')}
${outline('https://yna.example/rss#again')}`),
    );
    expect(answer).toMatchObject({
      status: 201,
      body: { name: 'My list', total: 5, added: 1, alreadyThere: 3, errors: 1, fetched: 0, failing: 0 },
    });
    const lines = await linesOf(answer.body.id);
    expect(lines.map(({ number, line, outcome, message }) => [number, line, outcome, message])).toEqual([
      [1, 3, 'added', null],
      [2, 5, 'already-there', null],
      [3, 6, 'already-there', 'it is there, under another address'],
      [4, 7, 'error', 'Script has no http or https address'],
      [5, 8, 'already-there', 'the same address as in line 3'],
    ]);
    expect(lines[1]?.feedId).toBe(there.id);
    expect(lines[2]?.feedId).toBe(moved.id);
    expect(lines[3]).toMatchObject({ title: 'Script', url: 'javascript:alert(1)', feedId: null });
    expect(await feeds.find(String(lines[0]?.feedId))).toMatchObject({
      url: 'https://yna.example/rss',
      title: 'Yonhap & co',
      siteUrl: 'https://yna.example/',
      language: 'ko',
      country: 'KR',
      sourceKind: 'state_media',
      state: 'active',
      createdAt: now,
      nextFetchAt: now,
    });
  });

  it('adds nothing the second time', async () => {
    const file = wrap(outline('https://a.example/') + outline('https://b.example/'));
    expect((await send(file)).body).toMatchObject({ added: 2, alreadyThere: 0 });
    expect((await send(file)).body).toMatchObject({ added: 0, alreadyThere: 2 });
  });

  it('finds what somebody adds at the same moment', async () => {
    // One feed under three addresses, which the database alone would not find.
    const file = (place: string) =>
      wrap(Array.from({ length: 300 }, (_, id) => outline(`https://a.example/${id}${place}`)).join('\n'));
    const answers = await Promise.all([send(file('')), send(file('#a')), send(file('#b'))]);
    expect(answers.map(({ body }) => body.added).sort()).toEqual([0, 0, 300]);
    expect(answers.map(({ body }) => body.alreadyThere).sort()).toEqual([0, 300, 300]);
  });

  it.each<[string, string, string | Buffer, string | null]>([
    ['text/xml', 'My list', wrap(outline('https://a.example/')), 'text/xml; charset=utf-8'],
    ['application/xml', 'My list', wrap(outline('https://a.example/')), 'application/xml'],
    ['no type at all', 'My list', wrap(outline('https://a.example/')), null],
    ['JSON', 'Given', JSON.stringify({ name: 'Given', opml: wrap(outline('https://a.example/')) }), 'application/json'],
    [
      'JSON without a name',
      'My list',
      JSON.stringify({ opml: wrap(outline('https://a.example/')) }),
      'application/json',
    ],
    ['UTF-16', 'Список', Buffer.from(`\ufeff${wrap(outline('https://a.example/'), 'Список')}`, 'utf16le'), 'text/xml'],
  ])('takes %s', async (_, name, body, type) => {
    expect(await send(body, type)).toMatchObject({ status: 201, body: { name, added: 1 } });
  });

  it('takes a name from the address, before the file’s own', async () => {
    expect((await send(wrap(outline('https://a.example/')), 'text/xml', '/import?name=Mine')).body.name).toBe('Mine');
  });

  it.each<[string, string | Buffer, string, number]>([
    ['a form', 'a=b', 'application/x-www-form-urlencoded', 415],
    ['a form with a file', '--x--', 'multipart/form-data; boundary=x', 415],
    ['no JSON', '{', 'application/json', 400],
    ['JSON of another shape', '{"file": ""}', 'application/json', 400],
    ['nothing', '', 'text/xml', 400],
    ['a page', '<html><body>Hello</body></html>', 'text/html', 400],
    ['a list of none', wrap(''), 'text/xml', 400],
    ['20,001 feeds', wrap('<outline xmlUrl="http://a/"/>'.repeat(20_001)), 'text/xml', 400],
    ['more than 5 MB', 'x'.repeat(25_000_000), 'text/xml', 413],
  ])('refuses %s', async (_, body, type, status) => {
    const answer = await send(body, type);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await context.database.query('SELECT FROM opml_imports')).toEqual([]);
  });

  it('adds what can be read of a broken file, and says where it broke', async () => {
    const answer = await send(
      `<opml><body>\n${outline('https://a.example/')}\n<outline text="B" xmlUrl="https://b.example/ />\n${outline('https://c.example/')}\n<outline text="D`,
    );
    expect(answer.body).toMatchObject({ added: 3, errors: 1 });
    expect(await linesOf(answer.body.id, '?outcome=error')).toEqual([
      expect.objectContaining({ line: expect.any(Number), message: expect.stringMatching(/^the XML is broken/) }),
    ]);
    const stored = await context.database.query<{ url: string }>('SELECT url FROM feeds ORDER BY url');
    expect(stored.map(({ url }) => url)).toEqual(['https://a.example/', 'https://b.example/', 'https://c.example/']);
  });

  it('tells how many of its feeds have been fetched, and how many fail', async () => {
    const { body } = await send(wrap([1, 2, 3, 4].map((id) => outline(`https://${id}.example/`)).join('')));
    await context.database.query(
      `UPDATE feeds SET last_fetched_at = now(), consecutive_failures = 2 WHERE url LIKE '%1%'`,
    );
    await context.database.query(`UPDATE feeds SET last_fetched_at = now() WHERE url LIKE '%2%'`);
    await context.database.query(`DELETE FROM feeds WHERE url LIKE '%3%'`);
    expect((await call(`/imports/${body.id}`)).body).toMatchObject({ total: 4, added: 4, fetched: 3, failing: 1 });
    expect((await call('/imports')).body.items).toEqual([(await call(`/imports/${body.id}`)).body]);
  });

  it('gives the lines page by page, those of one outcome too', async () => {
    const bodies = [1, 2, 3, 4, 5].map((id) => outline(id % 2 ? `https://${id}.example/` : 'nonsense'));
    const { body } = await send(wrap(bodies.join('\n')));
    const read = async (query: string) => (await call(`/imports/${body.id}/lines?${query}`)).body;
    const first = await read('limit=3');
    expect(first.items.map((line) => line.number)).toEqual([1, 2, 3]);
    expect(first.nextCursor).toBe('3');
    expect(await read(`limit=3&cursor=${first.nextCursor}`)).toMatchObject({
      items: [{ number: 4 }, { number: 5 }],
      nextCursor: null,
    });
    expect((await read('outcome=error')).items.map((line) => line.number)).toEqual([2, 4]);
    expect((await read('outcome=added&limit=1')).nextCursor).toBe('1');
  });

  it.each(['/imports/01900000-0000-7000-8000-000000000000', '/imports/01900000-0000-7000-8000-000000000000/lines'])(
    'knows nothing of %s',
    async (path) => {
      expect((await call(path)).status).toBe(404);
    },
  );

  it('takes ten times as many feeds in some ten times the time', async () => {
    const list = (from: number, count: number) =>
      wrap(
        Array.from({ length: count }, (_, id) =>
          outline(`https://site${from + id}.example/feeds/all.xml?n=${id}`, `Newspaper of place ${from + id}`),
        ).join('\n'),
      );
    const time = async (from: number, count: number) => {
      const started = performance.now();
      expect((await send(list(from, count))).body).toMatchObject({ total: count, added: count });
      return performance.now() - started;
    };
    await time(0, 1_000);
    const few = Math.max(await time(1_000, 1_000), 50);
    expect(await time(2_000, 10_000)).toBeLessThan(few * 50);
  });

  describe('export', () => {
    it('gives all feeds but the sample wire, or those of one state, as a file', async () => {
      await feeds.create({ url: 'https://a.example/', title: 'B' });
      await feeds.create({ url: 'https://b.example/', title: 'A', state: 'paused' });
      await feeds.create({ url: 'http://127.0.0.1:3000/sample-wire.xml', title: 'Sample', isSample: true });
      const all = await call('/export');
      expect(all.headers.get('content-type')).toBe('text/x-opml; charset=utf-8');
      expect(all.headers.get('content-disposition')).toBe('attachment; filename="wirewatch-feeds.opml"');
      expect(parseOpml(all.text).feeds.map(({ title }) => title)).toEqual(['A', 'B']);
      expect(parseOpml((await call('/export?state=active')).text).feeds.map(({ title }) => title)).toEqual(['B']);
    });

    it('brings back the same feeds when it is read in', async () => {
      const text = fc.string({ unit: 'grapheme', maxLength: 20 }).map((words) => `${words}x`.trim());
      const feed = fc.record({
        kind: fc.constant('feed' as const),
        line: fc.constant(1),
        feed: fc.record(
          {
            url: fc.webUrl({ withQueryParameters: true }).map((url) => new URL(url).href),
            title: text,
            siteUrl: fc.webUrl().map((url) => new URL(url).href),
            language: fc.constantFrom('uk', 'zh-Hant'),
            country: fc.constantFrom('UA', 'KP'),
            sourceKind: fc.constantFrom('wire' as const, 'state-media' as const, 'official' as const),
          },
          { requiredKeys: ['url'] },
        ),
      });
      const stored = () =>
        context.database.query(
          'SELECT url, title, site_url, language, country, source_kind::text FROM feeds ORDER BY url COLLATE "C"',
        );
      await fc.assert(
        fc.asyncProperty(fc.array(feed, { minLength: 1, maxLength: 8 }), async (entries) => {
          await context.database.query('DELETE FROM feeds');
          await imports.importFeeds('first', entries, now);
          const before = await stored();
          const file = (await call('/export')).text;
          await context.database.query('DELETE FROM feeds');
          await imports.importFeeds('again', readOpml(file).entries, now);
          expect(await stored()).toEqual(before);
        }),
        { numRuns: 20 },
      );
    });
  });
});
