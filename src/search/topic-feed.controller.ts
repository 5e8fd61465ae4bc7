import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { idParameter } from '../api/page.js';
import { notFound, ProblemException } from '../api/problem.exception.js';
import { InArea, OpenToAll } from '../auth/auth.guard.js';
import { LINK_SIGNER, type LinkSigner } from '../auth/signed-link.js';
import { entityTag, namesTag } from '../changes/entity-tag.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { TopicStore } from '../topics/topic.store.js';
import { renderAtom, renderJsonFeed, type TopicFeed } from './topic-feed.js';
import { TopicFeedStore } from './topic-feed.store.js';

/** A reader that is set up once should work for years; whoever must not read on is kept out by a new secret key. */
const LINK_MS = 5 * 365 * 24 * 60 * 60_000;

const tokenQuery = z.strictObject({ token: z.string().max(500).default('') });
type TokenQuery = z.infer<typeof tokenQuery>;
const linksView = z.object({ atom: z.url(), json: z.url(), expiresAt: z.iso.datetime() }).meta({
  id: 'TopicFeedLinks',
  description: 'Addresses that need no sign-in: whoever has one can read the topic with it',
});

const formats = {
  atom: { render: renderAtom, type: 'application/atom+xml; charset=utf-8' },
  json: { render: renderJsonFeed, type: 'application/feed+json; charset=utf-8' },
} as const;
type FeedFormat = keyof typeof formats;

/** A topic as a feed, for any news reader: it cannot sign in, so its address has a signed token. */
@ApiTags('topics')
@InArea('topics')
@Controller('topics')
export class TopicFeedController {
  constructor(
    private readonly topics: TopicStore,
    private readonly feeds: TopicFeedStore,
    @Inject(LINK_SIGNER) private readonly signer: LinkSigner,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':id/feed-links')
  @ApiOperation({ summary: 'Get the addresses by which a news reader follows a topic' })
  @ApiOkResponse({ standardSchema: linksView })
  async links(@Param('id', { schema: idParameter }) id: string): Promise<z.infer<typeof linksView>> {
    if (!(await this.topics.find(id))) throw notFound('topic');
    const expiresAt = new Date(this.clock.now().getTime() + LINK_MS);
    const token = this.signer.sign({ purpose: 'topic-feed', subject: id }, expiresAt);
    return {
      atom: this.address(id, 'atom', token),
      json: this.address(id, 'json', token),
      expiresAt: expiresAt.toISOString(),
    };
  }

  @Get(':id/feed.atom')
  @OpenToAll()
  @ApiOperation({ summary: "Read a topic's latest stories as an Atom feed" })
  @ApiProduces('application/atom+xml')
  @ApiOkResponse({ schema: { type: 'string' } })
  atom(
    @Param('id', { schema: idParameter }) id: string,
    @Query({ schema: tokenQuery }) { token }: TokenQuery,
    @Headers() headers: Record<string, string | undefined>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.send('atom', id, token, headers, reply);
  }

  @Get(':id/feed.json')
  @OpenToAll()
  @ApiOperation({ summary: "Read a topic's latest stories as a JSON feed" })
  @ApiProduces('application/feed+json')
  @ApiOkResponse({ schema: { type: 'object' } })
  json(
    @Param('id', { schema: idParameter }) id: string,
    @Query({ schema: tokenQuery }) { token }: TokenQuery,
    @Headers() headers: Record<string, string | undefined>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.send('json', id, token, headers, reply);
  }

  private async send(
    format: FeedFormat,
    id: string,
    token: string,
    headers: Record<string, string | undefined>,
    reply: FastifyReply,
  ): Promise<void> {
    const check = this.signer.check(token, 'topic-feed', this.clock.now());
    if (!check.ok || check.claim.subject !== id) {
      const isOver = !check.ok && check.reason === 'expired';
      throw new ProblemException(
        'not-allowed',
        isOver ? 'This address has expired; get a new one' : 'This address is not valid',
      );
    }
    const topic = await this.topics.find(id);
    if (!topic) throw notFound('topic');
    const stories = await this.feeds.latest(id);
    const { render, type } = formats[format];
    const feed: TopicFeed = {
      topic,
      stories,
      publicUrl: this.settings.PUBLIC_URL,
      selfUrl: this.address(id, format, token),
    };
    const body = render(feed);
    const tag = entityTag(body);
    const changedAt = stories[0]?.matchedAt;
    void reply.header('etag', tag).header('cache-control', 'private, max-age=60');
    if (changedAt) void reply.header('last-modified', changedAt.toUTCString());
    if (isKnown(headers, tag, changedAt)) await reply.status(304).send();
    else await reply.type(type).send(body);
  }

  private address(id: string, format: FeedFormat, token: string): string {
    return `${this.settings.PUBLIC_URL}/api/v1/topics/${id}/feed.${format}?token=${token}`;
  }
}

/** RFC 9110, section 13.2.2: the tag decides where there is one; times are to the second. */
function isKnown(headers: Record<string, string | undefined>, tag: string, changedAt: Date | undefined): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) return namesTag(tags, tag, 'weak');
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return changedAt !== undefined && Math.floor(changedAt.getTime() / 1000) * 1000 <= since;
}
