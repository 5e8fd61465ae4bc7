import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { SETTINGS, type Settings } from '../config/settings.js';
import { PrismaClient } from './generated/client.js';

/** The one Prisma client; only stores use it. */
@Injectable()
export class PrismaStore extends PrismaClient implements OnModuleDestroy {
  constructor(@Inject(SETTINGS) settings: Settings) {
    super({ adapter: new PrismaPg({ connectionString: settings.databaseUrl, max: 20 }) });
  }

  async onModuleDestroy(): Promise<void> {
    await this.$disconnect();
  }
}
