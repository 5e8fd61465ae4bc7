import { Inject, Injectable } from '@nestjs/common';
import { type PageQuery, pageArguments } from '../api/page.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { PrismaStore } from '../database/prisma.store.js';
import { ACTOR_TTL_MS, createActorCache, MAX_CACHED_ACTORS } from './actor-cache.js';
import type { Actor } from './actor.js';
import { type Scope, SCOPES } from './scope.js';
import { hashSecretToken, newSecretToken } from './secret-token.js';

export const API_KEY_PREFIX = 'ww_';
const HINT_LENGTH = 8;
/** Last use is for people to read; writing it on each request would cost more than the request. */
const LAST_USE_GRAIN_MS = 60_000;

export interface ApiKeyFilter {
  scope?: Scope;
  createdBy?: string;
  /** Whether its time is over. */
  isExpired?: boolean;
}

/**
 * Keys of programs. A look-up is remembered for up to 5 s: what ends a key in this process ends it at once, in other processes
 * within that time.
 */
@Injectable()
export class ApiKeyStore {
  private readonly known;

  constructor(
    private readonly prisma: PrismaStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.known = createActorCache({ ttlMs: ACTOR_TTL_MS, maxEntries: MAX_CACHED_ACTORS, now: () => clock.now() });
  }

  list(filter: ApiKeyFilter, page: PageQuery) {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.apiKey.findMany({ where: { AND: [this.whereOf(filter), where ?? {}] }, ...rest });
  }

  countBy(filter: ApiKeyFilter): Promise<number> {
    return this.prisma.apiKey.count({ where: this.whereOf(filter) });
  }

  find(id: string) {
    return this.prisma.apiKey.findUnique({ where: { id } });
  }

  /** The key is given once; only its hash and its first letters are kept. */
  async create(key: { name: string; scopes: Scope[]; expiresAt: Date | null; createdBy: string | null }) {
    const token = newSecretToken(API_KEY_PREFIX);
    const row = await this.prisma.apiKey.create({
      data: { ...key, tokenHash: hashSecretToken(token), hint: token.slice(0, HINT_LENGTH) },
    });
    return { row, token };
  }

  /** Undefined when there is none. */
  async update(id: string, changes: { name?: string; scopes?: Scope[]; expiresAt?: Date | null }) {
    const [row] = await this.prisma.apiKey.updateManyAndReturn({ where: { id }, data: changes });
    this.known.clear();
    return row;
  }

  async delete(id: string): Promise<boolean> {
    const { count } = await this.prisma.apiKey.deleteMany({ where: { id } });
    this.known.clear();
    return count > 0;
  }

  findActor(token: string): Promise<Actor | undefined> {
    const tokenHash = hashSecretToken(token);
    return this.known.find(tokenHash, () => this.load(tokenHash));
  }

  remembers(token: string): boolean {
    return this.known.has(hashSecretToken(token));
  }

  private whereOf({ scope, createdBy, isExpired }: ApiKeyFilter) {
    const now = this.clock.now();
    return {
      ...(scope === undefined ? {} : { scopes: { has: scope } }),
      ...(createdBy === undefined ? {} : { createdBy }),
      ...(isExpired === true ? { expiresAt: { lte: now } } : {}),
      ...(isExpired === false ? { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] } : {}),
    };
  }

  private async load(tokenHash: string): Promise<Actor | undefined> {
    const now = this.clock.now();
    const row = await this.prisma.apiKey.findUnique({ where: { tokenHash } });
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
