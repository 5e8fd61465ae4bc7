import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../src/config/project-root.js';
import { createTestDatabase, type TestDatabase } from './support/database.js';

describe('a database that start-up has migrated', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const prisma = async (...args: string[]) => {
    const child = spawn(process.execPath, [join(projectRoot, 'scripts/prisma.mjs'), ...args], {
      env: { ...process.env, DATABASE_URL: database.url },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    return { code, output };
  };

  it('is up to date for prisma migrate status', async () => {
    const { code, output } = await prisma('migrate', 'status');
    expect(output).toContain('Database schema is up to date');
    expect(code).toBe(0);
  });

  it('is what the schema says, no more and no less', async () => {
    const { output } = await prisma(
      'migrate',
      'diff',
      '--from-config-datasource',
      '--to-schema',
      'prisma/schema.prisma',
      '--script',
    );
    expect(output).toContain('This is an empty migration');
  });
});
