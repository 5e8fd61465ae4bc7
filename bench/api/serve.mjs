// The measured side: Wirewatch's API on a PostgreSQL of its own, and beside it a bare Fastify that answers whatever bytes it is given.
import { once } from 'node:events';
import { createServer } from 'node:net';
import Fastify from 'fastify';

const { startWirewatch } = await import('../../dist/start-wirewatch.js');
const { parseEnv } = await import('../../dist/config/env.js');
const { ApiKeyStore } = await import('../../dist/auth/api-key.store.js');

const [dataFolder] = process.argv.slice(2);
const parsed = parseEnv({
  PORT: String(await freePort()),
  DATA_FOLDER: dataFolder,

  STARTER_DATA: 'off',
  SAMPLE_WIRE: 'off',
  ADMIN_PASSWORD: 'only for this measurement',
  LOG_LEVEL: 'error',
  REQUESTS_PER_MINUTE: '0',
});
if (!parsed.ok) throw new Error(parsed.problems.join('; '));
const { env } = parsed;
const wirewatch = await startWirewatch(env, () => undefined);
const { token } = await wirewatch.app
  .get(ApiKeyStore)
  .create({ name: 'bench', scopes: ['stories:read'], expiresAt: null, createdBy: null });

let bytes = '{}';
const bare = Fastify();
bare.get('/', (_request, reply) => reply.header('content-type', 'application/json; charset=utf-8').send(bytes));
await bare.listen({ port: 0, host: '127.0.0.1' });

process.on('message', (message) => {
  if (message.bytes !== undefined) {
    bytes = message.bytes;
    process.send({ took: true });
  }
});
process.on('disconnect', () => {
  void Promise.all([wirewatch.stop(), bare.close()]).then(() => process.exit());
});
process.send({
  url: `http://127.0.0.1:${env.PORT}/api/v1`,
  bareUrl: `http://127.0.0.1:${bare.server.address().port}/`,
  token,
  databaseUrl: wirewatch.settings.databaseUrl,
});

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
