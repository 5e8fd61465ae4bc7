import { createServer } from 'node:net';

/** The first of the wished ports that is free on 127.0.0.1, else any that is. */
export async function findFreePort(wished: (number | undefined)[] = []): Promise<number> {
  for (const port of [...wished, 0]) {
    const free = port === undefined || !Number.isInteger(port) ? undefined : await tryPort(port);
    if (free !== undefined) return free;
  }
  throw new Error('No port of 127.0.0.1 is free');
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on('error', () => resolve(undefined));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(address && typeof address === 'object' ? address.port : undefined));
    });
  });
}
