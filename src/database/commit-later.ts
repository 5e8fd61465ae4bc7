import { Prisma } from './generated/client.js';

/**
 * SQL for a column of any statement: its transaction does not wait until its commit is on the disk. For what is done again where a
 * crash of the database server takes it back: a later commit that waits brings the earlier ones with it.
 * https://www.postgresql.org/docs/current/wal-async-commit.html
 */
export const commitLater = Prisma.sql`set_config('synchronous_commit', 'off', true)`;
