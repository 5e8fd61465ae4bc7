import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, pageOf, pageQuery, readPage, sortQuery, totalQuery } from '../api/page.js';
import { InArea } from '../auth/auth.guard.js';
import { Volatile } from '../changes/change.decorator.js';
import { notFound } from '../api/problem.exception.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { QueueService } from '../queues/queue.service.js';
import { feedView, sourceKindSchema, toFeedView, toStoredSourceKind } from './feed-view.js';
import { FeedLeaseStore } from './feed-lease.store.js';
import { FeedStore } from './feed.store.js';

const country = z.string().regex(/^[A-Z]{2}$/, 'two letters, ISO 3166');
const fields = {
  title: z.string().trim().min(1).max(300),
  siteUrl: z.url({ protocol: /^https?$/ }).nullable(),
  language: z.string().trim().min(2).max(35).nullable(),
  country: country.nullable(),
  sourceKind: sourceKindSchema,
  intervalMs: z.number().int().min(60_000).max(86_400_000).nullable(),
  fullText: z.boolean(),
};
const createBody = z
  .strictObject({ url: z.url({ protocol: /^https?$/ }).max(2_000), ...fields })
  .partial({
    title: true,
    siteUrl: true,
    language: true,
    country: true,
    sourceKind: true,
    intervalMs: true,
    fullText: true,
  })
  .meta({ id: 'CreateFeed' });
const updateBody = z
  .strictObject({ ...fields, state: z.enum(['active', 'paused']) })
  .partial()
  .meta({ id: 'UpdateFeed' });
const listQuery = pageQuery.extend({
  ...totalQuery,
  ...sortQuery(['title', 'createdAt', 'nextFetchAt']),
  state: z.enum(['active', 'paused', 'gone', 'duplicate']).optional(),
  language: z.string().max(35).optional(),
  country: country.optional(),
  sourceKind: sourceKindSchema.optional(),
  failing: z.stringbool().optional().describe('Whether its last fetch failed'),
  host: z
    .string()
    .trim()
    .toLowerCase()
    .min(1)
    .max(253)
    .optional()
    .describe('Name of the server that it is fetched from'),
  q: z.string().trim().min(1).max(200).optional().describe('Words of its title or address'),
});

/** What fetching changes, and nobody's edit. */
const VOLATILE_FEED_FIELDS = [
  'nextFetchAt',
  'nextFetchReason',
  'lastFetchedAt',
  'lastSuccessAt',
  'lastOutcome',
  'lastError',
  'consecutiveFailures',
  'publicationGapMs',
  'newestItemAt',
  'validatorsWork',
  'finalUrl',
  'storyCount',
] as const satisfies readonly (keyof z.infer<typeof feedView>)[];

@ApiTags('feeds')
@InArea('feeds')
@Volatile(...VOLATILE_FEED_FIELDS)
@Controller('feeds')
export class FeedController {
  constructor(
    private readonly feeds: FeedStore,
    private readonly leases: FeedLeaseStore,
    private readonly queues: QueueService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List feeds, with their polling state and health' })
  @ApiOkResponse({ standardSchema: pageOf(feedView, 'FeedPage') })
  list(@Query({ schema: listQuery }) { limit, cursor, sort, total, ...filter }: z.infer<typeof listQuery>) {
    const { feeds } = this;
    return readPage(
      { limit, cursor, sort, total },
      { rows: (page) => feeds.list(page, filter), count: () => feeds.count(filter) },
      toFeedView,
    );
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read one feed' })
  @ApiOkResponse({ standardSchema: feedView })
  async read(@Param('id', { schema: idParameter }) id: string) {
    const feed = await this.feeds.find(id);
    if (!feed) throw notFound('feed');
    return toFeedView(feed);
  }

  @Post()
  @ApiOperation({ summary: 'Add a feed; it is fetched at once' })
  @ApiCreatedResponse({ standardSchema: feedView })
  async create(@Body({ schema: createBody }) { sourceKind, title, ...rest }: z.infer<typeof createBody>) {
    const feed = await this.feeds.create({
      ...rest,
      title: title ?? new URL(rest.url).hostname,
      sourceKind: sourceKind && toStoredSourceKind(sourceKind),
    });
    return toFeedView(feed);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change a feed, or pause it' })
  @ApiOkResponse({ standardSchema: feedView })
  async update(
    @Param('id', { schema: idParameter }) id: string,
    @Body({ schema: updateBody }) { sourceKind, ...rest }: z.infer<typeof updateBody>,
  ) {
    return toFeedView(
      await this.feeds.update(id, {
        ...rest,
        sourceKind: sourceKind && toStoredSourceKind(sourceKind),
        // Found to be another feed's double, and wanted all the same.
        ...(rest.state === 'active' ? { duplicateOfId: null } : {}),
        // Taken up again, or wanted more often: it does not wait out what was planned before.
        ...(rest.state === 'active' || rest.intervalMs !== undefined ? { nextFetchAt: this.clock.now() } : {}),
      }),
    );
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a feed with its stories' })
  @ApiNoContentResponse()
  async delete(@Param('id', { schema: idParameter }) id: string): Promise<void> {
    if (!(await this.feeds.delete(id))) throw notFound('feed');
  }

  @Post(':id/fetch')
  @HttpCode(202)
  @ApiOperation({ summary: 'Fetch now, out of turn' })
  @ApiAcceptedResponse()
  async fetchNow(@Param('id', { schema: idParameter }) id: string): Promise<void> {
    const due = await this.leases.requestFetch(id, this.clock.now());
    if (!due) throw notFound('feed');
    await this.queues.enqueue('fetch-feed', [{ id, version: due.turn.getTime() }]);
  }
}
