import { parseEnv } from '../../src/config/env.js';
import type { Settings } from '../../src/config/settings.js';
import { PrismaStore } from '../../src/database/prisma.store.js';
import { createTestDatabase, type TestDatabase } from './database.js';

export interface StoreContext {
  prisma: PrismaStore;
  database: TestDatabase;
  close(): Promise<void>;
}

/** Settings for parts that are tested without the whole application. */
export function testSettings(databaseUrl: string): Settings {
  const parsed = parseEnv({});
  if (!parsed.ok) throw new Error(parsed.problems.join('; '));
  return {
    ...parsed.env,
    databaseUrl,
    queue: { backend: 'postgresql', url: databaseUrl },
    secretKey: 'a key for tests',
    version: '0.0.0',
  };
}

/** A database and the client that stores take. */
export async function openStores(): Promise<StoreContext> {
  const database = await createTestDatabase();
  const prisma = new PrismaStore(testSettings(database.url));
  return {
    prisma,
    database,
    close: async () => {
      await prisma.$disconnect();
      await database.drop();
    },
  };
}
