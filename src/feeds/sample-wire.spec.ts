import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../config/project-root.js';
import { parseFeed } from './parse-feed.js';
import { loadSampleStories, renderSampleWire } from './sample-wire.js';

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

  it('names the file and the entry that is wrong', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sample-'));
    const file = join(folder, 'wire.yaml');
    await writeFile(file, '- { id: a, language: en, title: A, text: A, minutesAgo: 1, topics: [] }\n- { id: b }\n');
    expect(() => loadSampleStories(file)).toThrow(/wire\.yaml: entry 1\./);
    await rm(folder, { recursive: true });
  });
});
