import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

/**
 * Browsers open connections ahead of their requests, above all beside one that is taken up by live updates. A server that closes waits
 * for the first request of each, a minute if need be: as nothing has been asked on them, they are cut.
 */
@Injectable()
export class UnusedConnectionService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly sockets = new Set<Socket>();
  private stopping = false;

  constructor(private readonly host: HttpAdapterHost) {}

  onApplicationBootstrap(): void {
    // There is no adapter where parts are tested without the server.
    const adapter = this.host.httpAdapter as HttpAdapterHost['httpAdapter'] | undefined;
    const server = adapter?.getHttpServer() as Server | undefined;
    server?.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
      if (this.stopping) socket.destroy();
    });
  }

  onModuleDestroy(): void {
    this.stopping = true;
    for (const socket of this.sockets) if (socket.bytesRead === 0) socket.destroy();
  }
}
