import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { deliveryStateSchema } from '../alerts/alert-view.js';
import { idParameter, isoOrNull, pageOf, pageQuery, type PageQuery, toPage } from '../api/page.js';
import { notFound, ProblemException } from '../api/problem.exception.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { QueueService } from '../queues/queue.service.js';
import { targetKindSchema } from '../subscriptions/target.controller.js';
import { DeliveryStore } from './delivery.store.js';

const deliveryView = z
  .object({
    id: z.uuid(),
    kind: z.enum(['alert', 'confirmation']),
    state: deliveryStateSchema,
    target: z.object({ id: z.uuid(), kind: targetKindSchema, label: z.string() }),
    alert: z.object({ id: z.uuid(), story: z.object({ id: z.uuid(), title: z.string() }) }).nullable(),
    attemptCount: z.number().int(),
    createdAt: z.iso.datetime(),
    nextAttemptAt: z.iso.datetime(),
    sentAt: z.iso.datetime().nullable(),
    lastReason: z.string().nullable(),
    lastDetail: z.string().nullable(),
  })
  .meta({ id: 'Delivery' });
const deliveryWithAttemptsView = deliveryView
  .extend({
    attempts: z.array(
      z.object({
        number: z.number().int(),
        startedAt: z.iso.datetime(),
        endedAt: z.iso.datetime().nullable(),
        outcome: z.string().nullable(),
        reason: z.string().nullable(),
        detail: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'DeliveryWithAttempts' });
const mailboxMessageView = z
  .object({
    id: z.uuid(),
    deliveryId: z.uuid(),
    to: z.string(),
    from: z.string(),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    headers: z.record(z.string(), z.string()),
    receivedAt: z.iso.datetime(),
  })
  .meta({ id: 'MailboxMessage' });
const listQuery = pageQuery.extend({ state: deliveryStateSchema.optional(), targetId: z.uuid().optional() });

type Row = Awaited<ReturnType<DeliveryStore['list']>>[number];
type WholeRow = NonNullable<Awaited<ReturnType<DeliveryStore['find']>>>;
type MailboxRow = Awaited<ReturnType<DeliveryStore['listMailbox']>>[number];

const view = (row: Row): z.infer<typeof deliveryView> => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  target: row.target,
  alert: row.alert,
  attemptCount: row.attemptCount,
  createdAt: row.createdAt.toISOString(),
  nextAttemptAt: row.nextAttemptAt.toISOString(),
  sentAt: isoOrNull(row.sentAt),
  lastReason: row.lastReason,
  lastDetail: row.lastDetail,
});
const wholeView = (row: WholeRow): z.infer<typeof deliveryWithAttemptsView> => ({
  ...view(row),
  attempts: row.attempts.map(({ number, startedAt, endedAt, outcome, reason, detail }) => ({
    number,
    startedAt: startedAt.toISOString(),
    endedAt: isoOrNull(endedAt),
    outcome,
    reason,
    detail,
  })),
});
const mailboxView = (row: MailboxRow): z.infer<typeof mailboxMessageView> => ({
  id: row.id,
  deliveryId: row.deliveryId,
  to: row.to,
  from: row.from,
  subject: row.subject,
  text: row.text,
  html: row.html,
  headers: row.headers as Record<string, string>,
  receivedAt: row.receivedAt.toISOString(),
});

@ApiTags('deliveries')
@Controller()
export class DeliveryController {
  constructor(
    private readonly deliveries: DeliveryStore,
    private readonly queues: QueueService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('deliveries')
  @ApiOperation({ summary: 'List deliveries, newest first' })
  @ApiOkResponse({ standardSchema: pageOf(deliveryView, 'DeliveryPage') })
  async list(@Query({ schema: listQuery }) { state, targetId, ...page }: z.infer<typeof listQuery>) {
    return toPage(await this.deliveries.list(page, { state, targetId }), page.limit, view);
  }

  @Get('deliveries/:id')
  @ApiOperation({ summary: 'Read one delivery with every attempt' })
  @ApiOkResponse({ standardSchema: deliveryWithAttemptsView })
  async read(@Param('id', { schema: idParameter }) id: string) {
    const delivery = await this.deliveries.find(id);
    if (!delivery) throw notFound('delivery');
    return wholeView(delivery);
  }

  @Post('deliveries/:id/send-again')
  @HttpCode(202)
  @ApiOperation({ summary: 'Try a delivery again that was rejected, given up or cancelled' })
  @ApiAcceptedResponse()
  async sendAgain(@Param('id', { schema: idParameter }) id: string): Promise<void> {
    if (!(await this.deliveries.find(id))) throw notFound('delivery');
    const again = await this.deliveries.sendAgain(id, this.clock.now());
    if (!again) throw new ProblemException('conflict', 'The delivery was sent already, or is still being tried');
    await this.queues.enqueue('send-delivery', [{ id, version: `again-${again.attemptCount}` }]);
  }

  @Get('mailbox')
  @ApiTags('mailbox')
  @ApiOperation({ summary: 'List the messages that the mailbox holds, newest first' })
  @ApiOkResponse({ standardSchema: pageOf(mailboxMessageView, 'MailboxPage') })
  async listMailbox(@Query({ schema: pageQuery }) page: PageQuery) {
    return toPage(await this.deliveries.listMailbox(page), page.limit, mailboxView);
  }

  @Get('mailbox/:id')
  @ApiTags('mailbox')
  @ApiOperation({ summary: 'Read one message of the mailbox' })
  @ApiOkResponse({ standardSchema: mailboxMessageView })
  async readMailbox(@Param('id', { schema: idParameter }) id: string) {
    const message = await this.deliveries.findMailboxMessage(id);
    if (!message) throw notFound('message');
    return mailboxView(message);
  }
}
