import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { pageOf, pageQuery, sortQuery } from '../api/page.js';
import { ProblemException } from '../api/problem.exception.js';
import { InArea } from '../auth/auth.guard.js';
import { evidenceSchema } from '../stories/story-view.js';
import { FoundMatchStore, type FoundMatchRow, type MatchPlace } from './found-match.store.js';
import { wrongCursor } from './story-page.js';
import { time } from './story-query.js';

const listQuery = pageQuery.extend({
  topic: z.string().max(200).optional().describe("The topic's slug; it or storyId must be given"),
  storyId: z.uuid().optional(),
  from: time.optional().describe('Found at this time or later'),
  to: time.optional().describe('Found before this time'),
  ...sortQuery(['matchedAt']),
});

const matchView = z
  .object({
    story: z.object({ id: z.uuid(), title: z.string(), url: z.string().nullable() }),
    topic: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
    score: z.number(),
    evidence: z.array(evidenceSchema),
    /** The wording and the version of the query that it is about. */
    storyRevision: z.number().int(),
    topicVersion: z.number().int(),
    matchedAt: z.iso.datetime(),
  })
  .meta({ id: 'Match' });

const placeSchema = z.tuple([z.iso.datetime(), z.uuid(), z.uuid()]);

@ApiTags('matches')
@InArea('stories')
@Controller('matches')
export class MatchController {
  constructor(private readonly matches: FoundMatchStore) {}

  @Get()
  @ApiOperation({ summary: 'List what a topic found, or what found a story, with the evidence; the latest first' })
  @ApiOkResponse({ standardSchema: pageOf(matchView, 'MatchPage') })
  async list(@Query({ schema: listQuery }) { limit, cursor, sort, ...filter }: z.infer<typeof listQuery>) {
    if (filter.topic === undefined && filter.storyId === undefined) {
      throw new ProblemException('invalid-request', undefined, [
        { path: 'topic', message: 'this or storyId must be given' },
      ]);
    }
    const rows = await this.matches.list(filter, {
      after: cursor === undefined ? undefined : readPlace(cursor),
      ascending: sort === 'matchedAt',
      count: limit + 1,
    });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return { items: shown.map(toMatchView), nextCursor: last && rows.length > limit ? writePlace(last) : null };
  }
}

function toMatchView(match: FoundMatchRow): z.infer<typeof matchView> {
  const { storyId, topicId, title, url, slug, name, matchedAt, ...rest } = match;
  return {
    story: { id: storyId, title, url },
    topic: { id: topicId, slug, name },
    ...rest,
    matchedAt: matchedAt.toISOString(),
  };
}

function writePlace({ matchedAt, storyId, topicId }: MatchPlace): string {
  return Buffer.from(JSON.stringify([matchedAt.toISOString(), storyId, topicId])).toString('base64url');
}

function readPlace(cursor: string): MatchPlace {
  try {
    const [at, storyId, topicId] = placeSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { matchedAt: new Date(at), storyId, topicId };
  } catch {
    throw wrongCursor();
  }
}
