import { connect, createServer, type Socket } from 'node:net';
import { type AddressInfo } from 'node:net';

export interface TcpProxy {
  port: number;
  /** Breaks every connection, in the middle of whatever it carries; new ones are let through. Answers how many there were. */
  cut(): number;
  close(): Promise<void>;
}

/** A way to a server of 127.0.0.1 that can be broken while the server goes on. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  const hold = (socket: Socket, other: Socket) => {
    sockets.add(socket);
    // Whichever end breaks, the other hears of it at once, as from a network that is gone.
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
    socket.pipe(other);
  };
  const server = createServer((client) => {
    const upstream = connect(targetPort, '127.0.0.1');
    hold(client, upstream);
    hold(upstream, client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    const count = sockets.size / 2;
    for (const socket of sockets) socket.destroy();
    return count;
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
