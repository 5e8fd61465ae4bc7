import { Inject, Injectable } from '@nestjs/common';
import { type PageQuery, pageArguments } from '../../api/page.js';
import { CLOCK, type Clock } from '../../config/clock.js';
import { PrismaStore } from '../../database/prisma.store.js';
import { ACTOR_TTL_MS, createActorCache, MAX_CACHED_ACTORS } from '../actor-cache.js';
import type { Actor } from '../actor.js';
import { scopesOf } from '../scope.js';
import { hashSecretToken, newSecretToken } from '../secret-token.js';

const HOUR_MS = 60 * 60_000;
/** Two weeks: long enough for a desk's rota, short enough for a lost laptop. */
const ABSOLUTE_MS = 14 * 24 * HOUR_MS;
/** Over a free weekend, and no longer. */
const IDLE_MS = 3 * 24 * HOUR_MS;
/** When a session was last seen is for people to read, and for the idle time: writing it on each request would cost more than the request. */
const LAST_SEEN_GRAIN_MS = 60_000;
const MAX_USER_AGENT = 300;

export interface NewSession {
  userId: string;
  /** Where a password was checked: the hash that it was checked against. */
  passwordHash?: string;
  userAgent: string | undefined;
}

/**
 * Sessions of people. A look-up is remembered for up to 5 s: what ends a session in this process ends it at once, in other
 * processes within that time.
 */
@Injectable()
export class SessionStore {
  private readonly known;

  constructor(
    private readonly prisma: PrismaStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.known = createActorCache({ ttlMs: ACTOR_TTL_MS, maxEntries: MAX_CACHED_ACTORS, now: () => clock.now() });
  }

  /**
   * Counts as a sign-in, and sets the count of wrong passwords back. Undefined when the person was disabled, or the password
   * changed, in this very moment: a session never outlives what it was opened by. The token is given once, to the cookie; only its hash is kept.
   */
  async open({
    userId,
    passwordHash,
    userAgent = '',
  }: NewSession): Promise<{ token: string; expiresAt: Date } | undefined> {
    const token = newSecretToken('');
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + ABSOLUTE_MS);
    const isOpen = await this.prisma.$transaction(async (transaction) => {
      const { count } = await transaction.user.updateMany({
        where: { id: userId, disabledAt: null, ...(passwordHash === undefined ? {} : { passwordHash }) },
        data: { lastSignInAt: now, ...(passwordHash === undefined ? {} : { failedSignIns: 0, lockedUntil: null }) },
      });
      if (count === 0) return false;
      await transaction.session.deleteMany({ where: { userId, NOT: this.live(now) } });
      await transaction.session.create({
        data: {
          userId,
          tokenHash: hashSecretToken(token),
          userAgent: userAgent.slice(0, MAX_USER_AGENT),
          createdAt: now,
          lastSeenAt: now,
          expiresAt,
        },
      });
      return true;
    });
    return isOpen ? { token, expiresAt } : undefined;
  }

  findActor(token: string): Promise<Actor | undefined> {
    const tokenHash = hashSecretToken(token);
    return this.known.find(tokenHash, () => this.load(tokenHash));
  }

  remembers(token: string): boolean {
    return this.known.has(hashSecretToken(token));
  }

  /** To be called when anything about a person has changed that their sessions depend on. */
  forgetRemembered(): void {
    this.known.clear();
  }

  list(userId: string, page: PageQuery) {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.session.findMany({
      where: { AND: [{ userId }, this.live(this.clock.now()), where ?? {}] },
      ...rest,
    });
  }

  find(id: string) {
    return this.prisma.session.findFirst({ where: { id, ...this.live(this.clock.now()) } });
  }

  /** False when this person has no such session. */
  async close(id: string, userId: string): Promise<boolean> {
    const { count } = await this.prisma.session.deleteMany({ where: { id, userId } });
    this.known.clear();
    return count > 0;
  }

  async closeAll(userId: string, except: string): Promise<void> {
    await this.prisma.session.deleteMany({ where: { userId, id: { not: except } } });
    this.known.clear();
  }

  private live(now: Date) {
    return { expiresAt: { gt: now }, lastSeenAt: { gt: new Date(now.getTime() - IDLE_MS) } };
  }

  private async load(tokenHash: string): Promise<Actor | undefined> {
    const now = this.clock.now();
    const session = await this.prisma.session.findUnique({
      where: { tokenHash, ...this.live(now), user: { disabledAt: null } },
      include: { user: { select: { id: true, name: true, email: true, role: true } } },
    });
    if (!session) return undefined;
    const seenBefore = new Date(now.getTime() - LAST_SEEN_GRAIN_MS);
    if (session.lastSeenAt < seenBefore) {
      await this.prisma.session.updateMany({
        where: { id: session.id, lastSeenAt: { lt: seenBefore } },
        data: { lastSeenAt: now },
      });
    }
    const { user } = session;
    return { kind: 'user', ...user, scopes: scopesOf(user.role), sessionId: session.id };
  }
}
