import { Global, Module } from '@nestjs/common';
import { QueueService } from './queue.service.js';

/** Takes ids of stored things; gives each to its processor at least once, or leaves it to the sweep. */
@Global()
@Module({ providers: [QueueService], exports: [QueueService] })
export class QueuesModule {}
