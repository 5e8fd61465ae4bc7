import { Injectable } from '@nestjs/common';
import { type PageQuery, pageArguments } from '../api/page.js';
import type { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';

@Injectable()
export class SubscriberStore {
  constructor(private readonly prisma: PrismaStore) {}

  list(page: PageQuery) {
    return this.prisma.subscriber.findMany(pageArguments(page));
  }

  find(id: string) {
    return this.prisma.subscriber.findUnique({ where: { id } });
  }

  count(): Promise<number> {
    return this.prisma.subscriber.count();
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
