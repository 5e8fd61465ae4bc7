import { Body, Controller, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { notFound, ProblemException } from '../../api/problem.exception.js';
import { NeedsScope } from '../../auth/auth.guard.js';
import { ChangesNothing } from '../../changes/change.decorator.js';
import { CLOCK, type Clock } from '../../config/clock.js';
import { EntityStore } from '../entity.store.js';
import { queryProblems } from '../query-problems.js';
import { TopicStore } from '../topic.store.js';
import { PreviewService } from './preview.service.js';
import { previewView, type PreviewView } from './preview-view.js';

const MOST_STORIES = 1_000_000;
const timeSchema = z.iso.datetime({ offset: true });
const previewBody = z
  .strictObject({
    query: z.string().min(1).max(50_000),
    topicId: z.uuid().optional().describe('To compare with what this topic’s saved query finds'),
    from: timeSchema.optional().describe('Stories fetched from then on; all, unless told'),
    to: timeSchema.optional().describe('And before then; now, unless told'),
    limit: z.number().int().min(1).max(MOST_STORIES).default(MOST_STORIES).describe('Of stories to look at'),
    timeZone: z
      .string()
      .max(64)
      .refine(isTimeZone, 'must be an IANA time zone')
      .default('UTC')
      .describe('Whose days are counted by'),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || new Date(from) < new Date(to), {
    path: ['to'],
    message: 'must be after from',
  })
  .meta({ id: 'PreviewTopic' });

const RETRY_AFTER_S = '10';
/** As nginx calls it; nobody reads the answer. */
const CLIENT_GONE = 499;

@ApiTags('topics')
@NeedsScope('topics:read')
@Controller('topics')
export class PreviewController {
  constructor(
    private readonly previews: PreviewService,
    private readonly topics: TopicStore,
    private readonly entities: EntityStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('preview')
  @HttpCode(200)
  @ChangesNothing()
  @ApiOperation({
    summary:
      'Run a draft over the stored stories, newest first, for at most some ten seconds: what it would have found',
    description:
      'One runs at a time, and a few wait their turn; beyond them the answer is 429. Nothing is stored, and nobody is told. ' +
      'Where the time did not last for the whole range, `complete` is false and `reachedAt` says how far back it led.',
  })
  @ApiOkResponse({ standardSchema: previewView })
  async preview(
    @Body({ schema: previewBody }) { query, topicId, from, to, limit, timeZone }: z.infer<typeof previewBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PreviewView> {
    const saved = topicId === undefined ? null : await this.topics.find(topicId);
    if (topicId !== undefined && !saved) throw notFound('topic');
    const problems = queryProblems(query, await this.entities.slugs());
    if (problems.length > 0) throw new ProblemException('invalid-request', 'The query cannot be read', problems);
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const range = { from: from === undefined ? null : new Date(from), to: to ? new Date(to) : this.clock.now(), limit };
    const outcome = await this.previews.run({ query, saved, timeZone, ...range }, gone.signal);
    switch (outcome.outcome) {
      case 'done':
        return outcome.preview;
      case 'busy':
        void reply.header('retry-after', RETRY_AFTER_S);
        throw new ProblemException('too-many-requests', 'Other drafts are being tried; try again in a moment');
      case 'abandoned':
        throw new ProblemException('invalid-request', 'Nobody waits for it any more', undefined, {
          status: CLIENT_GONE,
        });
    }
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
