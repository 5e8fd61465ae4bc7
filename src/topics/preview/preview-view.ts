import { z } from 'zod';
import { isoOrNull } from '../../api/page.js';
import { evidenceSchema } from '../../stories/story-view.js';
import { dayIn, daysBetween } from './day-span.js';
import type { DraftTopics } from './draft-topics.js';
import type { GroupedStories } from './group-stories.js';
import type { PreviewStory } from './preview-archive.store.js';
import type { PreviewPass, PreviewRange } from './run-preview.js';

const sampleFields = {
  story: z
    .object({
      id: z.uuid(),
      title: z.string(),
      text: z.string().describe('Offsets of the evidence count in it'),
      url: z.string().nullable(),
      language: z.string().nullable(),
      publishedAt: z.iso.datetime().nullable(),
      fetchedAt: z.iso.datetime(),
      feed: z.object({ id: z.uuid(), title: z.string() }),
    })
    .meta({ id: 'PreviewStory' }),
};
const foundView = z
  .object({ ...sampleFields, score: z.number(), evidence: z.array(evidenceSchema) })
  .meta({ id: 'PreviewFind' });
const lostView = z
  .object({
    ...sampleFields,
    clause: z.string().describe('Of the draft: the first that fails'),
    reason: z.string().describe('The same in a sentence'),
    nearest: z.array(
      z.object({ field: z.enum(['title', 'text']), start: z.number().int(), end: z.number().int(), text: z.string() }),
    ),
  })
  .meta({ id: 'PreviewLoss' });

export const previewView = z
  .object({
    complete: z.boolean().describe('Whether every story of the range was looked at'),
    stoppedBy: z
      .enum(['time', 'limit', 'matches'])
      .nullable()
      .describe('What ended it before: its time, the limit that was asked for, or more matches than it can group'),
    stories: z.number().int().describe('How many were looked at, newest first'),
    from: z.iso.datetime().nullable().describe('Stories fetched from then on were asked for; null for all'),
    to: z.iso.datetime().describe('And before then'),
    reachedAt: z.iso
      .datetime()
      .nullable()
      .describe('When the oldest story that was looked at was fetched; null where there was none'),
    durationMs: z.number().int(),
    matches: z.number().int(),
    failures: z.number().int().describe('Stories on which the query itself went wrong'),
    alerts: z
      .number()
      .int()
      .describe(
        'Events told by the matches: what a subscription that takes everything at once would have been alerted of',
      ),
    alertsAreExact: z
      .boolean()
      .describe('False where there was no time to compare all matches with one another: they are at most so many'),
    onFirstPoll: z
      .number()
      .int()
      .describe('Matches that came with the first document of their feed: nobody is alerted of what was there before'),
    days: z
      .array(z.object({ day: z.iso.date(), matches: z.number().int(), alerts: z.number().int() }))
      .describe('By the day of fetching, earliest first, days without a match included'),
    sources: z
      .array(z.object({ feed: z.object({ id: z.uuid(), title: z.string() }), matches: z.number().int() }))
      .describe('Most matches first, at most a hundred'),
    samples: z.array(foundView).describe('Spread over the time'),
    comparison: z
      .discriminatedUnion('outcome', [
        z.object({
          outcome: z.literal('compared'),
          topicId: z.uuid(),
          version: z.number().int(),
          kept: z.number().int().describe('Found by both'),
          gained: z.object({ count: z.number().int(), samples: z.array(foundView) }),
          lost: z.object({ count: z.number().int(), samples: z.array(lostView) }),
        }),
        z.object({
          outcome: z.literal('unreadable'),
          topicId: z.uuid(),
          version: z.number().int(),
          message: z.string(),
        }),
      ])
      .nullable()
      .describe('With the saved query of the topic, run over the same stories'),
  })
  .meta({ id: 'TopicPreview' });

export type PreviewView = z.infer<typeof previewView>;

export interface PreviewedTopic {
  id: string;
  version: number;
}

const MOST_SOURCES = 100;
/** Ten years. */
const MOST_DAYS = 3_660;

