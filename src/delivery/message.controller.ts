import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter } from '../api/page.js';
import { notFound, ProblemException } from '../api/problem.exception.js';
import { InArea } from '../auth/auth.guard.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { targetKindSchema } from '../subscriptions/target.controller.js';
import { ComposeService } from './compose.service.js';
import { SendableStore } from './sendable.store.js';
import { showMessage } from './show-message.js';

const headers = z.record(z.string(), z.string());
const messageView = z
  .object({
    deliveryId: z.uuid(),
    targetKind: targetKindSchema,
    email: z.object({ subject: z.string(), text: z.string(), html: z.string(), headers }).nullable(),
    slack: z.object({ text: z.string(), blocks: z.array(z.record(z.string(), z.unknown())) }).nullable(),
    webhook: z
      .object({ headers, body: z.record(z.string(), z.unknown()) })
      .nullable()
      .describe('Without the headers that sign it'),
  })
  .meta({ id: 'DeliveryMessage', description: 'In the form of the target’s channel; the others are null' });

@ApiTags('deliveries')
@InArea('deliveries')
@Controller('deliveries/:id/message')
export class MessageController {
  constructor(
    private readonly sendables: SendableStore,
    private readonly composer: ComposeService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Read the message of a delivery as its target gets it',
    description: 'Tokens of links are masked: whoever holds one can act in its reader’s name.',
  })
  @ApiOkResponse({ standardSchema: messageView })
  async message(@Param('id', { schema: idParameter }) id: string) {
    const delivery = await this.sendables.read(id);
    if (!delivery) throw notFound('delivery');
    const message = this.composer.compose(delivery);
    const { kind } = delivery.target;
    const shown = message && showMessage(message, kind, this.settings.PUBLIC_URL);
    if (!shown) throw new ProblemException('not-found', 'This delivery changes what was never sent: it has no message');
    return { deliveryId: id, targetKind: kind, ...shown };
  }
}
