import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Parser from 'rss-parser';
import { projectRoot } from '../../config/project-root.js';
import { parseFeed } from '../read/parse-feed.js';
import { loadSampleStories, renderSampleWire, type SampleStory } from './sample-wire.js';

const stories = loadSampleStories(join(projectRoot, 'prisma/seed/sample-wire.yaml'));
const startedAt = new Date('2026-11-24T12:00:00Z');
const after = (minutes: number) => new Date(startedAt.getTime() + minutes * 60_000);

const read = async (now: Date, from = startedAt) => {
  const parsed = await parseFeed(
    renderSampleWire(stories, { startedAt: from, now, siteUrl: 'http://localhost:3000' }),
    'http://localhost:3000/sample-wire.xml',
    now,
  );
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.feed.items;
};

const entry = (id: string) => `id: ${id}, language: en, title: A, text: A, minutesAgo: 1, topics: []`;

describe('the sample wire', () => {
  it('says of each story that it is a sample, and tells it under its own address', async () => {
    for (const story of stories) {
      expect({ id: story.id, last: story.text.split('\n').pop() }).toEqual({
        id: story.id,
        last: expect.stringContaining('Wirewatch'),
      });
    }
    const items = await read(after(60));
    expect(items).toHaveLength(stories.length);
    for (const item of items)
      expect(item).toMatchObject({
        guid: expect.stringMatching(/^sample-/),
        url: expect.stringMatching(/^http:\/\/localhost:3000\/sample-wire\//),
      });
  });

  it('dates its stories by the moment it was switched on, and lets some come later', async () => {
    const first = await read(startedAt);
    expect(first.length).toBe(stories.filter(({ minutesAgo }) => minutesAgo >= 0).length);
    for (const { publishedAt } of first) expect(publishedAt?.getTime()).toBeLessThanOrEqual(startedAt.getTime());
    await expect(read(after(0.5))).resolves.toHaveLength(first.length + 1);
    const later = await read(after(600), after(540));
    expect(later.map(({ guid }) => guid)).toEqual((await read(after(60))).map(({ guid }) => guid));
    expect(later[0]?.publishedAt).not.toEqual(first[0]?.publishedAt);
  });

  it('has stories for each topic in several languages, and as many for none', () => {
    for (const slug of ['pact', 'china-stance', 'ukraine-missile-policy']) {
      const languages = stories.filter(({ topics }) => topics.includes(slug)).map(({ language }) => language);
      expect(new Set(languages).size).toBeGreaterThanOrEqual(3);
    }
    expect(stories.filter(({ topics }) => topics.length === 0).length).toBeGreaterThanOrEqual(8);
  });

  it('keeps the text as it was written, whatever characters are in it, and states the language', async () => {
    const text = 'Less < more & "both" ]]> </p>\nSecond paragraph';
    const story: SampleStory = { id: 'odd', language: 'uk', title: 'Odd', text, minutesAgo: 0, topics: [] };
    const xml = renderSampleWire([story], { startedAt, now: startedAt, siteUrl: 'http://localhost:3000' });
    const parsed = await parseFeed(xml, 'http://localhost:3000/sample-wire.xml', startedAt);
    expect(parsed).toMatchObject({ ok: true, feed: { items: [{ text, author: 'Wirewatch sample' }] } });
    const channel = await new Parser({ customFields: { item: ['dc:language'] } }).parseString(xml);
    expect(channel).toMatchObject({ title: 'Wirewatch sample wire', items: [{ 'dc:language': 'uk' }] });
  });

  it('holds one report under two ids, as an agency and its client do', () => {
    const reports = new Set(stories.map(({ title, text }) => `${title}\n${text}`));
    expect(stories.length - reports.size).toBe(1);
  });

  it.each([
    ['a story without a title', '- { id: b }', /wire\.yaml: entry 2 \(b\): language: /],
    ['a field that nobody knows', `- { ${entry('b')}, topic: pact }`, /wire\.yaml: entry 2 \(b\): .*topic/],
    ['an id that is taken', `- { ${entry('a')} }`, /wire\.yaml: entry 2 \(a\): the id is taken/],
    ['an entry that is no story', '- text', /wire\.yaml: entry 2: /],
  ])('names the file and the entry for %s', async (_, second, message) => {
    const folder = await mkdtemp(join(tmpdir(), 'sample-'));
    const file = join(folder, 'wire.yaml');
    await writeFile(file, `- { ${entry('a')} }\n${second}\n`);
    expect(() => loadSampleStories(file)).toThrow(message);
    await rm(folder, { recursive: true });
  });
});
