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
import { idParameter, isoOrNull, pageOf, pageQuery, readPage, sortQuery, totalQuery } from '../api/page.js';
import { InArea } from '../auth/auth.guard.js';
import { Volatile } from '../changes/change.decorator.js';
import { notFound, ProblemException } from '../api/problem.exception.js';
import type { Target } from '../database/generated/client.js';
import { SubscriberStore } from './subscriber.store.js';
import { TARGET_CHANNELS, type TargetChannels } from './target-channels.js';
import { TargetStore } from './target.store.js';

export const targetKindSchema = z.enum(['email', 'slack', 'webhook', 'mailbox']).meta({ id: 'TargetKind' });
const stateSchema = z.enum(['unverified', 'active', 'disabled']);
const createBody = z
  .strictObject({
    subscriberId: z.uuid(),
    kind: targetKindSchema,
    /** email: {address}; slack: {webhookUrl}; webhook: {url, secret}; mailbox: {} */
    address: z.record(z.string(), z.unknown()).default({}),
  })
  .meta({ id: 'CreateTarget' });
const updateBody = z
  .strictObject({ state: z.enum(['active', 'disabled']) })
  .partial()
  .meta({ id: 'UpdateTarget' });
const targetView = z
  .object({
    id: z.uuid(),
    subscriberId: z.uuid(),
    kind: targetKindSchema,
    /** How the address is shown; what is secret in it never leaves. */
    label: z.string(),
    state: stateSchema,
    verifiedAt: z.iso.datetime().nullable(),
    disabledReason: z.string().nullable(),
    /** Whether a message that it has got can be changed later, to name further sources. */
    canEdit: z.boolean(),
    /** Since the last message that it took: failed attempts, and when they began. */
    failureCount: z.number().int(),
    failingSince: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Target' });
const listQuery = pageQuery.extend({
  ...totalQuery,
  ...sortQuery(['label', 'createdAt']),
  subscriberId: z.uuid().optional(),
  kind: targetKindSchema.optional(),
  state: stateSchema.optional(),
});

const view = (target: Target): z.infer<typeof targetView> => ({
  id: target.id,
  subscriberId: target.subscriberId,
  kind: target.kind,
  label: target.label,
  state: target.state,
  verifiedAt: isoOrNull(target.verifiedAt),
  disabledReason: target.disabledReason,
  canEdit: target.canEdit,
  failureCount: target.failureCount,
  failingSince: isoOrNull(target.failingSince),
  createdAt: target.createdAt.toISOString(),
});

@ApiTags('targets')
@InArea('subscriptions')
@Volatile('failureCount', 'failingSince')
@Controller('targets')
export class TargetController {
  constructor(
    private readonly targets: TargetStore,
    private readonly subscribers: SubscriberStore,
    @Inject(TARGET_CHANNELS) private readonly channels: TargetChannels,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List targets; secrets are masked' })
  @ApiOkResponse({ standardSchema: pageOf(targetView, 'TargetPage') })
  list(@Query({ schema: listQuery }) { limit, cursor, sort, total, ...filter }: z.infer<typeof listQuery>) {
    const { targets } = this;
    return readPage(
      { limit, cursor, sort, total },
      { rows: (page) => targets.list(page, filter), count: () => targets.count(filter) },
      view,
    );
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read one target' })
  @ApiOkResponse({ standardSchema: targetView })
  async read(@Param('id', { schema: idParameter }) id: string) {
    return view(await this.mustFind(id));
  }

  @Post()
  @ApiOperation({
    summary: 'Create a target',
    description:
      'Email gets a confirmation link; Slack and webhooks get a test message, and are active once it was accepted.',
  })
  @ApiCreatedResponse({ standardSchema: targetView })
  async create(@Body({ schema: createBody }) { subscriberId, kind, address }: z.infer<typeof createBody>) {
    const reading = this.channels.readAddress(kind, address);
    if (!reading.ok) throw new ProblemException('invalid-request', undefined, reading.errors);
    if (!(await this.subscribers.find(subscriberId))) throw notFound('subscriber');
    const target = await this.targets.create({
      subscriberId,
      kind,
      address: reading.address,
      label: reading.label,
      canEdit: reading.canEdit,
    });
    if (target.state === 'unverified') await this.channels.requestConfirmation(target.id);
    return view(target);
  }

  @Post(':id/confirmation')
  @HttpCode(202)
  @ApiOperation({ summary: 'Send the confirmation or test message again' })
  @ApiAcceptedResponse()
  async confirmAgain(@Param('id', { schema: idParameter }) id: string): Promise<void> {
    const target = await this.mustFind(id);
    if (target.state !== 'unverified') throw new ProblemException('conflict', `The target is ${target.state} already`);
    await this.channels.requestConfirmation(id);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Disable a target, or make a disabled one active again' })
  @ApiOkResponse({ standardSchema: targetView })
  async update(
    @Param('id', { schema: idParameter }) id: string,
    @Body({ schema: updateBody }) { state }: z.infer<typeof updateBody>,
  ) {
    const target = await this.mustFind(id);
    if (state === undefined) return view(target);
    if (state === 'active' && !target.verifiedAt) {
      throw new ProblemException('conflict', 'The target was never confirmed; send the confirmation again instead');
    }
    return view(await (state === 'active' ? this.targets.enable(id) : this.targets.disable(id, 'by the desk')));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a target' })
  @ApiNoContentResponse()
  async delete(@Param('id', { schema: idParameter }) id: string): Promise<void> {
    if (!(await this.targets.delete(id))) throw notFound('target');
  }

  private async mustFind(id: string): Promise<Target> {
    const target = await this.targets.find(id);
    if (!target) throw notFound('target');
    return target;
  }
}
