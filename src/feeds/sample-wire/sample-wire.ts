import { readFileSync } from 'node:fs';
import { Feed } from 'feed';
import { parse } from 'yaml';
import { z } from 'zod';
import { html } from '../../api/html.js';

const sampleStorySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, 'must be lower-case words joined by hyphens'),
  language: z.string().regex(/^[a-z]{2}(-[A-Z][a-z]{3})?$/, 'must be a language, with its script where there are two'),
  title: z.string().trim().min(1),
  /** One line a paragraph. The last says, in the story's language, that it is a sample. */
  text: z.string().trim().min(1),
  /** Before the moment at which the wire was switched on; negative: after it. */
  minutesAgo: z.number(),
  /** Slugs of the topics that should find it. */
  topics: z.array(z.string()),
});
export type SampleStory = z.infer<typeof sampleStorySchema>;

/** Throws, naming file and entry, on the first that is not a story, or has another's id. */
export function loadSampleStories(file: string): SampleStory[] {
  const entries: unknown = parse(readFileSync(file, 'utf8'));
  if (!Array.isArray(entries)) throw new Error(`${file}: not a list of stories`);
  const stories = new Map<string, SampleStory>();
  for (const [index, entry] of entries.entries()) {
    const parsed = sampleStorySchema.safeParse(entry);
    const where = `${file}: entry ${index + 1}${hasId(entry) ? ` (${entry.id})` : ''}`;
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new Error(`${where}: ${[...(issue?.path ?? []), issue?.message].join(': ')}`);
    }
    if (stories.has(parsed.data.id)) throw new Error(`${where}: the id is taken by an earlier entry`);
    stories.set(parsed.data.id, parsed.data);
  }
  return [...stories.values()];
}

function hasId(entry: unknown): entry is { id: string } {
  return z.object({ id: z.string() }).safeParse(entry).success;
}

/** RSS 2.0 with the stories whose time has come. The same story has the same guid at every call. */
export function renderSampleWire(
  stories: readonly SampleStory[],
  at: { startedAt: Date; now: Date; siteUrl: string },
): string {
  const feed = new Feed({
    id: `${at.siteUrl}/sample-wire.xml`,
    link: at.siteUrl,
    title: 'Wirewatch sample wire',
    description: 'Sample stories that come with Wirewatch. They are not real news.',
    copyright: '',
    updated: at.now,
  });
  for (const story of stories) {
    const date = new Date(at.startedAt.getTime() - story.minutesAgo * 60_000);
    if (date > at.now) continue;
    feed.addItem({
      guid: `sample-${story.id}`,
      id: `sample-${story.id}`,
      title: story.title,
      link: `${at.siteUrl}/sample-wire/${story.id}`,
      content: story.text
        .split('\n')
        .map((paragraph) => html`<p>${paragraph}</p>`.markup)
        .join('\n'),
      author: [{ name: 'Wirewatch sample' }],
      extensions: [{ name: 'dc:language', objects: { _text: story.language } }],
      date,
    });
  }
  return feed.rss2();
}
