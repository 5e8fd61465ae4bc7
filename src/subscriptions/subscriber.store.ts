import { Injectable } from '@nestjs/common';
import { containing, type PageQuery, pageArguments } from '../api/page.js';
import type { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';

export interface SubscriberFilter {
  kind?: 'person' | 'team' | undefined;
  isOperator?: boolean | undefined;
  q?: string | undefined;
}

@Injectable()
export class SubscriberStore {
  constructor(private readonly prisma: PrismaStore) {}

  list(page: PageQuery, filter: SubscriberFilter) {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.subscriber.findMany({ ...rest, where: { AND: [toWhere(filter), where ?? {}] } });
  }

  find(id: string) {
    return this.prisma.subscriber.findUnique({ where: { id } });
  }

  count(filter: SubscriberFilter = {}): Promise<number> {
    return this.prisma.subscriber.count({ where: toWhere(filter) });
  }

  create(data: Prisma.SubscriberCreateInput) {
    return this.prisma.subscriber.create({ data });
  }

  update(id: string, data: Prisma.SubscriberUpdateInput) {
    return this.prisma.subscriber.update({ where: { id }, data });
  }

  async delete(id: string): Promise<boolean> {
    return (await this.prisma.subscriber.deleteMany({ where: { id } })).count > 0;
  }
}

function toWhere({ q, ...same }: SubscriberFilter): Prisma.SubscriberWhereInput {
  if (q === undefined) return same;
  return { ...same, OR: [{ name: containing(q) }, { targets: { some: { label: containing(q) } } }] };
}
