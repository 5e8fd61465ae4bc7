import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { SealedColumnStore } from './sealed-column.store.js';

/** At start, before anything is served or sent: nothing is left to the key before, which may then be taken away. */
@Injectable()
export class ResealService implements OnApplicationBootstrap {
  private readonly logger = new Logger('Secrets');

  constructor(private readonly columns: SealedColumnStore) {}

  async onApplicationBootstrap(): Promise<void> {
    const { resealed, unreadable } = await this.columns.resealAll();
    if (resealed > 0) this.logger.log(`${resealed} stored secrets were sealed anew with SECRET_KEY`);
    if (unreadable > 0) {
      this.logger.error(
        `${unreadable} stored secrets cannot be opened: set SECRET_KEY_PREVIOUS to the key that they were sealed with`,
      );
    }
  }
}
