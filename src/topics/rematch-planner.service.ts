import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import type { Rematch, Topic } from '../database/generated/client.js';
import { QueueService } from '../queues/queue.service.js';
import { EntityStore } from './entity.store.js';
import { digestWith, rematchReason } from './rematch-digest.js';
import { RematchStore } from './rematch.store.js';
import { TopicStore } from './topic.store.js';

/** Sees that a topic finds something else than the archive was matched for, whoever changed what, and plans the re-match. */
@Injectable()
export class RematchPlannerService {
  private planned: string | undefined;

  constructor(
    private readonly topics: TopicStore,
    private readonly entities: EntityStore,
    private readonly rematches: RematchStore,
    private readonly queues: QueueService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One cheap question when nothing changed. Safe to run anywhere, at any time: a change is planned for once. */
  async plan(): Promise<void> {
    // Read before the topics: what changes in between is seen the next time.
    const signature = await this.topics.signature();
    if (signature === this.planned) return;
    const [topics, entities] = await Promise.all([this.topics.all(), this.entities.definitions()]);
    const digestOf = digestWith(entities);
    const changes = topics.flatMap((topic) => {
      const after = digestOf(topic);
      return after === topic.archiveDigest
        ? []
        : [
            {
              topicId: topic.id,
              topicVersion: topic.version,
              enabled: topic.enabled,
              before: topic.archiveDigest,
              after,
              reason: rematchReason(topic.archiveDigest, after),
            },
          ];
    });
    if (changes.length > 0) await this.enqueue(await this.rematches.plan(changes, this.clock.now()));
    this.planned = signature;
  }

  /** Starts one by hand, unless one is under way. */
  async request(topic: Topic): Promise<Rematch> {
    await this.plan();
    const run = await this.rematches.request(topic, this.clock.now());
    await this.enqueue([run.passId]);
    return run;
  }

  private async enqueue(passIds: string[]): Promise<void> {
    await this.queues.enqueue(
      'rematch',
      passIds.map((id) => ({ id, version: 'start' })),
    );
  }
}
