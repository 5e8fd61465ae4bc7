import { randomUUID } from 'node:crypto';
import { createSecretBox } from '../../src/auth/secret-box.js';
import { createLinkSigner } from '../../src/auth/signed-link.js';
import type { Settings } from '../../src/config/settings.js';
import { AttemptRecordStore } from '../../src/delivery/attempt-record.store.js';
import type { Channel } from '../../src/delivery/channel.js';
import type { Channels } from '../../src/delivery/channels.js';
import { ComposeService } from '../../src/delivery/compose.service.js';
import { DeliveryStore } from '../../src/delivery/delivery.store.js';
import type { Message } from '../../src/delivery/message.js';
import { SendableStore } from '../../src/delivery/sendable.store.js';
import { SendLeaseStore } from '../../src/delivery/send-lease.store.js';
import type { SendOutcome } from '../../src/delivery/send-outcome.js';
import { TargetTroubleStore } from '../../src/delivery/target-trouble.store.js';
import { SendDeliveryProcessor } from '../../src/pipeline/send-delivery.processor.js';
import type { QueueService } from '../../src/queues/queue.service.js';
import type { JobRequest, QueueName } from '../../src/queues/queues.js';
import type { TargetKind } from '../../src/subscriptions/target-channels.js';
import { type StoreContext, testSettings } from './stores.js';

export interface SentMessage {
  message: Message;
  address: unknown;
  at: Date;
}

export interface WaitingJob extends JobRequest {
  queue: QueueName;
  dueAt: Date;
}

/** What a receiver does with a message; by default it takes it at once. */
export type Receive = (message: Message, address: unknown, signal: AbortSignal) => Promise<SendOutcome>;

const kinds: TargetKind[] = ['email', 'slack', 'webhook', 'mailbox'];

/** Processes of a desk that send, on one database and one clock: what they ask of the queues waits here until it is run. */
export class SendDesk {
  now = new Date('2026-11-24T12:00:00Z');
  readonly sent: SentMessage[] = [];
  readonly jobs: WaitingJob[] = [];
  receive: Receive = async () => ({ kind: 'sent' });
  /** By kind of target. */
  readonly paces: Record<TargetKind, Channel['pace']> = {
    email: { atOnce: 4, spacingMs: 0 },
    slack: { atOnce: 1, spacingMs: 1_000 },
    webhook: { atOnce: 3, spacingMs: 0 },
    mailbox: { atOnce: 4, spacingMs: 0 },
  };
  readonly settings: Settings;
  readonly clock = { now: () => this.now, random: () => 0.5 };
  readonly box = createSecretBox('a key for tests');
  readonly deliveries: DeliveryStore;
  /** Of the first process. */
  readonly leases: SendLeaseStore;
  readonly records: AttemptRecordStore;
  readonly sendables: SendableStore;
  readonly processors: [SendDeliveryProcessor, SendDeliveryProcessor];

  constructor(readonly context: StoreContext) {
    this.settings = testSettings(context.database.url);
    this.deliveries = new DeliveryStore(context.prisma);
    this.leases = this.openLeases();
    this.records = this.openRecords();
    this.sendables = new SendableStore(context.prisma, this.box);
    this.processors = [this.openProcessor(), this.openProcessor()];
  }

  after(ms: number): Date {
    return new Date(this.now.getTime() + ms);
  }

  pass(ms: number): void {
    this.now = this.after(ms);
  }

  openLeases(): SendLeaseStore {
    return new SendLeaseStore(this.context.prisma, this.channels, this.settings, this.clock);
  }

  openProcessor(): SendDeliveryProcessor {
    const signer = createLinkSigner('a key for tests');
    const queues = {
      enqueue: async (queue: QueueName, requests: JobRequest[]) => {
        for (const request of requests) this.jobs.push({ ...request, queue, dueAt: this.after(request.delayMs ?? 0) });
      },
    } as unknown as QueueService;
    return new SendDeliveryProcessor(
      this.openLeases(),
      new SendableStore(this.context.prisma, this.box),
      this.openRecords(),
      new ComposeService(this.settings, signer, this.clock),
      queues,
      this.channels,
      this.settings,
      this.clock,
    );
  }

  /** Runs the jobs whose time has come, and those that they ask for, on both processes in turn. */
  async runJobs(): Promise<void> {
    for (;;) {
      const due = this.jobs.filter(({ dueAt }) => dueAt <= this.now);
      if (due.length === 0) return;
      for (const job of due) this.jobs.splice(this.jobs.indexOf(job), 1);
      await Promise.all(due.map(({ id, queue }, place) => this.processors[place % 2 === 0 ? 0 : 1].process(id, queue)));
    }
  }

  /** Lets the clock go on from job to job until none is left. */
  async runAll(): Promise<void> {
    while (this.jobs.length > 0) {
      const next = Math.min(...this.jobs.map(({ dueAt }) => dueAt.getTime()));
      this.now = new Date(Math.max(next, this.now.getTime()));
      await this.runJobs();
    }
  }

  async addSubscriber(fields: { name?: string; isOperator?: boolean } = {}): Promise<string> {
    return (await this.context.prisma.subscriber.create({ data: { name: 'Desk', ...fields } })).id;
  }

  async addTarget(
    kind: TargetKind,
    fields: {
      subscriberId?: string;
      address?: string;
      canEdit?: boolean;
      failureCount?: number;
      failingSince?: Date;
    } = {},
  ): Promise<string> {
    const { address = `${randomUUID()}@desk.example`, subscriberId = await this.addSubscriber(), ...rest } = fields;
    const plain = JSON.stringify({ address });
    const target = await this.context.prisma.target.create({
      data: {
        ...rest,
        subscriberId,
        kind,
        label: address,
        address: this.box.seal(plain),
        addressHash: this.box.digest(plain),
        state: 'active',
      },
    });
    return target.id;
  }

  /** Deliveries that need nothing but a target; each is a millisecond younger than the one before. */
  async addDeliveries(targetId: string, count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let place = 0; place < count; place += 1) {
      const made = await this.deliveries.createConfirmations([targetId], this.after(place - count));
      ids.push(...made.map(({ id }) => id));
    }
    return ids;
  }

  ask(queue: QueueName, ids: readonly string[]): void {
    for (const id of ids) this.jobs.push({ id, version: 0, queue, dueAt: this.now });
  }

  async states(): Promise<Record<string, number>> {
    const rows = await this.context.database.query<{ state: string; count: number }>(
      'SELECT state::text, count(*)::int FROM deliveries GROUP BY 1 ORDER BY 1',
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }

  async clear(): Promise<void> {
    for (const table of ['subscribers', 'send_gates', 'feeds', 'events', 'snapshots', 'topics']) {
      await this.context.database.query(`DELETE FROM ${table}`);
    }
  }

  private openRecords(): AttemptRecordStore {
    return new AttemptRecordStore(this.context.prisma, new TargetTroubleStore(), this.channels);
  }

  private get channels(): Channels {
    const channel = (kind: TargetKind): Channel =>
      ({
        kind,
        pace: this.paces[kind],
        send: async (message: Message, address: unknown, signal: AbortSignal) => {
          this.sent.push({ message, address, at: this.now });
          return this.receive(message, address, signal);
        },
      }) as unknown as Channel;
    return Object.fromEntries(kinds.map((kind) => [kind, channel(kind)])) as Channels;
  }
}
