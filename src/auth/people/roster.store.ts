import { Inject, Injectable } from '@nestjs/common';
import { type PageQuery, pageArguments } from '../../api/page.js';
import { CLOCK, type Clock } from '../../config/clock.js';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { PrismaStore } from '../../database/prisma.store.js';
import type { Transaction } from '../../database/transaction.js';
import type { Role } from '../role.js';
import { SessionStore } from '../sessions/session.store.js';

export interface RosterFilter {
  role?: Role;
  isDisabled?: boolean;
  /** Whether they cannot sign in yet. */
  isInvited?: boolean;
  email?: string;
}

export interface RosterChange {
  name?: string;
  role?: Role;
  isDisabled?: boolean;
}

export type Refusal =
  | { kind: 'missing' }
  /** Who asks may not touch people of this role. */
  | { kind: 'beyond'; role: Role }
  /** Nobody would be left who can sign in as an admin. */
  | { kind: 'last-admin' };
type LockedRow = { id: string; role: Role; is_able_admin: boolean };

/** Who belongs to the desk. */
@Injectable()
export class RosterStore {
  constructor(
    private readonly prisma: PrismaStore,
    private readonly sessions: SessionStore,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(filter: RosterFilter, page: PageQuery) {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.user.findMany({ where: { AND: [whereOf(filter), where ?? {}] }, ...rest });
  }

  countBy(filter: RosterFilter): Promise<number> {
    return this.prisma.user.count({ where: whereOf(filter) });
  }

  /** With no password yet. Throws P2002 when somebody has the address. */
  invite(user: { email: string; name: string; role: Role }) {
    return this.prisma.user.create({ data: { ...user, email: user.email.toLowerCase(), createdAt: this.clock.now() } });
  }

  /** An invitation that could not be sent: only while nobody can have used it. */
  async withdraw(id: string): Promise<void> {
    await this.prisma.user.deleteMany({ where: { id, passwordHash: null, identitySubject: null } });
  }

  async update(id: string, change: RosterChange, mayTouch: (role: Role) => boolean) {
    const { isDisabled, ...fields } = change;
    const outcome = await this.prisma.$transaction(async (transaction) => {
      const ends = isDisabled === true || (fields.role !== undefined && fields.role !== 'admin');
      const refusal = await this.refuse(transaction, id, ends, mayTouch);
      if (refusal) return refusal;
      const row = await transaction.user.update({
        where: { id },
        data: {
          ...fields,
          ...(isDisabled === undefined ? {} : { disabledAt: await this.disabledAt(transaction, id, isDisabled) }),
        },
      });
      if (isDisabled) await transaction.session.deleteMany({ where: { userId: id } });
      return { kind: 'changed' as const, row };
    });
    this.sessions.forgetRemembered();
    return outcome;
  }

  /** With their sessions; keys that they made stay the desk's. */
  async delete(id: string, mayTouch: (role: Role) => boolean): Promise<{ kind: 'deleted' } | Refusal> {
    const outcome = await this.prisma.$transaction(async (transaction) => {
      const refusal = await this.refuse(transaction, id, true, mayTouch);
      if (refusal) return refusal;
      await transaction.user.delete({ where: { id } });
      return { kind: 'deleted' as const };
    });
    this.sessions.forgetRemembered();
    return outcome;
  }

  /** Since when, where they were disabled before. */
  private async disabledAt(transaction: Transaction, id: string, isDisabled: boolean): Promise<Date | null> {
    if (!isDisabled) return null;
    const row = await transaction.user.findUniqueOrThrow({ where: { id }, select: { disabledAt: true } });
    return row.disabledAt ?? this.clock.now();
  }

  /**
   * Under the locks of every admin who is not disabled, in the order of their ids: two who remove each other at once wait for each
   * other, and the second finds one admin left. An admin counts who can sign in: an invitation may never be taken up.
   */
  private async refuse(
    transaction: Transaction,
    id: string,
    endsAdmin: boolean,
    mayTouch: (role: Role) => boolean,
  ): Promise<Refusal | undefined> {
    const rows = await transaction.$queryRaw<LockedRow[]>`
      SELECT id, role::text AS role, role = 'admin' AND disabled_at IS NULL AND (
        password_hash IS NOT NULL OR identity_issuer = ${this.settings.OIDC_ISSUER ?? ''}
      ) AS is_able_admin
      FROM users WHERE (role = 'admin' AND disabled_at IS NULL) OR id = ${id}::uuid
      ORDER BY id FOR NO KEY UPDATE`;
    const target = rows.find((row) => row.id === id);
    if (!target) return { kind: 'missing' };
    if (!mayTouch(target.role)) return { kind: 'beyond', role: target.role };
    const isLast = target.is_able_admin && rows.filter((row) => row.is_able_admin).length === 1;
    return endsAdmin && isLast ? { kind: 'last-admin' } : undefined;
  }
}

function whereOf({ role, isDisabled, isInvited, email }: RosterFilter) {
  const invited = { passwordHash: null, identitySubject: null };
  return {
    ...(role === undefined ? {} : { role }),
    ...(isDisabled === undefined ? {} : { disabledAt: isDisabled ? { not: null } : null }),
    ...(isInvited === undefined ? {} : isInvited ? invited : { NOT: invited }),
    ...(email === undefined ? {} : { email: email.toLowerCase() }),
  };
}
