import { Injectable } from '@nestjs/common';
import { type PageQuery, pageArguments } from '../api/page.js';
import type { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';

@Injectable()
export class TopicStore {
  constructor(private readonly prisma: PrismaStore) {}

  list(page: PageQuery) {
    return this.prisma.topic.findMany(pageArguments(page));
  }

  all() {
    return this.prisma.topic.findMany({ orderBy: { slug: 'asc' } });
  }

  enabled() {
    return this.prisma.topic.findMany({ where: { enabled: true }, orderBy: { slug: 'asc' } });
  }

  byIds(ids: string[]) {
    return this.prisma.topic.findMany({ where: { id: { in: ids } }, orderBy: { slug: 'asc' } });
  }

  /** Topics that name the entity in their query, enabled or not. */
  naming(entitySlug: string) {
    return this.prisma.topic.findMany({
      where: { query: { contains: `@${entitySlug}` } },
      select: { slug: true, query: true },
    });
  }

  find(id: string) {
    return this.prisma.topic.findUnique({ where: { id } });
  }

  create(data: Prisma.TopicCreateInput) {
    return this.prisma.topic.create({ data });
  }

  /** A changed query makes a new version, which matches name. */
  update(id: string, data: { name?: string; description?: string; query?: string; enabled?: boolean }) {
    return this.prisma.topic.update({
      where: { id },
      data: { ...data, ...(data.query === undefined ? {} : { version: { increment: 1 } }) },
    });
  }

  async delete(id: string): Promise<boolean> {
    return (await this.prisma.topic.deleteMany({ where: { id } })).count > 0;
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
