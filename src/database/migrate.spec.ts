import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.js';
import { migrate } from './migrate.js';

let database: TestDatabase;
let folder: string;

const write = async (name: string, sql: string) => {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
};

beforeEach(async () => {
  database = await createTestDatabase({ empty: true });
  folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  await write('1_first', 'CREATE TABLE a (x int);');
  await write('2_second', 'CREATE TABLE b (x int);');
});

afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const names = async () =>
  (await database.query<{ n: string }>('SELECT migration_name AS n FROM _prisma_migrations ORDER BY n')).map(
    ({ n }) => n,
  );

describe('migrate', () => {
  it('applies what is new, in order, once', async () => {
    await expect(migrate(database.url, folder)).resolves.toEqual({ kind: 'applied', names: ['1_first', '2_second'] });
    await expect(migrate(database.url, folder)).resolves.toEqual({ kind: 'applied', names: [] });
    await write('3_third', 'ALTER TABLE a ADD y int;');
    await expect(migrate(database.url, folder)).resolves.toEqual({ kind: 'applied', names: ['3_third'] });
  });

  it('lets several processes start at once', async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => migrate(database.url, folder)));
    expect(outcomes.flatMap((outcome) => outcome.names).sort()).toEqual(['1_first', '2_second']);
  });

  it('rolls a failing migration back whole, names it, and keeps those before it', async () => {
    await write('3_broken', 'CREATE TABLE c (x int); SELECT nonsense;');
    await expect(migrate(database.url, folder)).rejects.toThrow(/3_broken/);
    await expect(names()).resolves.toEqual(['1_first', '2_second']);
    await expect(database.query("SELECT to_regclass('c') AS c")).resolves.toEqual([{ c: null }]);
  });

  it('refuses a migration that was altered after it was applied', async () => {
    await migrate(database.url, folder);
    await write('1_first', 'CREATE TABLE a (x bigint);');
    await expect(migrate(database.url, folder)).resolves.toEqual({
      kind: 'refused',
      reason: 'changed-after-applying',
      names: ['1_first'],
    });
  });

  it('refuses a database that is ahead', async () => {
    await migrate(database.url, folder);
    await rm(join(folder, '2_second'), { recursive: true });
    await expect(migrate(database.url, folder)).resolves.toEqual({
      kind: 'refused',
      reason: 'newer-database',
      names: ['2_second'],
    });
  });
});
