import { rm } from 'node:fs/promises';

export default async function globalTeardown() {
  const { server, dataFolder } = globalThis.testPostgres;
  await server.stop();
  await rm(dataFolder, { recursive: true, force: true });
}
