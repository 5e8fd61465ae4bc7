import { Injectable } from '@nestjs/common';
import { type PageQuery, pageArguments } from '../api/page.js';
import type { FeedNotice, Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { Transaction } from '../database/transaction.js';
import { type NoticeKind } from './schedule/notices.js';

const withFeed = { include: { feed: { select: { id: true, title: true, url: true } } } } as const;

export type NoticeWithFeed = FeedNotice & { feed: { id: string; title: string; url: string } };

export interface FeedNoticeFilter {
  open?: boolean | undefined;
  feedId?: string | undefined;
  kind?: NoticeKind | undefined;
}

/** What the operator should know of feeds. */
@Injectable()
export class FeedNoticeStore {
  constructor(private readonly prisma: PrismaStore) {}

  list(page: PageQuery, filter: FeedNoticeFilter): Promise<NoticeWithFeed[]> {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.feedNotice.findMany({ ...rest, where: { AND: [toWhere(filter), where ?? {}] }, ...withFeed });
  }

  count(filter: FeedNoticeFilter): Promise<number> {
    return this.prisma.feedNotice.count({ where: toWhere(filter) });
  }

  find(id: string): Promise<NoticeWithFeed | null> {
    return this.prisma.feedNotice.findUnique({ where: { id }, ...withFeed });
  }

  /** One of a kind is open for a feed at most; raised again, it stands as it was with the newer words. */
  async raise(
    database: Transaction,
    feedId: string,
    notices: readonly { kind: NoticeKind; message: string }[],
    now: Date,
  ): Promise<void> {
    for (const { kind, message } of notices) {
      const open = { feedId, kind: toStoredNoticeKind(kind), clearedAt: null };
      const { count } = await database.feedNotice.updateMany({ where: open, data: { message } });
      if (count === 0) await database.feedNotice.create({ data: { ...open, message, raisedAt: now } });
    }
  }

  async clear(database: Transaction, feedId: string, kinds: readonly NoticeKind[], now: Date): Promise<void> {
    if (kinds.length === 0) return;
    await database.feedNotice.updateMany({
      where: { feedId, kind: { in: kinds.map(toStoredNoticeKind) }, clearedAt: null },
      data: { clearedAt: now },
    });
  }

  /** Cleared by a person who has seen it; null where there is none. */
  async clearOne(id: string, now: Date): Promise<NoticeWithFeed | null> {
    await this.prisma.feedNotice.updateMany({ where: { id, clearedAt: null }, data: { clearedAt: now } });
    return this.find(id);
  }
}

function toWhere({ open, feedId, kind }: FeedNoticeFilter): Prisma.FeedNoticeWhereInput {
  return {
    feedId,
    kind: kind && toStoredNoticeKind(kind),
    ...(open === undefined ? {} : { clearedAt: open ? null : { not: null } }),
  };
}

/** The database's enum labels cannot hold a hyphen in code; people and the API read them with one. */
function toStoredNoticeKind(kind: NoticeKind): FeedNotice['kind'] {
  return kind === 'missed-items' ? 'missed_items' : kind;
}

export function fromStoredNoticeKind(kind: FeedNotice['kind']): NoticeKind {
  return kind === 'missed_items' ? 'missed-items' : kind;
}
