import {
  type CallHandler,
  type ExecutionContext,
  HttpException,
  Injectable,
  Logger,
  type NestInterceptor,
} from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { ModuleRef, Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { firstValueFrom, from, type Observable } from 'rxjs';
import { operationId } from '../api/openapi/operation-id.js';
import { ProblemException } from '../api/problem.exception.js';
import { AuditStore } from './audit.store.js';
import { callerOf } from './caller.js';
import { type ChangedThing, changedThing, type Reader } from './changed-thing.js';
import { ChangeLockStore } from './change-lock.store.js';
import { CHANGES_NOTHING, type ChangesNothingWhen, KEEPS_OWN_LEDGER, VOLATILE } from './change.decorator.js';
import { entityTag, namesTag } from './entity-tag.js';
import { redact } from './redact.js';

/** As the API reads a parameter that is true or false. */
const YES = /^(?:true|1|yes|on|y|enabled)$/i;
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Stands round every change that comes through the API. One change of a thing at a time; not over another's (`If-Match`); and
 * written down, with the thing as it was before and after.
 */
@Injectable()
export class ChangeInterceptor implements NestInterceptor {
  private readonly logger = new Logger('Changes');

  constructor(
    private readonly reflector: Reflector,
    private readonly modules: ModuleRef,
    private readonly locks: ChangeLockStore,
    private readonly entries: AuditStore,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (READING.has(request.method) || this.changesNothing(context, request) || this.says(KEEPS_OWN_LEDGER, context)) {
      return next.handle();
    }
    return from(this.change(context, () => firstValueFrom(next.handle(), { defaultValue: undefined })));
  }

  private async change(context: ExecutionContext, run: () => Promise<unknown>): Promise<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const thing = this.thingOf(context, request);
    const work = () => this.record(context, thing, run);
    // What is not there yet, or cannot be read by an id, nobody else can be changing.
    if (thing.id === null || !thing.read) return work();
    const held = await this.locks.hold(`${thing.noun} ${thing.id}`, work);
    if (held.kind === 'busy') throw new ProblemException('unavailable', 'Others are changing this; try again');
    return held.result;
  }

  private async record(context: ExecutionContext, thing: ChangedThing, run: () => Promise<unknown>): Promise<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const { id, read, readMade } = thing;
    const before = read && id !== null ? await read(id) : null;
    const tagOf = (view: unknown) => entityTag(view, this.volatileOf(context));
    if (before !== null) refuseOtherState(request, tagOf(before));
    const entry = await this.entries.begin({
      caller: callerOf(request),
      action: actionOf(context),
      noun: thing.noun,
      subjectId: id,
      before: redact(before),
      requestId: request.id,
      address: request.ip,
    });
    let answer: unknown;
    try {
      answer = await run();
    } catch (error) {
      await this.note(error, entry, id);
      throw error;
    }
    const madeId = id === null ? idOf(answer) : null;
    const after = read && id !== null ? await readOrNull(read, id) : viewOf(answer);
    const { statusCode: status } = reply;
    await this.entries.finish(entry, { status, subjectId: id ?? madeId, after: redact(after) });
    if (before !== null && after !== null) void reply.header('etag', tagOf(after));
    if (madeId !== null && readMade && status === 201) {
      void reply.header('location', `${request.url.split('?')[0]}/${madeId}`);
      const made = await readOrNull(readMade, madeId);
      if (made !== null) void reply.header('etag', tagOf(made));
    }
    return answer;
  }

  /** A refusal has changed nothing, and is no entry; what went wrong on the way may have. */
  private async note(error: unknown, entry: string, subjectId: string | null): Promise<void> {
    const status = statusOf(error);
    const noting =
      status < 500 ? this.entries.withdraw(entry) : this.entries.finish(entry, { status, subjectId, after: null });
    // What the caller must hear is the first error.
    await noting.catch((failure: unknown) =>
      this.logger.error(`An audit entry could not be ended: ${String(failure)}`),
    );
  }

  private thingOf(context: ExecutionContext, request: FastifyRequest): ChangedThing {
    const type = context.getClass<object>();
    const { read } = type.prototype as { read?: object };
    const pathOf = (method: object) => this.reflector.get<string>(PATH_METADATA, method as () => void);
    return changedThing(
      {
        controller: this.modules.get<object>(type, { strict: false }),
        path: pathOf(context.getHandler()),
        readPath: read && pathOf(read),
      },
      request,
    );
  }

  private changesNothing(context: ExecutionContext, { query }: FastifyRequest): boolean {
    const said = this.reflector.getAllAndOverride<ChangesNothingWhen | undefined>(CHANGES_NOTHING, [
      context.getHandler(),
      context.getClass(),
    ]);
    return said === true || (said !== undefined && YES.test(String((query as Record<string, unknown>)[said])));
  }

  private says(key: string, context: ExecutionContext): boolean {
    return (
      this.reflector.getAllAndOverride<boolean | undefined>(key, [context.getHandler(), context.getClass()]) ?? false
    );
  }

  private volatileOf(context: ExecutionContext): ReadonlySet<string> | undefined {
    return this.reflector.get<ReadonlySet<string> | undefined>(VOLATILE, context.getClass());
  }
}

function refuseOtherState(request: FastifyRequest, tag: string): void {
  const wanted = request.headers['if-match'];
  if (wanted === undefined || namesTag(wanted, tag, 'strong')) return;
  throw new ProblemException(
    'precondition-failed',
    'It was changed since you read it; read it again, and change that (its ETag goes into If-Match)',
  );
}

async function readOrNull(read: Reader, id: string): Promise<unknown> {
  try {
    return await read(id);
  } catch (error) {
    // Deleted by this very change.
    if (statusOf(error) === 404) return null;
    throw error;
  }
}

/** A page for a person is no view of anything. */
function viewOf(answer: unknown): unknown {
  return typeof answer === 'object' ? answer : null;
}

function idOf(answer: unknown): string | null {
  const { id } = (answer ?? {}) as { id?: unknown };
  return typeof id === 'string' ? id : null;
}

function statusOf(error: unknown): number {
  return error instanceof HttpException ? error.getStatus() : 500;
}

function actionOf(context: ExecutionContext): string {
  return operationId(context.getClass().name, context.getHandler().name);
}
