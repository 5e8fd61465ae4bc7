import { Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { notFound, ProblemException } from '../../api/problem.exception.js';
import { OpenToAll } from '../../auth/auth.guard.js';
import { KeepsOwnLedger } from '../../changes/change.decorator.js';
import { CLOCK, type Clock } from '../../config/clock.js';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { checkSignature } from './check-signature.js';
import { RAW_BODY } from '../../api/raw-body.js';
import { toReason } from './websub-client.js';
import { CALLBACK_PATH, WebSubService } from './websub.service.js';

const callQuery = z.object({
  'hub.mode': z.string().max(100),
  'hub.topic': z.string().max(2_000),
  'hub.challenge': z.string().max(4_000).optional(),
  'hub.lease_seconds': z.coerce.number().min(0).optional().catch(undefined),
  'hub.reason': z.string().max(4_000).default(''),
});

/** Where hubs call. Whoever does not know a feed's own address finds nothing here. */
@ApiExcludeController()
@OpenToAll()
@KeepsOwnLedger()
@Controller(CALLBACK_PATH)
export class WebSubController {
  constructor(
    private readonly webSub: WebSubService,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** https://www.w3.org/TR/websub/#hub-verifies-intent: the challenge goes back only for what we have asked for. */
  @Get(':feedId/:token')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  async verify(
    @Param('feedId') feedId: string,
    @Param('token') token: string,
    @Query({ schema: callQuery }) query: z.infer<typeof callQuery>,
  ): Promise<string> {
    if (!this.webSub.isCallback(feedId, token)) throw notFound('subscription');
    const { 'hub.mode': mode, 'hub.topic': topic, 'hub.challenge': challenge } = query;
    const now = this.clock.now();
    if (mode === 'denied') {
      if (await this.webSub.deny(feedId, topic, toReason(query['hub.reason']), now)) return '';
    } else if (mode === 'subscribe' && challenge !== undefined) {
      if (await this.webSub.verify(feedId, topic, query['hub.lease_seconds'], now)) return challenge;
    }
    throw notFound('subscription');
  }

  /**
   * https://www.w3.org/TR/websub/#authenticated-content-distribution: a push that is not signed as agreed is thanked for and
   * ignored, so that nobody learns anything by trying.
   */
  @Post(':feedId/:token')
  @HttpCode(202)
  @RouteConfig(RAW_BODY)
  async take(
    @Param('feedId') feedId: string,
    @Param('token') token: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    if (!this.webSub.isCallback(feedId, token)) throw notFound('subscription');
    const secret = await this.webSub.findSecret(feedId);
    // 410 tells the hub to stop.
    if (secret === undefined)
      throw new ProblemException('not-found', 'No pushes are wanted', undefined, { status: 410 });
    const check = await checkSignature(
      request.body as Readable | undefined,
      [request.headers['x-hub-signature']].flat()[0],
      secret,
      this.settings.FETCH_MAX_BYTES,
    );
    const now = this.clock.now();
    switch (check) {
      case 'right':
        return this.webSub.takePush(feedId, now);
      case 'wrong':
        return this.webSub.ignorePush(feedId, 'its signature is wrong', now);
      case 'missing':
        return this.webSub.ignorePush(feedId, 'it is not signed', now);
      case 'too-large':
        throw new ProblemException('too-large', 'The push is too large');
      case 'broken-off':
        throw new ProblemException('invalid-request', 'The push broke off');
    }
  }
}
