import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import { PrismaStore } from '../database/prisma.store.js';
import { hashPassword } from './password.js';
import type { Actor } from './actor.js';
import type { Role } from './role.js';
import { scopesOf } from './scope.js';
import { hashSecretToken, newSecretToken } from './secret-token.js';

/** Two weeks: long enough for a desk's rota, short enough for a lost laptop. */
const SESSION_MS = 14 * 24 * 60 * 60_000;

@Injectable()
export class UserStore {
  constructor(
    private readonly prisma: PrismaStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  findByEmail(email: string) {
    return this.prisma.user.findUnique({ where: { email: email.toLowerCase() } });
  }

  count(): Promise<number> {
    return this.prisma.user.count();
  }

  /** False when there is one of this address already, were it made by another process in this very moment. */
  async create(user: { email: string; name: string; role: Role; password: string }): Promise<boolean> {
    const { password, ...fields } = user;
    const { count } = await this.prisma.user.createMany({
      data: [{ ...fields, email: user.email.toLowerCase(), passwordHash: await hashPassword(password) }],
      skipDuplicates: true,
    });
    return count > 0;
  }

  /** The token is given once, to the cookie; only its hash is kept. */
  async openSession(userId: string): Promise<{ token: string; expiresAt: Date }> {
    const token = newSecretToken('');
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + SESSION_MS);
    await this.prisma.session.deleteMany({ where: { expiresAt: { lt: now } } });
    await this.prisma.session.create({ data: { userId, tokenHash: hashSecretToken(token), expiresAt } });
    return { token, expiresAt };
  }

  async findActorBySession(token: string): Promise<Actor | undefined> {
    const session = await this.prisma.session.findUnique({
      where: { tokenHash: hashSecretToken(token), expiresAt: { gt: this.clock.now() } },
      include: { user: true },
    });
    if (!session) return undefined;
    const { user } = session;
    const { id, name, email, role } = user;
    return { kind: 'user', id, name, email, role, scopes: scopesOf(role), sessionId: session.id };
  }

  async closeSession(sessionId: string): Promise<void> {
    await this.prisma.session.deleteMany({ where: { id: sessionId } });
  }
}
