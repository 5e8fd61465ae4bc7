import { Global, Module } from '@nestjs/common';
import { PrismaStore } from './prisma.store.js';

/** Takes the settings' database address; gives stores their client. Start-up has already applied the migrations. */
@Global()
@Module({ providers: [PrismaStore], exports: [PrismaStore] })
export class DatabaseModule {}
