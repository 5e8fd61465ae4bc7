import { Injectable } from '@nestjs/common';
import { type PageQuery, pageArguments } from '../api/page.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { MailboxEntry } from './mailbox/mailbox-entry.js';

/** Messages that are shown by the API instead of leaving the house. */
@Injectable()
export class MailboxStore {
  constructor(private readonly prisma: PrismaStore) {}

  list(page: PageQuery, targetId?: string) {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.mailboxMessage.findMany({ ...rest, where: { AND: [{ targetId }, where ?? {}] } });
  }

  count(targetId?: string): Promise<number> {
    return this.prisma.mailboxMessage.count({ where: { targetId } });
  }

  find(id: string) {
    return this.prisma.mailboxMessage.findUnique({ where: { id } });
  }

  /** Keeps a message; a second time for the same delivery changes nothing. */
  async keep({ headers, deliveryId, ...message }: MailboxEntry, at: Date): Promise<void> {
    const delivery = await this.prisma.delivery.findUniqueOrThrow({
      where: { id: deliveryId },
      select: { targetId: true },
    });
    await this.prisma.mailboxMessage.createMany({
      data: [{ ...message, headers, deliveryId, targetId: delivery.targetId, receivedAt: at }],
      skipDuplicates: true,
    });
  }
}
