import { Readable } from 'node:stream';
import { type CallHandler, type ExecutionContext, Injectable, Logger, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { firstValueFrom, from, type Observable } from 'rxjs';
import { ProblemException } from '../api/problem.exception.js';
import type { Actor } from '../auth/actor.js';
import { CHANGES_NOTHING } from './change.decorator.js';
import { IdempotencyStore, type KeptAnswer, type KeyedRequest } from './idempotency.store.js';

const KEY = /^[\x21-\x7e]{1,255}$/;
const KEPT_HEADERS = ['location', 'etag'];

/**
 * A POST with an `Idempotency-Key` is done once: sent again, it gets the same answer again, marked `Idempotency-Replayed: true`.
 * draft-ietf-httpapi-idempotency-key-header. A refusal or a failure is not kept: what was mended may be sent with the same key.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly logger = new Logger('Changes');

  constructor(
    private readonly reflector: Reflector,
    private readonly keys: IdempotencyStore,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { actor?: Actor }>();
    const { method, actor } = request;
    const header = request.headers['idempotency-key'];
    const targets = [context.getHandler(), context.getClass()];
    // Whoever has not signed in has no keys of their own: two of them could choose the same.
    const isKept = method === 'POST' && actor && !this.reflector.getAllAndOverride(CHANGES_NOTHING, targets);
    if (!isKept || header === undefined) return next.handle();
    // The draft writes it as a quoted string; most clients send it bare.
    const key = String(header).replace(/^"(.*)"$/, '$1');
    if (!KEY.test(key)) {
      throw new ProblemException('invalid-request', undefined, [
        { path: 'Idempotency-Key', message: 'must be 1 to 255 printable ASCII characters without blanks' },
      ]);
    }
    const run = () => firstValueFrom(next.handle(), { defaultValue: undefined });
    const keyed = { actor: `${actor.kind} ${actor.id}`, key, request: wordsOf(request) };
    return from(this.once(keyed, context.switchToHttp().getResponse<FastifyReply>(), run));
  }

  private async once(keyed: KeyedRequest, reply: FastifyReply, run: () => Promise<unknown>): Promise<unknown> {
    const claim = await this.keys.claim(keyed);
    if (claim.kind === 'answered') return answerAgain(reply, claim.answer);
    if (claim.kind === 'under-way') {
      void reply.header('retry-after', '1');
      throw new ProblemException(
        'conflict',
        'A request with this Idempotency-Key is under way; ask again for its answer',
      );
    }
    if (claim.kind === 'other-request') {
      throw new ProblemException('idempotency-conflict', 'This Idempotency-Key was sent with another request before');
    }
    let body: unknown;
    try {
      body = await run();
    } catch (error) {
      await this.keys
        .release(keyed)
        .catch((failure: unknown) => this.logger.error(`A key stays claimed: ${String(failure)}`));
      throw error;
    }
    const headers = Object.fromEntries(
      KEPT_HEADERS.flatMap((name) => (reply.hasHeader(name) ? [[name, String(reply.getHeader(name))]] : [])),
    );
    await this.keys.keep(keyed, { status: reply.statusCode, headers, body: body ?? null });
    return body;
  }
}

function answerAgain(reply: FastifyReply, { status, headers, body }: KeptAnswer): unknown {
  void reply.status(status).headers({ ...headers, 'idempotency-replayed': 'true' });
  return body ?? undefined;
}

/** A body that is read as it comes (a file) is told by its length only. */
function wordsOf({ method, url, body, raw }: FastifyRequest): string {
  const content = body instanceof Readable ? (raw.headers['content-length'] ?? '') : (body ?? null);
  return JSON.stringify([method, url, content]);
}
