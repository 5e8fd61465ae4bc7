import { createHash } from 'node:crypto';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { SETTINGS, type Settings } from '../config/settings.js';
import { PrismaClient } from './generated/client.js';
import { openPool } from './open-pool.js';

const POOL_SIZE = 30;
/** A statement with a name keeps its plan: to plan a long one at each run costs ten times the run. See planAnew for those that differ. */
const PLANNED_ONCE = '-c plan_cache_mode=force_generic_plan';
/** Prisma's own 2 s and 5 s would break off a large feed's first fetch, or an event with many subscriptions, on a busy day. */
const TRANSACTION_WAIT_MS = 15_000;
const TRANSACTION_MS = 60_000;

/** The one Prisma client; only stores use it. */
@Injectable()
export class PrismaStore extends PrismaClient implements OnModuleDestroy {
  constructor(@Inject(SETTINGS) settings: Settings) {
    super({
      adapter: new PrismaPg(
        // What breaks is told by the query that meets it.
        openPool({ connectionString: settings.databaseUrl, max: POOL_SIZE, options: PLANNED_ONCE }, () => undefined),
        { statementNameGenerator: nameOf, disposeExternalPool: true },
      ),
      transactionOptions: { maxWait: TRANSACTION_WAIT_MS, timeout: TRANSACTION_MS },
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.$disconnect();
  }
}

const names = new Map<string, string>();

/**
 * A statement with a name is planned once a connection, and no longer at each of its runs: for the long ones that are written by
 * hand, a third of their cost. Prisma's own are many and short; they stay without.
 */
function nameOf({ sql }: { sql: string }): string {
  if (!/^\s*WITH\s/.test(sql)) return '';
  const known = names.get(sql);
  if (known) return known;
  const name = createHash('md5').update(sql).digest('hex');
  names.set(sql, name);
  return name;
}
