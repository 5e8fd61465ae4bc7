import { Inject, Injectable } from '@nestjs/common';
import { type PageQuery, pageArguments } from '../api/page.js';
import { SECRET_BOX, type SecretBox } from '../auth/secret-box.js';
import { CLOCK, type Clock } from '../config/clock.js';
import type { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { TargetKind } from './target-channels.js';

export interface NewTarget {
  subscriberId: string;
  kind: TargetKind;
  address: unknown;
  label: string;
  /** Whether a message that it has got can be changed later. */
  canEdit: boolean;
}

@Injectable()
export class TargetStore {
  constructor(
    private readonly prisma: PrismaStore,
    @Inject(SECRET_BOX) private readonly box: SecretBox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(page: PageQuery, filter: Prisma.TargetWhereInput) {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.target.findMany({ ...rest, where: { AND: [filter, where ?? {}] } });
  }

  count(where: Prisma.TargetWhereInput): Promise<number> {
    return this.prisma.target.count({ where });
  }

  find(id: string) {
    return this.prisma.target.findUnique({ where: { id } });
  }

  create(target: NewTarget) {
    return this.prisma.target.create({ data: this.fieldsOf(target) });
  }

  /** A mailbox is the desk's own and needs no proof; any other target waits for its confirmation. */
  fieldsOf({ address, ...fields }: NewTarget) {
    const plain = JSON.stringify(address);
    const verified = fields.kind === 'mailbox';
    return {
      ...fields,
      address: this.box.seal(plain),
      addressHash: this.box.digest(plain),
      state: verified ? ('active' as const) : ('unverified' as const),
      verifiedAt: verified ? this.clock.now() : null,
    };
  }

  /** A disabled target stays disabled: a late click on an old link must not wake it. */
  async markVerified(id: string): Promise<boolean> {
    const { count } = await this.prisma.target.updateMany({
      where: { id, state: { in: ['unverified', 'active'] } },
      data: { state: 'active', verifiedAt: this.clock.now() },
    });
    return count > 0;
  }

  disable(id: string, disabledReason: string) {
    return this.prisma.target.update({ where: { id }, data: { state: 'disabled', disabledReason } });
  }

  /** Its failures are forgotten: what failed before it was disabled says nothing about it now. */
  enable(id: string) {
    return this.prisma.target.update({
      where: { id },
      data: { state: 'active', disabledReason: null, failureCount: 0, failingSince: null },
    });
  }

  async delete(id: string): Promise<boolean> {
    return (await this.prisma.target.deleteMany({ where: { id } })).count > 0;
  }
}
