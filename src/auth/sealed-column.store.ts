import { Inject, Injectable } from '@nestjs/common';
import { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import { SECRET_BOX, type SecretBox } from './secret-box.js';

/** Every column that the secret box seals. */
interface SealedColumn {
  table: Prisma.Sql;
  id: Prisma.Sql;
  sealed: Prisma.Sql;
  /** What the same key makes of the same text, for a unique constraint. */
  digest: Prisma.Sql | null;
}

const COLUMNS: readonly SealedColumn[] = [
  { table: Prisma.sql`targets`, id: Prisma.sql`id`, sealed: Prisma.sql`address`, digest: Prisma.sql`address_hash` },
  { table: Prisma.sql`websub_subscriptions`, id: Prisma.sql`feed_id`, sealed: Prisma.sql`secret`, digest: null },
];

interface SealedRow {
  id: string;
  sealed: string;
}

interface ResealedRow extends SealedRow {
  anew: string;
  digest: string;
}

export interface ResealReport {
  resealed: number;
  /** Sealed with a key that we do not have: left as they are. */
  unreadable: number;
}

const BATCH = 500;
const NOTHING_BEFORE = '00000000-0000-0000-0000-000000000000';

/** Seals with the key of today what an earlier key has sealed. */
@Injectable()
export class SealedColumnStore {
  constructor(
    private readonly prisma: PrismaStore,
    @Inject(SECRET_BOX) private readonly box: SecretBox,
  ) {}

  /** Batch by batch; a row that another process has sealed anew, or that was changed meanwhile, is left to it. */
  async resealAll(): Promise<ResealReport> {
    const report: ResealReport = { resealed: 0, unreadable: 0 };
    for (const column of COLUMNS) {
      let rows = await this.findStale(column, NOTHING_BEFORE);
      for (; rows.length > 0; rows = await this.findStale(column, rows.at(-1)?.id ?? '')) {
        const opened = rows.flatMap((row) => this.reopen(row));
        report.unreadable += rows.length - opened.length;
        report.resealed += await this.replace(column, opened);
      }
    }
    return report;
  }

  private findStale({ table, id, sealed }: SealedColumn, after: string): Promise<SealedRow[]> {
    return this.prisma.$queryRaw<SealedRow[]>`
      SELECT ${id} AS id, ${sealed} AS sealed FROM ${table}
      WHERE ${id} > ${after}::uuid AND NOT starts_with(${sealed}, ${this.box.prefix})
      ORDER BY ${id} LIMIT ${BATCH}`;
  }

  private reopen(row: SealedRow): ResealedRow[] {
    let plain: string;
    try {
      plain = this.box.open(row.sealed);
    } catch {
      // Counted by the caller: one that cannot be opened must not keep the others back.
      return [];
    }
    return [{ ...row, anew: this.box.seal(plain), digest: this.box.digest(plain) }];
  }

  /**
   * In the order of their ids, so that two processes wait for each other and do not lock each other out. A digest that the same
   * subscriber has already (the address was registered again under the new key) stays as it is: it is in nobody's way.
   */
  private async replace({ table, id, sealed, digest }: SealedColumn, rows: ResealedRow[]): Promise<number> {
    const fresh = JSON.stringify(rows);
    const withDigest = digest
      ? Prisma.sql`, ${digest} = CASE WHEN EXISTS (
          SELECT FROM targets other
          WHERE other.subscriber_id = t.subscriber_id AND other.kind = t.kind AND other.address_hash = fresh.digest
        ) OR EXISTS (
          SELECT FROM fresh also JOIN targets other ON other.id = also.id
          WHERE also.digest = fresh.digest AND also.id < fresh.id
            AND other.subscriber_id = t.subscriber_id AND other.kind = t.kind
        ) THEN t.${digest} ELSE fresh.digest END`
      : Prisma.empty;
    return this.prisma.$executeRaw`
      WITH fresh AS (
        SELECT f.* FROM jsonb_to_recordset(${fresh}::jsonb) AS f(id uuid, sealed text, anew text, digest text)
        JOIN ${table} t ON t.${id} = f.id AND t.${sealed} = f.sealed
        ORDER BY f.id FOR NO KEY UPDATE OF t
      )
      UPDATE ${table} t SET ${sealed} = fresh.anew ${withDigest}
      FROM fresh WHERE t.${id} = fresh.id`;
  }
}
