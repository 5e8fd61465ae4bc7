import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, pageOf, pageQuery, readPage, sortQuery, totalQuery } from '../api/page.js';
import { InArea } from '../auth/auth.guard.js';
import { notFound, ProblemException } from '../api/problem.exception.js';
import { CLOCK, type Clock } from '../config/clock.js';
import type { Silence } from '../database/generated/client.js';
import { SilenceStore } from './silence.store.js';

const comment = z.string().trim().max(2_000);
const createBody = z
  .strictObject({
    /** Left out or null: for the whole desk. */
    subscriptionId: z.uuid().nullable().default(null),
    /** A topic, a feed, or both: then only what is on the topic and from the feed. */
    topicId: z.uuid().nullable().default(null),
    feedId: z.uuid().nullable().default(null),
    /** Left out: from now on. */
    startsAt: z.iso.datetime({ offset: true }).optional(),
    endsAt: z.iso.datetime({ offset: true }),
    comment: comment.default(''),
  })
  .meta({ id: 'CreateSilence' });
const updateBody = z
  .strictObject({ endsAt: z.iso.datetime({ offset: true }), comment })
  .partial()
  .meta({ id: 'UpdateSilence' });
const silenceView = z
  .object({
    id: z.uuid(),
    subscriptionId: z.uuid().nullable(),
    topicId: z.uuid().nullable(),
    feedId: z.uuid().nullable(),
    state: z.enum(['pending', 'active', 'ended']),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    comment: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Silence' });
const listQuery = pageQuery.extend({
  ...totalQuery,
  ...sortQuery(['startsAt', 'endsAt', 'createdAt']),
  active: z.stringbool().optional(),
  subscriptionId: z.uuid().optional(),
  topicId: z.uuid().optional(),
  feedId: z.uuid().optional(),
});

@ApiTags('silences')
@InArea('subscriptions')
@Controller('silences')
export class SilenceController {
  constructor(
    private readonly silences: SilenceStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List silences: those that hold now, those of one subscription, or all' })
  @ApiOkResponse({ standardSchema: pageOf(silenceView, 'SilencePage') })
  list(@Query({ schema: listQuery }) { limit, cursor, sort, total, ...filter }: z.infer<typeof listQuery>) {
    const { silences } = this;
    const now = this.clock.now();
    return readPage(
      { limit, cursor, sort, total },
      { rows: (page) => silences.list(page, filter, now), count: () => silences.count(filter, now) },
      (row) => view(row, now),
    );
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read one silence' })
  @ApiOkResponse({ standardSchema: silenceView })
  async read(@Param('id', { schema: idParameter }) id: string) {
    return view(await this.mustFind(id), this.clock.now());
  }

  @Post()
  @ApiOperation({ summary: 'For a while tell nothing on a topic, or from a feed, or on the one from the other' })
  @ApiCreatedResponse({ standardSchema: silenceView })
  async create(@Body({ schema: createBody }) body: z.infer<typeof createBody>) {
    const now = this.clock.now();
    const { subscriptionId, topicId, feedId } = body;
    if (topicId === null && feedId === null) {
      throw problem('topicId', 'A silence needs a topic, a feed, or both');
    }
    const unknown = await this.silences.unknown({ subscriptionId, topicId, feedId });
    if (unknown.length > 0) {
      throw new ProblemException(
        'invalid-request',
        undefined,
        unknown.map((noun) => ({ path: `${noun}Id`, message: `There is no ${noun} with this id` })),
      );
    }
    const startsAt = body.startsAt === undefined ? now : new Date(body.startsAt);
    const endsAt = new Date(body.endsAt);
    refuseBackwards(startsAt, endsAt);
    return view(await this.silences.create({ ...body, startsAt, endsAt }), now);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'End a silence earlier or later, or say why it is there' })
  @ApiOkResponse({ standardSchema: silenceView })
  async update(
    @Param('id', { schema: idParameter }) id: string,
    @Body({ schema: updateBody }) { endsAt, comment: words }: z.infer<typeof updateBody>,
  ) {
    const { startsAt } = await this.mustFind(id);
    const change = {
      ...(endsAt !== undefined && { endsAt: new Date(endsAt) }),
      ...(words !== undefined && { comment: words }),
    };
    if (change.endsAt) refuseBackwards(startsAt, change.endsAt);
    return view(await this.silences.update(id, change), this.clock.now());
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a silence; it ends at once' })
  @ApiNoContentResponse()
  async delete(@Param('id', { schema: idParameter }) id: string): Promise<void> {
    if (!(await this.silences.delete(id))) throw notFound('silence');
  }

  private async mustFind(id: string): Promise<Silence> {
    const silence = await this.silences.find(id);
    if (!silence) throw notFound('silence');
    return silence;
  }
}

function view(silence: Silence, now: Date): z.infer<typeof silenceView> {
  const { startsAt, endsAt, createdAt, ...same } = silence;
  return {
    ...same,
    state: now < startsAt ? 'pending' : now < endsAt ? 'active' : 'ended',
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    createdAt: createdAt.toISOString(),
  };
}

function refuseBackwards(startsAt: Date, endsAt: Date): void {
  if (endsAt <= startsAt) throw problem('endsAt', `It must end after it starts, ${startsAt.toISOString()}`);
}

function problem(path: string, message: string): ProblemException {
  return new ProblemException('invalid-request', undefined, [{ path, message }]);
}