/** `groups` says which event each of the stories found tells of. */
export function toPreviewView(
  pass: PreviewPass,
  { groups, isComplete: isGrouped }: GroupedStories,
  topics: DraftTopics,
  {
    range,
    timeZone,
    durationMs,
    saved,
  }: { range: PreviewRange; timeZone: string; durationMs: number; saved: PreviewedTopic | null },
): PreviewView {
  const alertDays = daysOfAlerts(pass, groups);
  return {
    complete: pass.stoppedBy === null,
    stoppedBy: pass.stoppedBy,
    stories: pass.looked,
    from: isoOrNull(range.from),
    to: range.to.toISOString(),
    reachedAt: isoOrNull(pass.reachedAt),
    durationMs: Math.round(durationMs),
    matches: pass.found.length,
    failures: pass.failed,
    alerts: alertDays.length,
    alertsAreExact: isGrouped,
    onFirstPoll: pass.found.filter(({ onFirstPoll }) => onFirstPoll).length,
    days: countDays(pass, alertDays, range, timeZone),
    sources: [...pass.sources]
      .map(([id, { title, matches }]) => ({ feed: { id, title }, matches }))
      .sort((a, b) => b.matches - a.matches)
      .slice(0, MOST_SOURCES),
    samples: pass.samples.flatMap((story) => toFound(story, 'draft', topics)),
    comparison: saved && compare(pass, topics, saved),
  };
}

/** One for each event: when the first story of it came that somebody would have been alerted of. */
function daysOfAlerts({ found }: PreviewPass, groups: ReadonlyMap<string, string>): Date[] {
  const first = new Map<string, Date>();
  for (const { id, fetchedAt, onFirstPoll } of found) {
    const group = groups.get(id);
    if (onFirstPoll || group === undefined) continue;
    const known = first.get(group);
    if (!known || fetchedAt < known) first.set(group, fetchedAt);
  }
  return [...first.values()];
}

function countDays(pass: PreviewPass, alerts: Date[], range: PreviewRange, timeZone: string): PreviewView['days'] {
  const dayOf = dayIn(timeZone);
  const first = pass.stoppedBy === null && range.from ? range.from : pass.reachedAt;
  if (!first) return [];
  const span = daysBetween(dayOf(first), dayOf(new Date(range.to.getTime() - 1)), MOST_DAYS);
  const days = new Map(span.map((day) => [day, { day, matches: 0, alerts: 0 }]));
  const count = (at: Date, what: 'matches' | 'alerts') => {
    const day = days.get(dayOf(at));
    if (day) day[what]++;
  };
  for (const { fetchedAt } of pass.found) count(fetchedAt, 'matches');
  for (const at of alerts) count(at, 'alerts');
  return [...days.values()];
}

function compare(pass: PreviewPass, topics: DraftTopics, { id, version }: PreviewedTopic): PreviewView['comparison'] {
  const topic = { topicId: id, version };
  if (topics.savedProblem !== undefined) return { outcome: 'unreadable', ...topic, message: topics.savedProblem };
  const { gained, lost, kept } = pass;
  return {
    outcome: 'compared',
    ...topic,
    kept,
    gained: { count: gained.count, samples: gained.samples.flatMap((story) => toFound(story, 'draft', topics)) },
    lost: {
      count: lost.count,
      samples: lost.samples.flatMap((story) => {
        const missed = topics.whyNot(wordsOf(story));
        return missed ? [{ story: toStory(story), ...missed }] : [];
      }),
    },
  };
}

function toFound(story: PreviewStory, of: 'draft' | 'saved', topics: DraftTopics): z.infer<typeof foundView>[] {
  const found = topics.evidence(of, wordsOf(story));
  return found ? [{ story: toStory(story), ...found }] : [];
}

function wordsOf({ title, text, language, source, feed }: PreviewStory) {
  return { title, text, language: language ?? undefined, source, feed };
}

function toStory(story: PreviewStory): z.infer<typeof foundView>['story'] {
  const { id, title, text, url, language, publishedAt, fetchedAt, feedId, source } = story;
  return {
    id,
    title,
    text,
    url,
    language,
    publishedAt: isoOrNull(publishedAt),
    fetchedAt: fetchedAt.toISOString(),
    feed: { id: feedId, title: source },
  };
}
