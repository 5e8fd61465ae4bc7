import { Injectable } from '@nestjs/common';
import { PrismaStore } from '../database/prisma.store.js';
import type { Transaction } from '../database/transaction.js';

export interface PresetKey {
  kind: 'topic' | 'entity' | 'feed' | 'desk' | 'sample-wire';
  slug: string;
}

/** Remembers which shipped data was applied, so that what a desk changed or removed stays changed or removed. */
@Injectable()
export class PresetStore {
  constructor(private readonly prisma: PrismaStore) {}

  async applied(kind: PresetKey['kind']): Promise<Map<string, string>> {
    const rows = await this.prisma.preset.findMany({ where: { kind } });
    return new Map(rows.map(({ slug, checksum }) => [slug, checksum]));
  }

  /** Runs `apply` if this preset was never applied, in one transaction; of several processes one does, and the others wait. */
  async applyOnce(key: PresetKey, apply: (transaction: Transaction) => Promise<void>): Promise<boolean> {
    return this.prisma.$transaction(async (transaction) => {
      const { count } = await transaction.preset.createMany({ data: [{ ...key, checksum: '' }], skipDuplicates: true });
      if (count > 0) await apply(transaction);
      return count > 0;
    });
  }

  /** The same for many of one kind, each with what it looked like. */
  async applyAll(
    kind: PresetKey['kind'],
    presets: { slug: string; checksum: string }[],
    apply: (transaction: Transaction, slugs: ReadonlySet<string>) => Promise<void>,
  ): Promise<number> {
    return this.prisma.$transaction(async (transaction) => {
      const claimed = await transaction.preset.createManyAndReturn({
        data: presets.map((preset) => ({ kind, ...preset })),
        skipDuplicates: true,
        select: { slug: true },
      });
      if (claimed.length > 0) await apply(transaction, new Set(claimed.map(({ slug }) => slug)));
      return claimed.length;
    });
  }

  /** Notes the new look of a preset that was applied before, in the transaction that changes what it made. */
  async reapply(key: PresetKey, checksum: string, apply: (transaction: Transaction) => Promise<void>): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      await apply(transaction);
      await transaction.preset.update({ where: { kind_slug: key }, data: { checksum, appliedAt: new Date() } });
    });
  }
}
