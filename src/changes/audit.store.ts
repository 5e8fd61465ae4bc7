import { Inject, Injectable } from '@nestjs/common';
import { type PageQuery, pageArguments } from '../api/page.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { Caller } from './caller.js';

export interface ChangeBegun {
  caller: Caller;
  action: string;
  noun: string;
  subjectId: string | null;
  before: unknown;
  requestId: string;
  address: string;
}

export interface AuditFilter {
  noun?: string;
  subjectId?: string;
  actorId?: string;
  action?: string;
  from?: Date;
  to?: Date;
}

@Injectable()
export class AuditStore {
  constructor(
    private readonly prisma: PrismaStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Written ahead: where the process ends on the way, the entry stays without a status, and tells that something may have changed. */
  async begin({ caller, before, ...entry }: ChangeBegun): Promise<string> {
    const { id } = await this.prisma.auditEntry.create({
      data: {
        ...entry,
        at: this.clock.now(),
        actorKind: caller.kind,
        actorId: caller.id,
        actorName: caller.name,
        before: toJson(before),
      },
      select: { id: true },
    });
    return id;
  }

  async finish(id: string, { status, subjectId, after }: { status: number; subjectId: string | null; after: unknown }) {
    await this.prisma.auditEntry.updateMany({ where: { id }, data: { status, subjectId, after: toJson(after) } });
  }

  /** Of a request that was refused: nothing has changed. */
  async withdraw(id: string): Promise<void> {
    await this.prisma.auditEntry.deleteMany({ where: { id } });
  }

  list(page: PageQuery, filter: AuditFilter) {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.auditEntry.findMany({ ...rest, where: { AND: [toWhere(filter), where ?? {}] } });
  }

  count(filter: AuditFilter): Promise<number> {
    return this.prisma.auditEntry.count({ where: toWhere(filter) });
  }

  find(id: string) {
    return this.prisma.auditEntry.findUnique({ where: { id } });
  }
}

function toWhere({ from, to, ...same }: AuditFilter): Prisma.AuditEntryWhereInput {
  return { ...same, at: { gte: from, lt: to } };
}

function toJson(value: unknown): Prisma.InputJsonValue | typeof Prisma.DbNull {
  return value === undefined || value === null ? Prisma.DbNull : (value as Prisma.InputJsonValue);
}
