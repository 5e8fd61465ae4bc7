import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { deliveryKindSchema, deliveryStateSchema } from '../alerts/alert-view.js';
import { idParameter, pageOf, pageQuery, rangeQuery, readPage, totalQuery } from '../api/page.js';
import { InArea } from '../auth/auth.guard.js';
import { notFound, ProblemException } from '../api/problem.exception.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { QueueService } from '../queues/queue.service.js';
import { DeliveryStore, FAILED_STATES } from './delivery.store.js';
import { deliveryView, toDeliveryView, toWholeDeliveryView, wholeDeliveryView } from './delivery-view.js';
import { type QueuedDelivery, sendRequests } from './send-queue.js';

const listQuery = pageQuery.extend({
  state: deliveryStateSchema.optional(),
  kind: deliveryKindSchema.optional(),
  targetId: z.uuid().optional(),
  subscriberId: z.uuid().optional(),
  subscriptionId: z.uuid().optional(),
  alertId: z.uuid().optional(),
  digestId: z.uuid().optional(),
  ...rangeQuery,
  ...totalQuery,
});
const sendAgainBody = z
  .strictObject({
    since: z.iso.datetime({ offset: true }).describe('Deliveries made then, or later'),
    targetId: z.uuid().optional(),
    states: z.array(z.enum(FAILED_STATES)).min(1).default(['dead', 'rejected']),
  })
  .meta({ id: 'SendAgainRequest' });
const sentAgainView = z.object({ count: z.number().int() }).meta({ id: 'SentAgain' });

@ApiTags('deliveries')
@InArea('deliveries')
@Controller('deliveries')
export class DeliveryController {
  constructor(
    private readonly deliveries: DeliveryStore,
    private readonly queues: QueueService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List deliveries, newest first' })
  @ApiOkResponse({ standardSchema: pageOf(deliveryView, 'DeliveryPage') })
  list(@Query({ schema: listQuery }) { limit, cursor, total, ...filter }: z.infer<typeof listQuery>) {
    const { deliveries } = this;
    return readPage(
      { limit, cursor, total },
      { rows: (page) => deliveries.list(page, filter), count: () => deliveries.count(filter) },
      toDeliveryView,
    );
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read one delivery with every attempt' })
  @ApiOkResponse({ standardSchema: wholeDeliveryView })
  async read(@Param('id', { schema: idParameter }) id: string) {
    const delivery = await this.deliveries.find(id);
    if (!delivery) throw notFound('delivery');
    return toWholeDeliveryView(delivery);
  }

  @Post('send-again')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Try all deliveries again that failed since a time, where their targets still take messages',
  })
  @ApiAcceptedResponse({ standardSchema: sentAgainView })
  async sendAllAgain(@Body({ schema: sendAgainBody }) body: z.infer<typeof sendAgainBody>) {
    const now = this.clock.now();
    const failed = { ...body, since: new Date(body.since) };
    let count = 0;
    for (;;) {
      const again = await this.deliveries.sendSomeAgain(failed, now);
      if (again.length === 0) return { count };
      count += again.length;
      await this.enqueue(again, now);
    }
  }

  @Post(':id/send-again')
  @HttpCode(202)
  @ApiOperation({ summary: 'Try a delivery again that was rejected, given up, cancelled or sent back' })
  @ApiAcceptedResponse()
  async sendAgain(@Param('id', { schema: idParameter }) id: string): Promise<void> {
    if (!(await this.deliveries.find(id))) throw notFound('delivery');
    const now = this.clock.now();
    const again = await this.deliveries.sendAgain(id, now);
    if (!again) throw new ProblemException('conflict', 'The delivery was sent already, or is still being tried');
    await this.enqueue([again], now);
  }

  private async enqueue(deliveries: QueuedDelivery[], now: Date): Promise<void> {
    for (const [queue, requests] of sendRequests(deliveries, now)) await this.queues.enqueue(queue, requests);
  }
}
