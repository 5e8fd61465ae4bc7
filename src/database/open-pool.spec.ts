import { createTestDatabase, type TestDatabase } from '../../test/support/database.js';
import { openPool } from './open-pool.js';

describe('openPool', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('outlives a connection that breaks while somebody has it and asks nothing of it', async () => {
    let broken: (error: Error) => void = () => undefined;
    const error = new Promise<Error>((resolve) => (broken = resolve));
    const pool = openPool({ connectionString: database.url, max: 1 }, (one) => broken(one));
    const client = await pool.connect();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await database.query(`SELECT pg_terminate_backend(${rows[0]?.pid})`);
    await expect(error).resolves.toMatchObject({ message: expect.stringContaining('terminating connection') });
    client.release(true);
    await expect(pool.query('SELECT 1 AS one')).resolves.toMatchObject({ rows: [{ one: 1 }] });
    await pool.end();
  });
});
