import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, pageOf, pageQuery, readPage, sortQuery, totalQuery } from '../api/page.js';
import { InArea } from '../auth/auth.guard.js';
import { notFound, ProblemException } from '../api/problem.exception.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { sourceKindSchema, toStoredSourceKind } from '../feeds/feed-view.js';
import { EntityStore } from '../topics/entity.store.js';
import { queryProblems } from '../topics/query-problems.js';
import { SubscriberStore } from './subscriber.store.js';
import {
  cadenceSchema,
  subscriptionStateSchema,
  subscriptionView,
  toSubscriptionView,
  updatePolicySchema,
} from './subscription-view.js';
import { type SubscriptionFields, type SubscriptionLinks, SubscriptionStore } from './subscription.store.js';

const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 07:30');
const policy = {
  topicIds: z.array(z.uuid()).max(200),
  query: z.string().min(1).max(50_000).nullable(),
  targetIds: z.array(z.uuid()).max(50),
  state: subscriptionStateSchema,
  languages: z.array(z.string().min(2).max(35)).max(50),
  feedIds: z.array(z.uuid()).max(500),
  sourceKinds: z.array(sourceKindSchema).max(4),
  minimumScore: z.number().min(0).max(1),
  minimumSources: z.int().min(1).max(20),
  cadence: cadenceSchema,
  digestTime: timeSchema,
  digestWeekday: z.int().min(1).max(7),
  quietHours: z
    .strictObject({ from: timeSchema, until: timeSchema })
    .refine(({ from, until }) => from !== until, 'quiet hours that begin and end at the same time')
    .nullable(),
  maxPerHour: z.int().min(1).max(1_000).nullable(),
  updatePolicy: updatePolicySchema,
  mutedUntil: z.iso.datetime({ offset: true }).nullable(),
};
const name = z.string().trim().min(1).max(200);
const createBody = z
  .strictObject({ ...z.strictObject(policy).partial().shape, subscriberId: z.uuid(), name })
  .meta({ id: 'CreateSubscription' });
const updateBody = z
  .strictObject({ ...policy, name })
  .partial()
  .meta({ id: 'UpdateSubscription' });
const listQuery = pageQuery.extend({
  ...totalQuery,
  ...sortQuery(['name', 'createdAt']),
  subscriberId: z.uuid().optional(),
  topicId: z.uuid().optional(),
  targetId: z.uuid().optional(),
  state: subscriptionStateSchema.optional(),
  cadence: cadenceSchema.optional(),
});

