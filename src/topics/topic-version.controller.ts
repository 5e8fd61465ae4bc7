import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, MAX_PAGE } from '../api/page.js';
import { notFound, ProblemException } from '../api/problem.exception.js';
import { InArea } from '../auth/auth.guard.js';
import type { TopicVersion } from '../database/generated/client.js';
import { diffWordings } from '../stories/diff-wordings.js';
import { wordingDiffSchema } from '../stories/story-view.js';
import { EntityStore } from './entity.store.js';
import { queryProblems } from './query-problems.js';
import { RematchPlannerService } from './rematch-planner.service.js';
import { topicView, toTopicView } from './topic-view.js';
import { TopicStore } from './topic.store.js';
import { TopicVersionStore } from './topic-version.store.js';

const MOST_VERSION = 2 ** 31 - 1;
const versionParameter = z.coerce.number().int().min(1).max(MOST_VERSION);
const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
  cursor: versionParameter.optional().describe('`nextCursor` of the page before'),
});
const versionView = z
  .object({
    version: z.number().int(),
    query: z.string(),
    createdAt: z.iso.datetime(),
    changes: wordingDiffSchema
      .nullable()
      .describe('From the version before, word by word; null for the first that is kept'),
  })
  .meta({ id: 'TopicVersion' });
const versionsView = z
  .object({ items: z.array(versionView), nextCursor: z.string().nullable() })
  .meta({ id: 'TopicVersionPage' });

/** For all comparisons of a page together: they hold up every other request. */
const COMPARING_MS = 200;

@ApiTags('topics')
@InArea('topics')
@Controller('topics/:id/versions')
export class TopicVersionController {
  constructor(
    private readonly topics: TopicStore,
    private readonly versions: TopicVersionStore,
    private readonly entities: EntityStore,
    private readonly rematches: RematchPlannerService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List the queries that a topic has had, newest first, with what changed in each' })
  @ApiOkResponse({ standardSchema: versionsView })
  async list(
    @Param('id', { schema: idParameter }) id: string,
    @Query({ schema: listQuery }) { limit, cursor }: z.infer<typeof listQuery>,
  ): Promise<z.infer<typeof versionsView>> {
    if (!(await this.topics.find(id))) throw notFound('topic');
    // One more than is shown: what the last one changed is seen by the one before it.
    const rows = await this.versions.list(id, cursor, limit + 1);
    const last = rows[limit - 1];
    return {
      items: toVersionViews(rows).slice(0, limit),
      nextCursor: last && rows.length > limit ? String(last.version) : null,
    };
  }

  @Post(':version/restore')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Give a topic the query of an earlier version: that makes a new version, which is checked and matched as any other',
  })
  @ApiOkResponse({ standardSchema: topicView })
  async restore(
    @Param('id', { schema: idParameter }) id: string,
    @Param('version', { schema: versionParameter }) version: number,
  ): Promise<z.infer<typeof topicView>> {
    if (!(await this.topics.find(id))) throw notFound('topic');
    const earlier = await this.versions.find(id, version);
    if (!earlier) throw new ProblemException('not-found', 'The topic has no such version');
    // Entities that it names may be gone.
    const problems = queryProblems(earlier.query, await this.entities.slugs());
    if (problems.length > 0)
      throw new ProblemException('invalid-request', 'The query cannot be read any more', problems);
    const topic = await this.topics.update(id, { query: earlier.query });
    await this.rematches.plan();
    return toTopicView(topic);
  }
}

function toVersionViews(rows: TopicVersion[]): z.infer<typeof versionView>[] {
  const end = performance.now() + COMPARING_MS;
  return rows.map(({ version, query, createdAt }, place) => {
    const before = rows[place + 1];
    const changes = before ? diffWordings(before.query, query, { timeoutMs: end - performance.now() }) : null;
    return { version, query, createdAt: createdAt.toISOString(), changes };
  });
}
