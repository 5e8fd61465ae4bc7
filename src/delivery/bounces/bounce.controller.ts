import { Controller, HttpCode, Inject, Logger, Post, Query, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiAcceptedResponse, ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { ProblemException } from '../../api/problem.exception.js';
import { RAW_BODY, takeRawBody } from '../../api/raw-body.js';
import { ApiKeyStore } from '../../auth/api-key.store.js';
import { OpenToAll } from '../../auth/auth.guard.js';
import { KeepsOwnLedger } from '../../changes/change.decorator.js';
import { CLOCK, type Clock } from '../../config/clock.js';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { QueueService } from '../../queues/queue.service.js';
import { sendRequests } from '../send-queue.js';
import { type BounceAddresses, BOUNCE_ADDRESSES } from './bounce-address.js';
import { BounceStore } from './bounce.store.js';
import { parseBounce } from './parse-bounce.js';

/** Servers return a mail whole at times, and ours are far smaller. */
const MAX_BYTES = 1024 * 1024;

const bounceQuery = z.object({ recipient: z.string().max(320).default('') });

const bounceResult = z
  .object({
    /** `known`: the same report came before. */
    outcome: z.enum(['recorded', 'known', 'ignored']),
    reason: z
      .enum(['auto-reply', 'not-a-report', 'delivered', 'names-no-delivery', 'unknown-delivery'])
      .optional()
      .meta({ description: 'Why it was ignored' }),
    deliveryId: z.uuid().optional(),
    status: z.string().optional().meta({ description: 'Enhanced status code (RFC 3463)', example: '5.1.1' }),
    isFinal: z.boolean().optional().meta({ description: 'The delivery is marked as bounced, its target disabled' }),
  })
  .meta({ id: 'BounceResult' });
type BounceResult = z.infer<typeof bounceResult>;

/** Where the mail server hands in what came back. */
@ApiTags('deliveries')
@OpenToAll()
@KeepsOwnLedger()
@Controller('bounces')
export class BounceController {
  private readonly logger = new Logger('Bounces');

  constructor(
    private readonly bounces: BounceStore,
    private readonly apiKeys: ApiKeyStore,
    private readonly queues: QueueService,
    @Inject(BOUNCE_ADDRESSES) private readonly addresses: BounceAddresses | null,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(202)
  @RouteConfig(RAW_BODY)
  @ApiOperation({
    summary:
      'Hand in a mail that came back, as it came: a bounce or a complaint. Without an API key only what came back to an address that we gave out',
  })
  @ApiConsumes('message/rfc822')
  @ApiBody({ description: 'The mail, with its headers', schema: { type: 'string' } })
  @ApiAcceptedResponse({ standardSchema: bounceResult })
  async take(
    @Query({ schema: bounceQuery }) { recipient }: z.infer<typeof bounceQuery>,
    @Req() request: FastifyRequest,
  ): Promise<BounceResult> {
    const source = await this.readMail(request);
    // A plus in a query is a blank, unless whoever pipes has escaped it.
    const provenId =
      this.addresses?.find(recipient.replaceAll(' ', '+')) ?? this.addresses?.find(source.toString('latin1'));
    if (provenId === undefined) await this.requireKey(request);
    const host = new URL(this.settings.PUBLIC_URL).hostname;
    const reading = await parseBounce(source, { provenId, host });
    if (reading.kind === 'ignored') return { outcome: 'ignored', reason: reading.reason };
    const now = this.clock.now();
    const outcome = await this.bounces.record(reading, now);
    if (outcome.kind === 'unknown-delivery') return { outcome: 'ignored', reason: 'unknown-delivery' };
    const { deliveryId, status, isFinal } = reading;
    if (outcome.kind === 'recorded' && outcome.trouble.kind === 'disabled') {
      const { label, notices } = outcome.trouble;
      this.logger.warn(`email to ${label} is given up: ${reading.detail}`);
      for (const [queue, requests] of sendRequests(notices, now)) await this.queues.enqueue(queue, requests);
    }
    return { outcome: outcome.kind, deliveryId, status, isFinal };
  }

  private async readMail(request: FastifyRequest): Promise<Buffer> {
    const chunks: Buffer[] = [];
    const taken = await takeRawBody(
      request.body as Readable | undefined,
      MAX_BYTES,
      (chunk) => void chunks.push(chunk),
    );
    if (taken === 'too-large') {
      throw new ProblemException('too-large', 'The mail is larger than 1 MB');
    }
    if (taken === 'broken-off') throw new ProblemException('invalid-request', 'The mail broke off');
    const source = Buffer.concat(chunks);
    if (source.length === 0) throw new ProblemException('invalid-request', 'The body must be the mail as it came');
    return source;
  }

  /** A program's key, and no cookie: a mail server has no session, and so no foreign page can post in one's name. */
  private async requireKey({ headers }: FastifyRequest): Promise<void> {
    const [scheme, token] = (headers.authorization ?? '').split(' ');
    const actor = scheme?.toLowerCase() === 'bearer' && token ? await this.apiKeys.findActor(token) : undefined;
    if (!actor) throw new ProblemException('not-signed-in');
    if (!actor.scopes.has('deliveries:write')) {
      throw new ProblemException('not-allowed', 'This needs the scope deliveries:write');
    }
  }
}
