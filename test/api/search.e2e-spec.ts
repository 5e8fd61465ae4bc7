import { parse } from 'csv-parse/sync';
import { v7 as newId } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { ADMIN, startTestWirewatch, type TestWirewatch } from '../support/wirewatch.js';
import { PrismaStore } from '../../src/database/prisma.store.js';
import { parseFeed } from '../../src/feeds/read/parse-feed.js';
import { storyWords } from '../../src/search/story-words.js';

const feeds = { wire: newId(), state: newId() };
const HOUR = 60 * 60_000;
const start = Date.now() - 40 * 24 * HOUR;

const texts: { title: string; text: string; language: string }[] = [
  {
    language: 'en',
    title: 'Moscow and Pyongyang ratify their pact',
    text: 'The treaty, signed in June, was ratified.',
  },
  { language: 'en', title: 'Tea prices rise', text: 'Traders in Colombo said that the pact on tea had ended.' },
  { language: 'ru', title: 'Россия и КНДР ратифицировали договор', text: 'Договором предусмотрена взаимная помощь.' },
  { language: 'uk', title: 'Зеленський про обʼєкт', text: 'Угода з Україною набула чинності.' },
  { language: 'ko', title: '북한, 러시아와 조약 비준', text: '북한은 방위조약을 비준했다고 밝혔다.' },
  { language: 'zh-Hans', title: '俄朝条约生效', text: '朝鲜与俄罗斯的条约规定互相援助。' },
  { language: 'ja', title: 'ロシアと北朝鮮の条約', text: '条約は批准された。' },
  { language: 'ar', title: 'روسيا وكوريا الشمالية', text: 'قالت وزارة الخارجية إن المعاهدة سارية.' },
];