@ApiTags('subscriptions')
@InArea('subscriptions')
@Controller('subscriptions')
export class SubscriptionController {
  constructor(
    private readonly subscriptions: SubscriptionStore,
    private readonly subscribers: SubscriberStore,
    private readonly entities: EntityStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List subscriptions' })
  @ApiOkResponse({ standardSchema: pageOf(subscriptionView, 'SubscriptionPage') })
  list(@Query({ schema: listQuery }) { limit, cursor, sort, total, ...filter }: z.infer<typeof listQuery>) {
    const { subscriptions } = this;
    const now = this.clock.now();
    return readPage(
      { limit, cursor, sort, total },
      { rows: (page) => subscriptions.list(page, filter), count: () => subscriptions.count(filter) },
      (row) => toSubscriptionView(row, now),
    );
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read one subscription' })
  @ApiOkResponse({ standardSchema: subscriptionView })
  async read(@Param('id', { schema: idParameter }) id: string) {
    return toSubscriptionView(await this.mustFind(id), this.clock.now());
  }

  @Post()
  @ApiOperation({
    summary: 'Subscribe someone to topics, to a query of their own, or to both',
    description: 'A story counts when a topic or the own query finds it. The query is live within two seconds.',
  })
  @ApiCreatedResponse({ standardSchema: subscriptionView })
  async create(@Body({ schema: createBody }) { subscriberId, ...body }: z.infer<typeof createBody>) {
    const { fields, links } = toStored(body);
    if (!(await this.subscribers.find(subscriberId))) throw notFound('subscriber');
    const wanted = { topicIds: [], targetIds: [], query: null, ...links };
    refuseNothing(wanted.topicIds.length > 0 || wanted.query !== null);
    await this.checkReferences(subscriberId, wanted, fields);
    const row = await this.subscriptions.create(subscriberId, { ...fields, name: body.name }, wanted);
    return toSubscriptionView(row, this.clock.now());
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change, pause, mute or stop a subscription; a new query makes a new version of it' })
  @ApiOkResponse({ standardSchema: subscriptionView })
  async update(
    @Param('id', { schema: idParameter }) id: string,
    @Body({ schema: updateBody }) body: z.infer<typeof updateBody>,
  ) {
    const existing = await this.mustFind(id);
    const { fields, links } = toStored(body);
    if (links.topicIds ?? links.query !== undefined) {
      const topics = links.topicIds?.length ?? existing.topics.filter(({ topic }) => topic.ownerId === null).length;
      const query = links.query === undefined ? existing.ownQuery : links.query;
      refuseNothing(topics > 0 || query !== null);
    }
    await this.checkReferences(existing.subscriberId, links, fields);
    return toSubscriptionView(await this.subscriptions.update(id, fields, links), this.clock.now());
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a subscription with its own query' })
  @ApiNoContentResponse()
  async delete(@Param('id', { schema: idParameter }) id: string): Promise<void> {
    if (!(await this.subscriptions.delete(id))) throw notFound('subscription');
  }

  private async mustFind(id: string) {
    const subscription = await this.subscriptions.find(id);
    if (!subscription) throw notFound('subscription');
    return subscription;
  }

  private async checkReferences(
    subscriberId: string,
    { topicIds = [], targetIds = [], query }: Partial<SubscriptionLinks>,
    { feedIds = [] }: Partial<SubscriptionFields>,
  ): Promise<void> {
    const [topics, targets, feeds, slugs] = await Promise.all([
      this.subscriptions.unknownTopics(topicIds),
      this.subscriptions.foreignTargets(subscriberId, targetIds),
      this.subscriptions.unknownFeeds(feedIds),
      typeof query === 'string' ? this.entities.slugs() : undefined,
    ]);
    const errors = [
      ...topics.map((id) => ({ path: 'topicIds', message: `There is no topic ${id}` })),
      ...targets.map((id) => ({ path: 'targetIds', message: `The subscriber has no target ${id}` })),
      ...feeds.map((id) => ({ path: 'feedIds', message: `There is no feed ${id}` })),
      ...(typeof query === 'string' && slugs ? queryProblems(query, slugs) : []),
    ];
    if (errors.length > 0) throw new ProblemException('invalid-request', undefined, errors);
  }
}

function refuseNothing(isSomething: boolean): void {
  if (isSomething) return;
  throw new ProblemException('invalid-request', undefined, [
    { path: 'topicIds', message: 'A subscription needs a topic, a query of its own, or both' },
  ]);
}

/** The body in the store's words; what is absent from it is absent from them. */
function toStored({ topicIds, targetIds, query, ...body }: z.infer<typeof updateBody>): {
  fields: Partial<SubscriptionFields>;
  links: Partial<SubscriptionLinks>;
} {
  const { quietHours, sourceKinds, mutedUntil, ...same } = body;
  return {
    fields: {
      ...same,
      ...(sourceKinds && { sourceKinds: [...new Set(sourceKinds)].map(toStoredSourceKind) }),
      ...(quietHours !== undefined && {
        quietFrom: quietHours?.from ?? null,
        quietUntil: quietHours?.until ?? null,
      }),
      ...(mutedUntil !== undefined && { mutedUntil: mutedUntil === null ? null : new Date(mutedUntil) }),
    },
    links: {
      ...(topicIds && { topicIds }),
      ...(targetIds && { targetIds }),
      ...(query !== undefined && { query }),
    },
  };
}
