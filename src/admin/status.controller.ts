import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ProblemException } from '../api/problem.exception.js';
import { NeedsActor, OpenToAll } from '../auth/auth.guard.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { FeedStore } from '../feeds/feed.store.js';
import { QueueService } from '../queues/queue.service.js';
import { StatisticsStore } from './statistics.store.js';

const healthView = z.object({ status: z.literal('ok'), version: z.string() }).meta({ id: 'Health' });
const statusView = z
  .object({
    version: z.string(),
    queueBackend: z.enum(['redis', 'postgresql']),
    /** Without an SMTP server, email is kept in the mailbox. */
    email: z.enum(['smtp', 'mailbox']),
    sampleWire: z.boolean(),
    counts: z.object({
      feeds: z.number().int(),
      stories: z.number().int(),
      matches: z.number().int(),
      alerts: z.number().int(),
      deliveries: z.number().int(),
    }),
    estimated: z
      .array(z.enum(['feeds', 'stories', 'matches', 'alerts', 'deliveries']))
      .describe('Which of the counts are estimates, being too large to be counted each time'),
    queues: z.record(z.string(), z.record(z.string(), z.number().int())),
  })
  .meta({ id: 'Status' });

@ApiTags('status')
@Controller()
export class StatusController {
  constructor(
    private readonly statistics: StatisticsStore,
    private readonly feeds: FeedStore,
    private readonly queues: QueueService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('health')
  @OpenToAll()
  @ApiOperation({ summary: 'Whether this process can serve: for load balancers and container health checks' })
  @ApiOkResponse({ standardSchema: healthView })
  async health(): Promise<z.infer<typeof healthView>> {
    try {
      await this.statistics.ping();
    } catch (cause) {
      throw new ProblemException('unavailable', 'The database does not answer', undefined, { cause });
    }
    return { status: 'ok', version: this.settings.version };
  }

  @Get('status')
  @NeedsActor()
  @ApiOperation({ summary: 'What is in use, and how much there is of everything' })
  @ApiOkResponse({ standardSchema: statusView })
  async status(): Promise<z.infer<typeof statusView>> {
    const [counted, sample, queues] = await Promise.all([
      this.statistics.counts(),
      this.feeds.findSample(),
      this.queues.counts(),
    ]);
    return {
      version: this.settings.version,
      queueBackend: this.settings.queue.backend,
      email: this.settings.SMTP_URL ? 'smtp' : 'mailbox',
      sampleWire: sample !== null,
      ...counted,
      queues,
    };
  }
}
