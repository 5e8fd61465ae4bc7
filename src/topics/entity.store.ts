import { Injectable } from '@nestjs/common';
import { containing, type PageQuery, pageArguments } from '../api/page.js';
import type { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { EntityDefinition } from '../matching/definitions.js';

export interface EntityFilter {
  kind?: EntityDefinition['kind'];
  /** Part of the slug or of the name. */
  q?: string;
}

@Injectable()
export class EntityStore {
  constructor(private readonly prisma: PrismaStore) {}

  list(page: PageQuery, filter: EntityFilter = {}) {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.entity.findMany({ ...rest, where: { AND: [toWhere(filter), where ?? {}] } });
  }

  count(filter: EntityFilter): Promise<number> {
    return this.prisma.entity.count({ where: toWhere(filter) });
  }

  all() {
    return this.prisma.entity.findMany({ orderBy: { slug: 'asc' } });
  }

  /** As the matcher takes them. */
  async definitions(): Promise<EntityDefinition[]> {
    return (await this.all()).map(({ slug, name, kind, forms }) => ({
      slug,
      name,
      kind,
      forms: forms as unknown as EntityDefinition['forms'],
    }));
  }

  async slugs(): Promise<Set<string>> {
    return new Set((await this.prisma.entity.findMany({ select: { slug: true } })).map(({ slug }) => slug));
  }

  find(id: string) {
    return this.prisma.entity.findUnique({ where: { id } });
  }

  create(data: Prisma.EntityCreateInput) {
    return this.prisma.entity.create({ data });
  }

  update(id: string, data: Prisma.EntityUpdateInput) {
    return this.prisma.entity.update({ where: { id }, data });
  }

  async delete(id: string): Promise<boolean> {
    return (await this.prisma.entity.deleteMany({ where: { id } })).count > 0;
  }
}

function toWhere({ kind, q }: EntityFilter): Prisma.EntityWhereInput {
  const contains = q === undefined ? undefined : containing(q);
  return { kind, ...(contains ? { OR: [{ slug: contains }, { name: contains }] } : {}) };
}
