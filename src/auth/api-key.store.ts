import { Inject, Injectable } from '@nestjs/common';
import { type PageQuery, pageArguments } from '../api/page.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { Actor } from './actor.js';
import { type Scope, SCOPES } from './scope.js';
import { hashSecretToken, newSecretToken } from './secret-token.js';

export const API_KEY_PREFIX = 'ww_';
const HINT_LENGTH = 8;
/** Last use is for people to read; writing it on each request would cost more than the request. */
const LAST_USE_GRAIN_MS = 60_000;

@Injectable()
export class ApiKeyStore {
  constructor(
    private readonly prisma: PrismaStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(page: PageQuery) {
    return this.prisma.apiKey.findMany(pageArguments(page));
  }

  /** The key is given once; only its hash and its first letters are kept. */
  async create(key: { name: string; scopes: Scope[]; expiresAt: Date | null; createdBy: string | null }) {
    const token = newSecretToken(API_KEY_PREFIX);
    const row = await this.prisma.apiKey.create({
      data: { ...key, tokenHash: hashSecretToken(token), hint: token.slice(0, HINT_LENGTH) },
    });
    return { row, token };
  }

  async delete(id: string): Promise<boolean> {
    return (await this.prisma.apiKey.deleteMany({ where: { id } })).count > 0;
  }

  async findActor(token: string): Promise<Actor | undefined> {
    const now = this.clock.now();
    const row = await this.prisma.apiKey.findUnique({ where: { tokenHash: hashSecretToken(token) } });
    if (!row || (row.expiresAt && row.expiresAt <= now)) return undefined;
    if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > LAST_USE_GRAIN_MS) {
      await this.prisma.apiKey.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } });
    }
    return {
      kind: 'api-key',
      id: row.id,
      name: row.name,
      scopes: new Set(SCOPES.filter((scope) => row.scopes.includes(scope))),
    };
  }
}
