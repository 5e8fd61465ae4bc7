import { PassThrough } from 'node:stream';
import { Controller, Get, Headers, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ProblemException } from '../../api/problem.exception.js';
import type { Actor } from '../../auth/actor.js';
import { CurrentActor, NeedsActor } from '../../auth/auth.guard.js';
import { type ActorRequest, IdentityService } from '../../auth/identity.service.js';
import { slugSchema } from '../../topics/slug.js';
import { LIVE_KINDS, type LiveKind, scopeOfKind } from './live-kind.js';
import { LiveReaderService } from './live-reader.service.js';
import { LIVE_TIMES, type LiveTimes } from './live-times.js';
import { serveLive } from './serve-live.js';

const kinds = LIVE_KINDS.join('|');
const idSchema = z.string().max(200).optional();
const liveQuery = z.object({
  streams: z
    .string()
    .regex(new RegExp(`^(?:${kinds})(?:,(?:${kinds}))*$`), `must be of ${LIVE_KINDS.join(', ')}, parted by commas`)
    .optional()
    .describe('Which of story, alert and delivery, parted by commas; all that the caller may read, unless told'),
  topic: slugSchema.optional().describe('Only stories that this topic finds'),
  lastEventId: idSchema.describe('The same as the header Last-Event-ID, for clients that cannot set it'),
});

const DESCRIPTION = `Server-sent events. \`event\` is story, alert or delivery, and \`data\` the thing as its list shows it, when it came or changed:
a story that a topic finds, an alert or an update of it, a delivery whose state is another. Several changes in a moment come as one.
Send the last \`id\` back as Last-Event-ID, and nothing that came meanwhile is lost or told twice, whichever process answers.
\`event: reset\` says that the id is unknown, or older than a day: load the lists anew; what comes from then on follows.
Stories fetched, or reworded, more than an hour before a topic found them are not told: a changed topic finds old ones by the thousand.
The connection ends when the session or the key does.`;

/** Of one process; each holds a socket and a little memory. */
const MOST_CLIENTS = 1_000;
const MOST_OF_ONE = 20;

@ApiTags('live')
@Controller('live')
export class LiveController {
  private readonly open = new Map<string, number>();

  constructor(
    private readonly reader: LiveReaderService,
    private readonly identity: IdentityService,
    @Inject(LIVE_TIMES) private readonly times: LiveTimes,
  ) {}

  @Get()
  @NeedsActor()
  @ApiOperation({ summary: 'Stories, alerts and deliveries as they come and change', description: DESCRIPTION })
  @ApiHeader({ name: 'last-event-id', required: false, description: 'Of the last event that was received' })
  @ApiOkResponse({
    description: 'Events without end',
    content: {
      'text/event-stream': {
        schema: { type: 'string', example: 'retry: 2000\n\nid: NzYyLjE\nevent: story\ndata: {"id":"…"}\n\n' },
      },
    },
  })
  async live(
    @Query({ schema: liveQuery }) query: z.infer<typeof liveQuery>,
    @Headers('last-event-id') header: string | undefined,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const wanted = kindsFor(actor, query.streams);
    if (this.reader.stopped.aborted) throw new ProblemException('unavailable', 'The process is stopping');
    this.refuseTooMany(actor);
    const start = await this.reader.start(header ?? query.lastEventId);
    void reply
      .type('text/event-stream')
      .headers({ 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no', connection: 'close' });
    if (request.method === 'HEAD') {
      void reply.send();
      return;
    }
    const stream = new PassThrough();
    // A client that went while the beginning was looked for.
    reply.raw.once('close', () => stream.destroy());
    if (reply.raw.destroyed) stream.destroy();
    this.count(actor, 1);
    const mayStill = async () => {
      const current = await this.identify(request);
      return current !== undefined && [...wanted].every((kind) => current.scopes.has(scopeOfKind[kind]));
    };
    const receiver = { stream, mayStill, cut: () => void reply.raw.destroy() };
    void serveLive(this.reader, { kinds: wanted, topic: query.topic, start }, receiver, this.times).finally(() =>
      this.count(actor, -1),
    );
    void reply.send(stream);
  }

  /** Who the same credentials stand for by now: a request is looked up once, and this one lasts for hours. */
  private identify({ headers, cookies }: FastifyRequest): Promise<Actor | undefined> {
    return this.identity.identify({ headers, cookies } as ActorRequest);
  }

  private refuseTooMany(actor: Actor): void {
    const all = [...this.open.values()].reduce((sum, count) => sum + count, 0);
    if (all >= MOST_CLIENTS || (this.open.get(actor.id) ?? 0) >= MOST_OF_ONE)
      throw new ProblemException('too-many-requests', 'Too many live connections are open; close one first');
  }

  private count(actor: Actor, change: 1 | -1): void {
    const count = (this.open.get(actor.id) ?? 0) + change;
    if (count > 0) this.open.set(actor.id, count);
    else this.open.delete(actor.id);
  }
}

/** A stream that is asked for and not allowed is refused by name: to be told nothing of it would look like silence. */
function kindsFor(actor: Actor, streams: string | undefined): ReadonlySet<LiveKind> {
  const may = (kind: LiveKind) => actor.scopes.has(scopeOfKind[kind]);
  const wanted =
    streams === undefined ? LIVE_KINDS.filter(may) : LIVE_KINDS.filter((kind) => streams.split(',').includes(kind));
  const missing = streams === undefined && wanted.length === 0 ? LIVE_KINDS : wanted.filter((kind) => !may(kind));
  if (missing.length > 0)
    throw new ProblemException(
      'not-allowed',
      `This needs the scope ${missing.map((kind) => scopeOfKind[kind]).join(', ')}`,
    );
  return new Set(wanted);
}
