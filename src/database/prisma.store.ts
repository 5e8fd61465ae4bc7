import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { SETTINGS, type Settings } from '../config/settings.js';
import { PrismaClient } from './generated/client.js';

const POOL_SIZE = 20;
/** Prisma's own 2 s and 5 s would break off a large feed's first fetch, or an event with many subscriptions, on a busy day. */
const TRANSACTION_WAIT_MS = 15_000;
const TRANSACTION_MS = 60_000;

/** The one Prisma client; only stores use it. */
@Injectable()
export class PrismaStore extends PrismaClient implements OnModuleDestroy {
  constructor(@Inject(SETTINGS) settings: Settings) {
    super({
      adapter: new PrismaPg({ connectionString: settings.databaseUrl, max: POOL_SIZE }),
      transactionOptions: { maxWait: TRANSACTION_WAIT_MS, timeout: TRANSACTION_MS },
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.$disconnect();
  }
}
