import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../config/clock.js';
import { PrismaStore } from '../../database/prisma.store.js';
import type { Role } from '../role.js';
import type { Identity } from './identity-provider.js';

export type IdentityRefusal = 'disabled' | 'unverified-email' | 'bound-to-another' | 'not-invited';
export type Settled = { kind: 'person'; userId: string } | { kind: 'refused'; reason: IdentityRefusal };

/** Which person of the desk an identity is. */
@Injectable()
export class IdentityStore {
  constructor(
    private readonly prisma: PrismaStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * By issuer and subject, which never change hands; else by the address that the provider vouches for, which binds the two for
   * good; else, where newcomers have a role, as a new person.
   */
  async settle(identity: Identity, newcomers: Role | null): Promise<Settled> {
    const known = await this.findBound(identity);
    if (known) return admit(known);
    const { verifiedEmail } = identity;
    if (verifiedEmail === null) return { kind: 'refused', reason: 'unverified-email' };
    const person = await this.prisma.user.findUnique({ where: { email: verifiedEmail } });
    if (person) return this.bind(person, identity);
    if (newcomers === null) return { kind: 'refused', reason: 'not-invited' };
    await this.prisma.user.createMany({
      data: [
        {
          email: verifiedEmail,
          name: identity.name ?? verifiedEmail,
          role: newcomers,
          identityIssuer: identity.issuer,
          identitySubject: identity.subject,
          createdAt: this.clock.now(),
        },
      ],
      skipDuplicates: true,
    });
    // Made by this very request or by one beside it; or the address was invited in this moment, and the next attempt finds it.
    const made = await this.findBound(identity);
    return made ? admit(made) : { kind: 'refused', reason: 'not-invited' };
  }

  private findBound({ issuer, subject }: Identity) {
    return this.prisma.user.findUnique({
      where: { identityIssuer_identitySubject: { identityIssuer: issuer, identitySubject: subject } },
      select: { id: true, disabledAt: true },
    });
  }

  /** One who was bound to a provider that is no longer ours may be bound anew. */
  private async bind(person: { id: string; disabledAt: Date | null }, { issuer, subject }: Identity): Promise<Settled> {
    if (person.disabledAt) return { kind: 'refused', reason: 'disabled' };
    const { count } = await this.prisma.user.updateMany({
      where: {
        id: person.id,
        disabledAt: null,
        OR: [{ identitySubject: null }, { identityIssuer: { not: issuer } }],
      },
      data: { identityIssuer: issuer, identitySubject: subject },
    });
    return count > 0 ? { kind: 'person', userId: person.id } : { kind: 'refused', reason: 'bound-to-another' };
  }
}

function admit({ id, disabledAt }: { id: string; disabledAt: Date | null }): Settled {
  return disabledAt ? { kind: 'refused', reason: 'disabled' } : { kind: 'person', userId: id };
}
