import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import { PrismaStore } from '../database/prisma.store.js';
import { hashPassword } from './password.js';
import type { Role } from './role.js';
import { SessionStore } from './sessions/session.store.js';

/** Wrong passwords in a row before an account is locked: for a minute, and twice as long after each further one, up to an hour. */
export const FAILURES_BEFORE_LOCK = 5;
/** 2^6 minutes are more than the hour. */
const MAX_DOUBLINGS = 6;

/** One's own password: who is asked for it, and what it is. */
@Injectable()
export class UserStore {
  constructor(
    private readonly prisma: PrismaStore,
    private readonly sessions: SessionStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  findByEmail(email: string) {
    return this.prisma.user.findUnique({ where: { email: email.toLowerCase() } });
  }

  find(id: string) {
    return this.prisma.user.findUnique({ where: { id } });
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

  /**
   * Takes one try at the account's password, and counts it as a wrong one until a session is opened by it. Granted one by one under
   * the row's lock: guesses sent side by side get no more tries than those sent one after another. False while the account is
   * locked, and where there is none.
   */
  async takeTry(email: string): Promise<boolean> {
    const now = this.clock.now();
    const taken = await this.prisma.$executeRaw`
      UPDATE users SET
        failed_sign_ins = failed_sign_ins + 1,
        locked_until = CASE WHEN failed_sign_ins + 1 >= ${FAILURES_BEFORE_LOCK}::int THEN ${now}::timestamptz + least(
          interval '1 minute' * power(2, least(failed_sign_ins + 1 - ${FAILURES_BEFORE_LOCK}::int, ${MAX_DOUBLINGS}::int)),
          interval '1 hour') END
      WHERE email = ${email.toLowerCase()} AND (locked_until IS NULL OR locked_until <= ${now}::timestamptz)`;
    return taken > 0;
  }

  /**
   * In place of the one that was there (null: none yet); false when it is another by now, or the person is disabled. Ends the
   * person's sessions but `keepSession`, and any lock.
   */
  async setPassword(change: { id: string; from: string | null; to: string; keepSession?: string }): Promise<boolean> {
    const passwordHash = await hashPassword(change.to);
    const isSet = await this.prisma.$transaction(async (transaction) => {
      const { count } = await transaction.user.updateMany({
        where: { id: change.id, passwordHash: change.from, disabledAt: null },
        data: { passwordHash, failedSignIns: 0, lockedUntil: null },
      });
      if (count === 0) return false;
      await transaction.session.deleteMany({
        where: { userId: change.id, ...(change.keepSession ? { id: { not: change.keepSession } } : {}) },
      });
      return true;
    });
    this.sessions.forgetRemembered();
    return isSet;
  }

  async rename(id: string, name: string): Promise<void> {
    await this.prisma.user.updateMany({ where: { id }, data: { name } });
    this.sessions.forgetRemembered();
  }
}
