import { Injectable } from '@nestjs/common';
import { type PageQuery, pageArguments } from '../api/page.js';
import type { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';

/** A subscription's own query is kept by its subscription, and nobody else sees or changes it. */
const OF_THE_DESK = { ownerId: null } as const;

/** The desk's topics. What matches stories takes the subscriptions' own queries as well. */
@Injectable()
export class TopicStore {
  constructor(private readonly prisma: PrismaStore) {}

  list(page: PageQuery) {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.topic.findMany({ ...rest, where: { ...where, ...OF_THE_DESK } });
  }

  all() {
    return this.prisma.topic.findMany({ where: OF_THE_DESK, orderBy: { slug: 'asc' } });
  }

  /** What is matched: also the subscriptions' own queries. */
  enabled() {
    return this.prisma.topic.findMany({ where: { enabled: true }, orderBy: { slug: 'asc' } });
  }

  byIds(ids: string[]) {
    return this.prisma.topic.findMany({ where: { id: { in: ids } }, orderBy: { slug: 'asc' } });
  }

  /** Topics that name the entity in their query, enabled or not; also the subscriptions' own queries. */
  naming(entitySlug: string) {
    return this.prisma.topic.findMany({
      where: { query: { contains: `@${entitySlug}` } },
      select: { slug: true, name: true, query: true, ownerId: true },
    });
  }

  find(id: string) {
    return this.prisma.topic.findFirst({ where: { id, ...OF_THE_DESK } });
  }

  create(data: Prisma.TopicCreateInput) {
    return this.prisma.topic.create({ data });
  }

  /** A changed query makes a new version, which matches name. */
  update(id: string, data: { name?: string; description?: string; query?: string; enabled?: boolean }) {
    return this.prisma.topic.update({
      where: { id, AND: OF_THE_DESK },
      data: { ...data, ...(data.query === undefined ? {} : { version: { increment: 1 } }) },
    });
  }

  async delete(id: string): Promise<boolean> {
    return (await this.prisma.topic.deleteMany({ where: { id, ...OF_THE_DESK } })).count > 0;
  }

  /** Changes whenever a topic or an entity is added, altered or removed: cheap enough to ask often. */
  async signature(): Promise<string> {
    const [row] = await this.prisma.$queryRaw<{ signature: string }[]>`
      SELECT concat_ws('|',
        (SELECT md5(string_agg(concat(id, updated_at, version), ',' ORDER BY id)) FROM topics),
        (SELECT md5(string_agg(concat(id, updated_at), ',' ORDER BY id)) FROM entities)) AS signature`;
    return row?.signature ?? '';
  }
}
