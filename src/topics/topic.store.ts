import { Injectable } from '@nestjs/common';
import { containing, type PageQuery, pageArguments } from '../api/page.js';
import type { Prisma, Topic } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';

/** A subscription's own query is kept by its subscription, and nobody else sees or changes it. */
const OF_THE_DESK = { ownerId: null } as const;

export interface TopicFilter {
  enabled?: boolean;
  /** Part of the slug or of the name. */
  q?: string;
}

/** The desk's topics. What matches stories takes the subscriptions' own queries as well. */
@Injectable()
export class TopicStore {
  constructor(private readonly prisma: PrismaStore) {}

  list(page: PageQuery, filter: TopicFilter = {}) {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.topic.findMany({ ...rest, where: { AND: [toWhere(filter), where ?? {}] } });
  }

  count(filter: TopicFilter): Promise<number> {
    return this.prisma.topic.count({ where: toWhere(filter) });
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
  async naming(entitySlug: string) {
    const named = new RegExp(`@${entitySlug}(?![a-z0-9-])`);
    const candidates = await this.prisma.topic.findMany({
      where: { query: { contains: `@${entitySlug}` } },
      select: { id: true, slug: true, name: true, query: true, enabled: true, ownerId: true },
      orderBy: { slug: 'asc' },
    });
    return candidates.filter(({ query }) => named.test(query));
  }

  find(id: string) {
    return this.prisma.topic.findFirst({ where: { id, ...OF_THE_DESK } });
  }

  create(data: Prisma.TopicCreateInput) {
    return this.prisma.topic.create({ data });
  }

  /** A changed query makes a new version, which matches name; the same query again makes none. */
  update(id: string, data: { name?: string; description?: string; query?: string; enabled?: boolean }): Promise<Topic> {
    return this.prisma.$transaction(async (transaction) => {
      // Held until it is written: of two changes at once, the later one sees what the earlier one made of it.
      const [stored] = await transaction.$queryRaw<{ query: string }[]>`
        SELECT query FROM topics WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
      const isNewQuery = data.query !== undefined && data.query !== stored?.query;
      return transaction.topic.update({
        where: { id, AND: OF_THE_DESK },
        data: { ...data, ...(isNewQuery ? { version: { increment: 1 } } : {}) },
      });
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

function toWhere({ enabled, q }: TopicFilter): Prisma.TopicWhereInput {
  const contains = q === undefined ? undefined : containing(q);
  return { ...OF_THE_DESK, enabled, ...(contains ? { OR: [{ slug: contains }, { name: contains }] } : {}) };
}
