// Fills a database with feeds, stories, their words (by the product's own function), events and matches, as files that PostgreSQL reads.
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { LANGUAGES, makeVocabulary } from './vocabulary.mjs';

const FEEDS = 3_000;
const TOPICS = 20;
const DAYS = 60;
const DAY_MS = 24 * 60 * 60_000;
/** A story in ten is found by a topic, and a few of these tell of one event. */
const FOUND = 0.1;
const PER_EVENT = 4;

/**
 * @param {{ databaseUrl: string, folder: string, stories: number, say: (line: string) => void }} options
 */
export async function fillArchive({ databaseUrl, folder, stories, say }) {
  const { storyWords } = await import('../../dist/search/story-words.js');
  const random = seededRandom(1);
  const vocabulary = makeVocabulary(random);
  const startedAt = performance.now();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  const files = Object.fromEntries(
    ['stories', 'story_words', 'matches', 'events'].map((table) => [table, tableFile(join(folder, `${table}.tsv`))]),
  );
  const id = idMaker(random);
  const now = Date.now();
  const feedIds = Array.from({ length: FEEDS }, (_, n) => id(now - DAYS * DAY_MS - n));
  const topicIds = Array.from({ length: TOPICS }, (_, n) => id(now - DAYS * DAY_MS - n));
  await client.query(
    `INSERT INTO feeds (id, url, title, source_kind, next_fetch_at)
     SELECT f.id, 'https://feed' || n || '.example/rss', 'Source ' || n, (ARRAY['wire','state-media','official','independent']::"SourceKind"[])[1 + n % 4], '2100-01-01'
     FROM unnest($1::uuid[]) WITH ORDINALITY AS f(id, n)`,
    [feedIds],
  );
  await client.query(
    `INSERT INTO topics (id, slug, name, query, enabled, updated_at)
     SELECT t.id, 'topic-' || n, 'Topic ' || n, 'word' || n, false, now() FROM unnest($1::uuid[]) WITH ORDINALITY AS t(id, n)`,
    [topicIds],
  );
  let event;
  let inEvent = 0;
  let wordsMs = 0;
  for (let n = 0; n < stories; n++) {
    const at = now - DAYS * DAY_MS + Math.floor((n / stories) * DAYS * DAY_MS);
    const time = new Date(at).toISOString();
    const language = languageAt(random());
    const feed = Math.floor(random() ** 2 * FEEDS);
    const title = vocabulary.write(language, 6 + Math.floor(random() * 6));
    const text = vocabulary.write(language, 50 + Math.floor(random() * 110));
    const story = { id: id(at), feedId: feedIds[feed], title, text, language };
    const isFound = random() < FOUND;
    if (isFound && (!event || inEvent === PER_EVENT)) {
      event = id(at);
      inEvent = 0;
      await files.events.write([event, `f${n}`, time]);
    }
    if (isFound) inEvent++;
    await files.stories.write([
      story.id,
      story.feedId,
      `k${n}`,
      `https://feed${feed}.example/${n}`,
      title,
      text,
      language,
      time,
      time,
      `h${n}`,
      `f${n}`,
      isFound ? event : null,
      isFound ? (inEvent === 1 ? 'first' : 'development') : null,
      time,
      time,
    ]);
    const before = performance.now();
    const searched = storyWords(story);
    wordsMs += performance.now() - before;
    await files.story_words.write([story.id, searched.title, toTsVector(searched.words)]);
    if (isFound) {
      const topic = topicIds[Math.floor(random() ** 2 * TOPICS)];
      const evidence = [{ field: 'title', start: 0, end: 5, form: 'word', clause: 'word' }];
      await files.matches.write([story.id, topic, 0.6, JSON.stringify(evidence), 1, 1, time]);
    }
  }
  for (const file of Object.values(files)) await file.end();
  say(
    `${stories} stories written in ${seconds(startedAt)} s; their words took ${((wordsMs * 1000) / stories).toFixed(0)} µs a story`,
  );
  const loadedAt = performance.now();
  await client.query('DROP INDEX story_words_words_idx, story_words_title_idx');
  await client.query(`SET session_replication_role = replica`);
  for (const [table, columns] of [
    ['events', 'id, fingerprint, first_seen_at'],
    [
      'stories',
      'id, feed_id, key, url, title, text, language, published_at, fetched_at, content_hash, fingerprint, event_id, event_role, matched_at, decided_at',
    ],
    ['story_words', 'story_id, title, words'],
    ['matches', 'story_id, topic_id, score, evidence, story_revision, topic_version, matched_at'],
  ]) {
    await client.query(`COPY ${table} (${columns}) FROM '${join(folder, `${table}.tsv`)}'`);
  }
  say(`loaded in ${seconds(loadedAt)} s`);
  const indexedAt = performance.now();
  await client.query(`SET maintenance_work_mem = '1GB'`);
  await client.query('CREATE INDEX story_words_words_idx ON story_words USING GIN (words)');
  await client.query('CREATE INDEX story_words_title_idx ON story_words USING GIN (title gin_trgm_ops)');
  for (const table of ['feeds', 'topics', 'events', 'stories', 'story_words', 'matches'])
    await client.query(`VACUUM ANALYZE ${table}`);
  const sizes = await client.query(
    `SELECT pg_size_pretty(pg_table_size('stories')) AS stories, pg_size_pretty(pg_table_size('story_words')) AS words,
            pg_size_pretty(pg_relation_size('story_words_words_idx')) AS "index"`,
  );
  say(`indexed in ${seconds(indexedAt)} s: ${JSON.stringify(sizes.rows[0])}`);
  await client.end();
  await rm(folder, { recursive: true, force: true });
}

function tableFile(path) {
  const stream = createWriteStream(path, { highWaterMark: 1 << 20 });
  let chunk = [];
  const flush = async () => {
    const full = !stream.write(chunk.join(''));
    chunk = [];
    if (full) await once(stream, 'drain');
  };
  return {
    async write(row) {
      chunk.push(
        `${row.map((value) => (value === null ? '\\N' : String(value).replace(/[\\\t\n\r]/g, escape))).join('\t')}\n`,
      );
      if (chunk.length >= 500) await flush();
    },
    async end() {
      await flush();
      stream.end();
      await once(stream, 'finish');
    },
  };
}

const ESCAPES = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
function escape(character) {
  return ESCAPES[character];
}

function toTsVector(words) {
  return words.map((word) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`).join(' ');
}

function languageAt(point) {
  let sum = 0;
  for (const [language, share] of LANGUAGES) if (point < (sum += share)) return language;
  return 'en';
}

/** UUIDv7 in the order of creation. */
function idMaker(random) {
  let count = 0;
  return (ms) => {
    const time = Math.floor(ms).toString(16).padStart(12, '0');
    const tail =
      (count++).toString(16).padStart(8, '0') +
      Math.floor(random() * 0xffffffff)
        .toString(16)
        .padStart(8, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(0, 3)}-8${tail.slice(3, 6)}-${tail.slice(6).padEnd(12, '0')}`;
  };
}

function seconds(from) {
  return ((performance.now() - from) / 1000).toFixed(0);
}

/** Mulberry32. */
export function seededRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
