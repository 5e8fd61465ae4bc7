import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, isoOrNull, pageOf, pageQuery, type PageQuery, toPage } from '../api/page.js';
import { InArea } from '../auth/auth.guard.js';
import { notFound } from '../api/problem.exception.js';
import type { Rematch } from '../database/generated/client.js';
import { RematchPlannerService } from './rematch-planner.service.js';
import { RematchStore } from './rematch.store.js';
import { TopicStore } from './topic.store.js';

const rematchView = z
  .object({
    id: z.uuid(),
    topicId: z.uuid(),
    topicVersion: z.number().int(),
    reason: z.enum(['new-topic', 'query-changed', 'entities-changed', 'topic-enabled', 'topic-disabled', 'by-hand']),
    /** Superseded: the topic changed again, and the next run goes on for it. */
    state: z.enum(['waiting', 'running', 'done', 'superseded', 'failed']),
    /** Stories to look at, and looked at. */
    total: z.number().int(),
    done: z.number().int(),
    /** Stories that the topic finds now and did not find before, and the other way round. */
    gained: z.number().int(),
    lost: z.number().int(),
    plannedAt: z.iso.datetime(),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
    failure: z.string().nullable(),
  })
  .meta({ id: 'Rematch' });

const view = (run: Rematch): z.infer<typeof rematchView> => ({
  id: run.id,
  topicId: run.topicId,
  topicVersion: run.topicVersion,
  reason: run.reason as z.infer<typeof rematchView>['reason'],
  state: run.state,
  total: run.total,
  done: run.done,
  gained: run.gained,
  lost: run.lost,
  plannedAt: run.plannedAt.toISOString(),
  startedAt: isoOrNull(run.startedAt),
  finishedAt: isoOrNull(run.finishedAt),
  failure: run.failure,
});

@ApiTags('topics')
@InArea('topics')
@Controller('topics')
export class RematchController {
  constructor(
    private readonly topics: TopicStore,
    private readonly rematches: RematchStore,
    private readonly planner: RematchPlannerService,
  ) {}

  @Get(':id/rematch')
  @ApiOperation({ summary: 'How far the topic’s latest re-match of the archive is, and what came of it' })
  @ApiOkResponse({ standardSchema: rematchView })
  async read(@Param('id', { schema: idParameter }) id: string) {
    const run = await this.rematches.latest(id);
    if (run) return view(run);
    throw notFound((await this.topics.find(id)) ? 're-match of the topic' : 'topic');
  }

  @Get(':id/rematches')
  @ApiOperation({
    summary: 'List the topic’s re-matches of the archive, newest first; those of a month ago are forgotten',
  })
  @ApiOkResponse({ standardSchema: pageOf(rematchView, 'RematchPage') })
  async list(@Param('id', { schema: idParameter }) id: string, @Query({ schema: pageQuery }) page: PageQuery) {
    if (!(await this.topics.find(id))) throw notFound('topic');
    return toPage(await this.rematches.list(id, page), page, view);
  }

  @Post(':id/rematch')
  @HttpCode(202)
  @ApiOperation({ summary: 'Match the archive against the topic again, unless that is under way; nobody is alerted' })
  @ApiAcceptedResponse({ standardSchema: rematchView })
  async start(@Param('id', { schema: idParameter }) id: string) {
    const topic = await this.topics.find(id);
    if (!topic) throw notFound('topic');
    return view(await this.planner.request(topic));
  }
}
