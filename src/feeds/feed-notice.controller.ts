import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, isoOrNull, pageOf, pageQuery, readPage, totalQuery } from '../api/page.js';
import { InArea } from '../auth/auth.guard.js';
import { notFound } from '../api/problem.exception.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { FeedNoticeStore, fromStoredNoticeKind, type NoticeWithFeed } from './feed-notice.store.js';

const kinds = z.enum(['gone', 'moved', 'duplicate', 'missed-items', 'quiet', 'failing']);
const noticeView = z
  .object({
    id: z.uuid(),
    kind: kinds,
    message: z.string(),
    feed: z.object({ id: z.uuid(), title: z.string(), url: z.string() }),
    raisedAt: z.iso.datetime(),
    clearedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'FeedNotice' });
const listQuery = pageQuery.extend({
  ...totalQuery,
  open: z.stringbool().optional(),
  feedId: z.uuid().optional(),
  kind: kinds.optional(),
});

@ApiTags('feeds')
@InArea('feeds')
@Controller('feed-notices')
export class FeedNoticeController {
  constructor(
    private readonly notices: FeedNoticeStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'What the operator should know of feeds: gone, moved, failing, quiet, duplicate, items missed',
  })
  @ApiOkResponse({ standardSchema: pageOf(noticeView, 'FeedNoticePage') })
  list(@Query({ schema: listQuery }) { limit, cursor, total, ...filter }: z.infer<typeof listQuery>) {
    const { notices } = this;
    return readPage(
      { limit, cursor, total },
      { rows: (page) => notices.list(page, filter), count: () => notices.count(filter) },
      toNoticeView,
    );
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read one notice on a feed' })
  @ApiOkResponse({ standardSchema: noticeView })
  async read(@Param('id', { schema: idParameter }) id: string) {
    const notice = await this.notices.find(id);
    if (!notice) throw notFound('notice');
    return toNoticeView(notice);
  }

  @Post(':id/clear')
  @HttpCode(200)
  @ApiOperation({ summary: 'Put a notice away; it comes back if its reason does' })
  @ApiOkResponse({ standardSchema: noticeView })
  async clear(@Param('id', { schema: idParameter }) id: string) {
    const notice = await this.notices.clearOne(id, this.clock.now());
    if (!notice) throw notFound('notice');
    return toNoticeView(notice);
  }
}

function toNoticeView({ id, kind, message, feed, raisedAt, clearedAt }: NoticeWithFeed): z.infer<typeof noticeView> {
  return {
    id,
    kind: fromStoredNoticeKind(kind),
    message,
    feed,
    raisedAt: raisedAt.toISOString(),
    clearedAt: isoOrNull(clearedAt),
  };
}
