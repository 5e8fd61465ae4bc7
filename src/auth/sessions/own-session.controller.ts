import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, pageOf, pageQuery, type PageQuery, toPage } from '../../api/page.js';
import { notFound, ProblemException } from '../../api/problem.exception.js';
import type { Actor } from '../actor.js';
import { CurrentActor, NeedsActor } from '../auth.guard.js';
import { SessionStore } from './session.store.js';

const ownSessionView = z
  .object({
    id: z.uuid(),
    userAgent: z.string(),
    isCurrent: z.boolean(),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'OwnSession' });

type Row = NonNullable<Awaited<ReturnType<SessionStore['find']>>>;
const viewFor =
  (current: string | undefined) =>
  ({ id, userAgent, createdAt, lastSeenAt, expiresAt }: Row): z.infer<typeof ownSessionView> => ({
    id,
    userAgent,
    isCurrent: id === current,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  });

/** Where one is signed in: to look whether it is all one's own, and to end it. */
@ApiTags('session')
@NeedsActor()
@Controller('sessions')
export class OwnSessionController {
  constructor(private readonly sessions: SessionStore) {}

  @Get()
  @ApiOperation({ summary: 'List the places where you are signed in' })
  @ApiOkResponse({ standardSchema: pageOf(ownSessionView, 'OwnSessionPage') })
  async list(@Query({ schema: pageQuery }) query: PageQuery, @CurrentActor() actor: Actor) {
    const { id, sessionId } = personOf(actor);
    return toPage(await this.sessions.list(id, query), query, viewFor(sessionId));
  }

  /** Without an actor it is asked by our own audit log. */
  @Get(':id')
  @ApiOperation({ summary: 'Read one of your sessions' })
  @ApiOkResponse({ standardSchema: ownSessionView })
  async read(@Param('id', { schema: idParameter }) id: string, @CurrentActor() actor?: Actor) {
    const row = await this.sessions.find(id);
    if (!row || (actor && row.userId !== personOf(actor).id)) throw notFound('session of yours');
    return viewFor(actor && personOf(actor).sessionId)(row);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out in one place; it ends at once' })
  @ApiNoContentResponse()
  async delete(@Param('id', { schema: idParameter }) id: string, @CurrentActor() actor: Actor): Promise<void> {
    if (!(await this.sessions.close(id, personOf(actor).id))) throw notFound('session of yours');
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out everywhere but here' })
  @ApiNoContentResponse()
  async deleteOthers(@CurrentActor() actor: Actor): Promise<void> {
    const { id, sessionId } = personOf(actor);
    await this.sessions.closeAll(id, sessionId);
  }
}

function personOf(actor: Actor): Extract<Actor, { kind: 'user' }> {
  if (actor.kind !== 'user') throw new ProblemException('not-found', 'An API key has no sessions');
  return actor;
}
