import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import { QueueService } from '../queues/queue.service.js';
import type { AddressReading, TargetChannels, TargetKind } from '../subscriptions/target-channels.js';
import { CHANNELS, type Channels } from './channels.js';
import { DeliveryStore } from './delivery.store.js';
import { sendRequests } from './send-queue.js';

/** What the channels do for targets: read an address, and prove that it is wanted. */
@Injectable()
export class TargetChannelsService implements TargetChannels {
  constructor(
    private readonly deliveries: DeliveryStore,
    private readonly queues: QueueService,
    @Inject(CHANNELS) private readonly channels: Channels,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  readAddress(kind: TargetKind, address: unknown): AddressReading {
    const channel = this.channels[kind];
    const parsed = channel.addressSchema.safeParse(address);
    if (parsed.success) {
      const address = parsed.data;
      return { ok: true, address, label: channel.describe(address), canEdit: channel.canEdit(address) };
    }
    return {
      ok: false,
      errors: parsed.error.issues.map(({ path, message }) => ({
        path: ['address', ...path].map(String).join('.'),
        message,
      })),
    };
  }

  async requestConfirmation(...targetIds: string[]): Promise<void> {
    const now = this.clock.now();
    const deliveries = await this.deliveries.createConfirmations(targetIds, now);
    for (const [queue, requests] of sendRequests(deliveries, now)) await this.queues.enqueue(queue, requests);
  }
}
