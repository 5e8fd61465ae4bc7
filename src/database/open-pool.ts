import pg from 'pg';

/**
 * A pool whose connections may break at any moment. The pool itself listens while a connection rests, and whoever has it, while it is
 * used; but a server that shuts down can break one just between the two, and an error that nobody listens for ends the process. Who
 * uses a broken connection next is told by its query.
 */
export function openPool(config: pg.PoolConfig, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool(config);
  pool.on('connect', (client) => client.on('error', onError));
  pool.on('error', onError);
  return pool;
}
