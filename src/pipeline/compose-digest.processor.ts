import { Inject, Injectable } from '@nestjs/common';
import { DigestStore } from '../alerts/digest.store.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { sendRequests } from '../delivery/send-queue.js';
import { QueueService } from '../queues/queue.service.js';

/** Digest → deliveries: what was held for a subscription, once its time has come. */
@Injectable()
export class ComposeDigestProcessor {
  constructor(
    private readonly digests: DigestStore,
    private readonly queues: QueueService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async process(subscriptionId: string): Promise<void> {
    const now = this.clock.now();
    const deliveries = await this.digests.compose(subscriptionId, now);
    await Promise.all(sendRequests(deliveries, now).map(([queue, requests]) => this.queues.enqueue(queue, requests)));
  }
}
