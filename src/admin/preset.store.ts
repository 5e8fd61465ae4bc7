import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PrismaStore } from '../database/prisma.store.js';
import type { Transaction } from '../database/transaction.js';

export type PresetKind = 'topic' | 'entity' | 'feed' | 'desk' | 'sample-wire';

/** How one kind of shipped content is kept: what is there now, and how to add or replace it. */
export interface ContentTable<Content> {
  stored(): Promise<ReadonlyMap<string, unknown>>;
  create(transaction: Transaction, rows: ({ slug: string } & Content)[]): Promise<unknown>;
  update(transaction: Transaction, slug: string, content: Content): Promise<unknown>;
}

/** Remembers which shipped data was applied, so that what a desk changed or removed stays changed or removed. */
@Injectable()
export class PresetStore {
  constructor(private readonly prisma: PrismaStore) {}

  /** Runs `apply` with those that were never applied, in one transaction; of several processes one does, and the others wait. */
  async applyNew(
    kind: PresetKind,
    slugs: readonly string[],
    apply: (transaction: Transaction, fresh: ReadonlySet<string>) => Promise<unknown>,
    checksumOf: (slug: string) => string = () => '',
  ): Promise<number> {
    return this.prisma.$transaction(async (transaction) => {
      const claimed = await transaction.preset.createManyAndReturn({
        data: slugs.map((slug) => ({ kind, slug, checksum: checksumOf(slug) })),
        skipDuplicates: true,
        select: { slug: true },
      });
      if (claimed.length > 0) await apply(transaction, new Set(claimed.map(({ slug }) => slug)));
      return claimed.length;
    });
  }

  /** Adds what is new, and brings up to date what changed in a later version, unless the desk has touched it since. */
  async applyContents<Content extends object>(
    kind: PresetKind,
    shipped: ReadonlyMap<string, Content>,
    table: ContentTable<Content>,
  ): Promise<number> {
    const before = new Map(
      (await this.prisma.preset.findMany({ where: { kind } })).map((row) => [row.slug, row.checksum]),
    );
    const added = await this.applyNew(
      kind,
      [...shipped.keys()],
      (transaction, fresh) =>
        table.create(
          transaction,
          [...shipped].filter(([slug]) => fresh.has(slug)).map(([slug, content]) => ({ slug, ...content })),
        ),
      (slug) => checksum(shipped.get(slug)),
    );
    const stored = await table.stored();
    for (const [slug, content] of shipped) {
      const last = before.get(slug);
      const current = checksum(content);
      if (last === undefined || last === current) continue;
      await this.prisma.$transaction(async (transaction) => {
        if (stored.has(slug) && checksum(stored.get(slug)) === last) await table.update(transaction, slug, content);
        await transaction.preset.update({
          where: { kind_slug: { kind, slug } },
          data: { checksum: current, appliedAt: new Date() },
        });
      });
    }
    return added;
  }
}

/** Of the content, whatever the order of its keys: PostgreSQL's jsonb keeps an order of its own. */
function checksum(content: unknown): string {
  const canonical = JSON.stringify(content, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(canonical).digest('hex');
}
