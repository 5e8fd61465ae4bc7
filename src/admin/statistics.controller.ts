import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { DigestStore } from '../alerts/digest.store.js';
import { NeedsActor } from '../auth/auth.guard.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { QueueService } from '../queues/queue.service.js';
import { StatisticsStore } from './statistics.store.js';

const percentilesView = z
  .object({ count: z.number().int(), p50: z.number().int(), p95: z.number().int(), p99: z.number().int() })
  .nullable()
  .meta({ id: 'Percentiles', description: 'In milliseconds; null where nothing took the step' });
const waitingView = z
  .object({
    step: z.enum([
      'fetchFeed',
      'readArticle',
      'matchStory',
      'decideAlerts',
      'composeDigest',
      'sendDelivery',
      'rematch',
    ]),
    oldestAt: z.iso.datetime().describe('Since when it could have been done'),
    waitedMs: z.number().int(),
  })
  .meta({ id: 'WaitingWork' });
const statisticsView = z
  .object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    latencies: z.object({
      publishedToFetched: percentilesView.describe(
        'By the publisher’s own dates; without what stood in a new feed before',
      ),
      fetchedToMatched: percentilesView,
      matchedToDecided: percentilesView.describe('Of stories that a topic found'),
      queuedToSent: percentilesView.describe('Of messages of every kind that were sent'),
      fetchedToSent: percentilesView.describe('From the story to the first message that told of it'),
    }),
    throughput: z.object({
      stories: z.number().int(),
      found: z.number().int().describe('Of these, found by a topic'),
      alerts: z.number().int(),
      sent: z.number().int().describe('Of the messages made in this time'),
      failed: z.number().int(),
    }),
    waiting: z.array(waitingView).describe('Steps for which work waits; the longest wait first'),
    queues: z.record(z.string(), z.record(z.string(), z.number().int())).describe('Jobs by state'),
    database: z.object({
      bytes: z.number().int(),
      version: z.string(),
      migration: z.string().nullable().describe('The last one that was applied'),
    }),
    versions: z.object({ wirewatch: z.string(), node: z.string() }),
  })
  .meta({ id: 'Statistics' });

const SPAN_MS = 60 * 60_000;

@ApiTags('status')
@Controller('statistics')
export class StatisticsController {
  constructor(
    private readonly statistics: StatisticsStore,
    private readonly digests: DigestStore,
    private readonly queues: QueueService,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @NeedsActor()
  @ApiOperation({ summary: 'How quick the last hour was, and what waits' })
  @ApiOkResponse({ standardSchema: statisticsView })
  async read(): Promise<z.infer<typeof statisticsView>> {
    const now = this.clock.now();
    const from = new Date(now.getTime() - SPAN_MS);
    const [latencies, throughput, waiting, [digest], queues, database] = await Promise.all([
      this.statistics.latencies(from),
      this.statistics.throughput(from),
      this.statistics.waitingSince(now),
      this.digests.findDue(now, 1),
      this.queues.counts(),
      this.statistics.database(),
    ]);
    return {
      from: from.toISOString(),
      to: now.toISOString(),
      latencies,
      throughput,
      waiting: toWaiting({ ...waiting, composeDigest: digest?.dueAt ?? null }, now),
      queues,
      database,
      versions: { wirewatch: this.settings.version, node: process.version },
    };
  }
}

function toWaiting(
  since: Record<z.infer<typeof waitingView>['step'], Date | null>,
  now: Date,
): z.infer<typeof waitingView>[] {
  return waitingView.shape.step.options
    .flatMap((step) => {
      const oldest = since[step];
      return oldest
        ? [{ step, oldestAt: oldest.toISOString(), waitedMs: Math.max(0, now.getTime() - oldest.getTime()) }]
        : [];
    })
    .sort((a, b) => b.waitedMs - a.waitedMs);
}