describe('searching stories through the API', () => {
  let database: TestDatabase;
  let wirewatch: TestWirewatch;
  let ids: string[] = [];

  const add = async (story: { title: string; text: string; language: string }, at: number, feedId = feeds.wire) => {
    const id = newId({ msecs: at });
    await wirewatch.app.get(PrismaStore).story.create({
      data: {
        ...story,
        id,
        feedId,
        key: id,
        contentHash: id,
        fingerprint: id,
        fetchedAt: new Date(at),
        matchedAt: new Date(at),
        decidedAt: new Date(at),
      },
    });
    const { title, words } = storyWords({ ...story, id, feedId });
    await database.query(
      `INSERT INTO story_words (story_id, title, words) VALUES ($1, $2, array_to_tsvector($3)) ON CONFLICT DO NOTHING`,
      [id, title, words],
    );
    return id;
  };
  const search = async (parameters: Record<string, string>) =>
    wirewatch.expectCall(200, 'GET', `/stories?${new URLSearchParams(parameters)}`);
  const found = async (parameters: Record<string, string>): Promise<string[]> =>
    (await search(parameters)).items.map(({ id }: { id: string }) => ids.indexOf(id)).sort();

  beforeAll(async () => {
    database = await createTestDatabase();
    wirewatch = await startTestWirewatch({ DATABASE_URL: database.url });
    await database.query(
      `INSERT INTO feeds (id, url, title, source_kind, next_fetch_at) VALUES
       ($1, 'https://wire.example/feed', 'Wire World', 'wire', '2100-01-01'),
       ($2, 'https://state.example/feed', 'State', 'state-media', '2100-01-01')`,
      [feeds.wire, feeds.state],
    );
    await database.query(
      `INSERT INTO entities (id, slug, name, kind, forms, updated_at) VALUES ($1, 'nk', 'North Korea', 'place', $2, now())`,
      [
        newId(),
        { en: [{ text: 'Pyongyang' }], ko: [{ text: '북한' }], 'zh-Hans': [{ text: '朝鲜' }], ru: [{ text: 'КНДР' }] },
      ],
    );
    ids = [];
    for (const [nth, text] of texts.entries()) {
      ids.push(await add(text, start + nth * 24 * HOUR, nth % 2 === 0 ? feeds.wire : feeds.state));
    }
  }, 60_000);
  afterAll(async () => {
    await wirewatch.stop();
    await database.drop();
  });

  it.each<[string, number[]]>([
    ['pact', [0, 1]],
    ['pacts', [0, 1]],
    ['title:pact', [0]],
    ['pact NOT tea', [0]],
    ['"Pyongyang ratify"', [0]],
    ['"ratify Pyongyang"', []],
    ['moscow NEAR/3 ratify', [0]],
    ['=Pact', []],
    ['договор', [2]],
    ['договор*', [2]],
    ["об'єкт", [3]],
    ['угода', [3]],
    ['조약', [4]],
    ['북한 NEAR/s 비준', [4]],
    ['朝鲜', [5]],
    ['条约', [5]],
    ['条約', [6]],
    ['ロシア', [6]],
    ['المعاهدة', [7]],
    ['@nk', [0, 2, 4, 5]],
    ['@nk lang:zh', [5]],
    ['source:wire pact', [0]],
    ['NOT lang:en', [2, 3, 4, 5, 6, 7]],
    ['source:state', [1, 3, 5, 7]],
  ])('finds what the matcher finds: %s', async (q, expected) => {
    await expect(found({ q })).resolves.toEqual(expected);
  });

  it('says what stands where', async () => {
    const { items } = await search({ q: '@nk AND (pact NEAR/9 ratify)' });
    const [{ title, found: places }] = items;
    expect(places.map(({ field, start: from, end, term }: any) => [field, title.slice(from, end), term])).toEqual([
      ['title', 'Pyongyang', '@nk'],
      ['title', 'ratify', 'ratify'],
      ['title', 'pact', 'pact'],
    ]);
  });

  it.each<[Record<string, string>, number[]]>([
    [{ language: 'en' }, [0, 1]],
    [{ sourceKind: 'state-media' }, [1, 3, 5, 7]],
    [{ feedId: feeds.wire, language: 'en' }, [0]],
    [{ from: new Date(start + 24 * HOUR).toISOString(), to: new Date(start + 3 * 24 * HOUR).toISOString() }, [1, 2]],
    [{ matched: 'true' }, []],
    [{ matched: 'false', feedId: feeds.state }, [1, 3, 5, 7]],
    [{ topic: 'none' }, []],
    [{ eventId: feeds.wire }, []],
    [{ q: 'pact', feedId: feeds.state }, [1]],
    [{ q: 'pact', language: 'en', to: new Date(start + HOUR).toISOString() }, [0]],
    [{ q: '조약', language: 'ko', sourceKind: 'wire' }, [4]],
    [{ similar: 'Piongyang ratifi' }, [0]],
    [{ similar: 'tea prics' }, [1]],
  ])('takes filters: %j', async (parameters, expected) => {
    await expect(found(parameters)).resolves.toEqual(expected);
  });

  it('names line, column and what was meant where a query cannot be read', async () => {
    const { body } = await wirewatch.call('GET', `/stories?${new URLSearchParams({ q: 'pact AND\n@nc' })}`);
    expect(body).toMatchObject({
      type: 'urn:wirewatch:problem:invalid-request',
      errors: [{ path: 'q:2:1', message: expect.stringContaining('@nk') }],
    });
  });

  it.each([
    ["'; DROP TABLE stories; --"],
    ["pact' | '*"],
    ["\\' OR 1=1"],
    ['!& | <-> :* (pact)'],
    ['%27%00'],
    [String.raw`\\'':*A`],
    ['((((((((((pact))))))))))'],
    ['x'.repeat(9_000)],
  ])('answers to %s with stories or a problem, and nothing else', async (text) => {
    for (const name of ['q', 'similar', 'topic', 'language', 'cursor', 'facets', 'from']) {
      const { status } = await wirewatch.call('GET', `/stories?${new URLSearchParams({ [name]: text })}`);
      expect([200, 400]).toContain(status);
    }
    await expect(database.query('SELECT count(*)::int AS count FROM stories')).resolves.toEqual([
      { count: texts.length },
    ]);
  });

  it('counts by facet, and in all, what filters and query let through', async () => {
    const page = await search({
      q: 'pact OR 조약',
      facets: 'language,source,sourceKind,day,topic',
      total: 'true',
      limit: '1',
    });
    expect(page).toMatchObject({ total: 3, complete: true, nextCursor: expect.any(String) });
    expect(page.facets).toMatchObject({
      language: [
        { value: 'en', count: 2 },
        { value: 'ko', count: 1 },
      ],
      source: [
        { value: feeds.wire, name: 'Wire World', count: 2 },
        { value: feeds.state, name: 'State', count: 1 },
      ],
      topic: [],
    });
    expect(page.facets.day).toHaveLength(3);
  });

  it('meets every story once, page after page, while others come in', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: any = await search({ q: 'NOT lang:ar', limit: '2', ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ id }: { id: string }) => id));
      cursor = page.nextCursor;
      await add({ language: 'en', title: 'A pact of today', text: '' }, Date.now());
    } while (cursor !== null);
    expect(seen).toEqual(ids.slice(0, 7).reverse());
    await database.query('DELETE FROM stories WHERE id <> ALL($1::uuid[])', [ids]);
  });

  describe('downloads', () => {
    const download = async (query: string) => {
      const signIn = await fetch(`${wirewatch.url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(ADMIN),
      });
      const response = await fetch(`${wirewatch.url}/api/v1/stories/export?${query}`, {
        headers: { cookie: signIn.headers.get('set-cookie')?.split(';')[0] ?? '' },
      });
      return { response, bytes: Buffer.from(await response.arrayBuffer()) };
    };

    it('JSON Lines: a story a line, with what a search found', async () => {
      const { response, bytes } = await download('format=jsonl&q=pact');
      expect(response.headers.get('content-disposition')).toMatch(
        /^attachment; filename="stories-\d{4}-\d\d-\d\d\.jsonl"$/,
      );
      const lines = bytes.toString().trimEnd().split('\n');
      expect(lines.map((line) => ids.indexOf(JSON.parse(line).id))).toEqual([1, 0]);
      expect(JSON.parse(lines[1] ?? '').found).not.toEqual([]);
    });

    it('CSV: no formula, UTF-8 that a spreadsheet knows', async () => {
      const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1+1', '＠x'];
      const added: string[] = [];
      for (const title of formulas)
        added.push(await add({ language: 'en', title, text: 'a "quoted",\r\nline' }, Date.now()));
      const { response, bytes } = await download('format=csv');
      expect(response.headers.get('content-type')).toContain('text/csv');
      expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
      const rows = parse(bytes, { bom: true, columns: true }) as Record<string, string>[];
      expect(rows).toHaveLength(texts.length + formulas.length);
      expect(rows.filter(({ id }) => added.includes(id ?? '')).map(({ title }) => title)).toEqual(
        formulas.map((title) => `'${title}`).reverse(),
      );
      expect(rows.find(({ id }) => id === ids[5])?.title).toBe('俄朝条约生效');
      await database.query('DELETE FROM stories WHERE id = ANY($1::uuid[])', [added]);
    });

    it('is refused with the place of the error, and not begun', async () => {
      const { response } = await download('q=%22unclosed');
      expect(response.status).toBe(400);
    });
  });

  describe('what a topic found', () => {
    const topicId = newId();
    const eventId = newId();

    beforeAll(async () => {
      await database.query(
        `INSERT INTO topics (id, slug, name, query, enabled, updated_at) VALUES ($1, 'pact', 'Pact', 'pact', false, now())`,
        [topicId],
      );
      await database.query(`INSERT INTO events (id, fingerprint, first_seen_at) VALUES ($1, 'f', $2)`, [
        eventId,
        new Date(start),
      ]);
      for (const nth of [0, 1, 2]) {
        await database.query(
          `INSERT INTO matches (story_id, topic_id, score, evidence, story_revision, topic_version, matched_at)
           VALUES ($1, $2, 0.5, '[{"field":"title","start":0,"end":3,"form":"pact","clause":"pact"}]', 1, 1, $3)`,
          [ids[nth], topicId, new Date(start + nth * HOUR)],
        );
        await database.query(`UPDATE stories SET event_id = $2, event_role = $3, likeness = $4 WHERE id = $1`, [
          ids[nth],
          eventId,
          nth === 0 ? 'first' : 'development',
          nth === 0 ? null : 0.5,
        ]);
      }
    });

    it('is listed as stories, in every way to filter', async () => {
      await expect(found({ topic: 'pact' })).resolves.toEqual([0, 1, 2]);
      await expect(found({ matched: 'true', language: 'ru' })).resolves.toEqual([2]);
      await expect(found({ topic: 'pact', q: 'tea' })).resolves.toEqual([1]);
      await expect(found({ eventId, sourceKind: 'wire' })).resolves.toEqual([0, 2]);
      await expect(found({ matched: 'false', q: 'lang:en' })).resolves.toEqual([]);
      const { facets } = await search({ facets: 'topic' });
      expect(facets.topic).toEqual([{ value: 'pact', name: 'Pact', count: 3 }]);
    });

    it('is listed as matches, by when', async () => {
      const first = await wirewatch.expectCall(200, 'GET', '/matches?topic=pact&limit=2');
      const rest = await wirewatch.expectCall(200, 'GET', `/matches?topic=pact&limit=2&cursor=${first.nextCursor}`);
      expect([...first.items, ...rest.items].map(({ story }: any) => ids.indexOf(story.id))).toEqual([2, 1, 0]);
      expect(rest.nextCursor).toBeNull();
      expect(first.items[0]).toMatchObject({ topic: { slug: 'pact' }, evidence: [{ form: 'pact' }] });
      const earliest = await wirewatch.expectCall(200, 'GET', '/matches?topic=pact&limit=2&sort=matchedAt');
      expect(earliest.items.map(({ story }: any) => ids.indexOf(story.id))).toEqual([0, 1]);
      await wirewatch.expectCall(400, 'GET', '/matches');
      await wirewatch.expectCall(400, 'GET', '/matches?topic=pact&cursor=nonsense');
    });

    it('is told as an event, across sources', async () => {
      const { items } = await wirewatch.expectCall(200, 'GET', '/events?topic=pact');
      expect(items).toMatchObject([
        { id: eventId, storyCount: 3, sourceCount: 2, languages: ['en', 'ru'], topics: [{ slug: 'pact' }] },
      ]);
      const event = await wirewatch.expectCall(200, 'GET', `/events/${eventId}`);
      expect(event.stories.map(({ id, role, likeness }: any) => [ids.indexOf(id), role, likeness])).toEqual([
        [0, 'first', null],
        [1, 'development', 0.5],
        [2, 'development', 0.5],
      ]);
      await wirewatch.expectCall(404, 'GET', `/events/${topicId}`);
    });

    it.each(['atom', 'json'] as const)('can be followed by a reader that cannot sign in: %s', async (format) => {
      const links = await wirewatch.expectCall(200, 'GET', `/topics/${topicId}/feed-links`);
      const address = new URL(links[format]);
      const here = `${wirewatch.url}${address.pathname}`;
      const response = await fetch(`${here}${address.search}`);
      expect([response.status, response.headers.get('last-modified')]).toEqual([
        200,
        new Date(start + 2 * HOUR).toUTCString(),
      ]);
      const parsed = await parseFeed(await response.text(), address.href, new Date());
      expect(
        parsed.ok && parsed.feed.items.map(({ guid }) => ids.indexOf(guid?.replace('urn:uuid:', '') ?? '')),
      ).toEqual([2, 1, 0]);
      const etag = response.headers.get('etag') ?? '';
      const conditions: Record<string, string>[] = [
        { 'if-none-match': etag },
        { 'if-modified-since': new Date().toUTCString() },
      ];
      for (const headers of conditions) {
        const again = await fetch(`${here}${address.search}`, { headers });
        expect([again.status, await again.text()]).toEqual([304, '']);
      }
      for (const search of ['', '?token=x', `${address.search}x`]) {
        await expect(fetch(`${here}${search}`)).resolves.toMatchObject({ status: 403 });
      }
      const other = here.replace(topicId, eventId);
      await expect(fetch(`${other}${address.search}`)).resolves.toMatchObject({ status: 403 });
    });
  });
});
