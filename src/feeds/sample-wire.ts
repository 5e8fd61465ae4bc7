import { readFileSync } from 'node:fs';
import { Feed } from 'feed';
import { parse } from 'yaml';
import { z } from 'zod';

const sampleStorySchema = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  language: z.string(),
  title: z.string().min(1),
  text: z.string().min(1),
  /** Before the moment at which the wire was switched on; negative: after it. */
  minutesAgo: z.number(),
  /** Slugs of the topics that should find it. */
  topics: z.array(z.string()),
});
export type SampleStory = z.infer<typeof sampleStorySchema>;

/** Throws on the first entry that is not a story, with its place. */
export function loadSampleStories(file: string): SampleStory[] {
  const parsed = z.array(sampleStorySchema).safeParse(parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${file}: entry ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a story'}`);
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
      description: story.text,
      author: [{ name: 'Wirewatch sample' }],
      date,
    });
  }
  return feed.rss2();
}
