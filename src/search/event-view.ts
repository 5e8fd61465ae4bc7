import { z } from 'zod';
import { isoOrNull } from '../api/page.js';
import { fromStoredSourceKind, sourceKindSchema } from '../feeds/feed-view.js';
import { countIndependentSources } from '../stories/count-independent-sources.js';
import type { ToldEvent } from './told-event.store.js';

const topicView = z.object({ id: z.uuid(), slug: z.string(), name: z.string() });

export const eventView = z
  .object({
    id: z.uuid(),
    firstSeenAt: z.iso.datetime(),
    /** Of the first story that told of it. */
    title: z.string(),
    storyCount: z.number().int(),
    /** Publishing houses among the first 200 stories: copies by one house count once. */
    sourceCount: z.number().int(),
    languages: z.array(z.string()),
    topics: z.array(topicView),
  })
  .meta({ id: 'Event' });

export const eventWithStoriesView = eventView
  .extend({
    /** The first 200, in the order in which they came. */
    stories: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        url: z.string().nullable(),
        language: z.string().nullable(),
        publishedAt: z.iso.datetime().nullable(),
        fetchedAt: z.iso.datetime(),
        role: z.enum(['first', 'copy', 'development', 'correction', 'retraction']).nullable(),
        /** The story that it joined the event by, and the share of words in a row that the two have in common. */
        likeStoryId: z.uuid().nullable(),
        likeness: z.number().nullable(),
        feed: z.object({ id: z.uuid(), title: z.string(), sourceKind: sourceKindSchema }),
        topics: z.array(topicView),
      }),
    ),
  })
  .meta({ id: 'EventWithStories' });

export function toEventView(event: ToldEvent): z.infer<typeof eventView> {
  const { stories } = event;
  const topics = new Map(stories.flatMap(({ matches }) => matches.map(({ topic }) => [topic.id, topic])));
  return {
    id: event.id,
    firstSeenAt: event.firstSeenAt.toISOString(),
    title: stories[0]?.title ?? '',
    storyCount: event.storyCount,
    sourceCount: countIndependentSources(
      stories.map(({ url, feed }) => ({ url, feedUrl: feed.url, siteUrl: feed.siteUrl, feedTitle: feed.title })),
    ),
    languages: [...new Set(stories.flatMap(({ language }) => language ?? []))].sort(),
    topics: [...topics.values()].sort((one, other) => one.slug.localeCompare(other.slug)),
  };
}

export function toEventWithStoriesView(event: ToldEvent): z.infer<typeof eventWithStoriesView> {
  return {
    ...toEventView(event),
    stories: event.stories.map(({ eventRole, feed, matches, publishedAt, fetchedAt, ...story }) => ({
      ...story,
      publishedAt: isoOrNull(publishedAt),
      fetchedAt: fetchedAt.toISOString(),
      role: eventRole,
      feed: { id: feed.id, title: feed.title, sourceKind: fromStoredSourceKind(feed.sourceKind) },
      topics: matches.map(({ topic }) => topic),
    })),
  };
}
