import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type pg from 'pg';
import { SETTINGS, type Settings } from '../config/settings.js';
import { openPool } from '../database/open-pool.js';

/** Beside the pool that the work itself is done through: whoever waits for a lock must not keep its holder from ending. */
const LOCKS_AT_ONCE = 8;
const WAIT_MS = 10_000;
const LOCK_NOT_AVAILABLE = '55P03';

/** One change of a thing at a time, whichever process it comes to. */
@Injectable()
export class ChangeLockStore implements OnModuleDestroy {
  private readonly pool: pg.Pool;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.pool = openPool(
      { connectionString: settings.databaseUrl, max: LOCKS_AT_ONCE, connectionTimeoutMillis: WAIT_MS },
      // What breaks is told by the statement that meets it.
      () => undefined,
    );
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool.end();
  }

  /** `busy`: others have held it for ten seconds; nothing was done. */
  async hold<Result>(
    name: string,
    work: () => Promise<Result>,
  ): Promise<{ kind: 'done'; result: Result } | { kind: 'busy' }> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      // In a transaction, so that it is gone with its end, through a pooler that shares connections as well.
      await client.query(`BEGIN; SET LOCAL lock_timeout = ${WAIT_MS}`);
      await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`wirewatch change ${name}`]);
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => (broken = failure));
      client.release(broken);
      if ((error as { code?: string }).code === LOCK_NOT_AVAILABLE) return { kind: 'busy' };
      throw error;
    }
    try {
      return { kind: 'done', result: await work() };
    } finally {
      await client.query('COMMIT').catch((failure: Error) => (broken = failure));
      client.release(broken);
    }
  }
}
