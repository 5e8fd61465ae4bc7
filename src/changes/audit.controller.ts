import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, pageOf, pageQuery, toPage, totalQuery } from '../api/page.js';
import { notFound } from '../api/problem.exception.js';
import { InArea } from '../auth/auth.guard.js';
import { AuditStore } from './audit.store.js';

const listQuery = pageQuery.extend({
  ...totalQuery,
  noun: z.string().max(50).optional().describe('Only changes of this kind of thing, such as topic'),
  subjectId: z.string().max(100).optional().describe('Only changes of this thing'),
  actorId: z.string().max(100).optional().describe('Only changes by this person or API key'),
  action: z.string().max(100).optional().describe('Only this operation, such as updateTopic'),
  from: z.iso.datetime({ offset: true }).optional().describe('Not before'),
  to: z.iso.datetime({ offset: true }).optional().describe('Before'),
});

const auditEntryView = z
  .object({
    id: z.uuid(),
    at: z.iso.datetime(),
    actor: z.object({
      /** link: the holder of a signed link from a message. */
      kind: z.enum(['user', 'api-key', 'link', 'anyone']),
      id: z.string().nullable(),
      name: z.string(),
    }),
    /** The operation's id in the API's description. */
    action: z.string(),
    noun: z.string(),
    subjectId: z.string().nullable(),
    /** Of the answer; null while it is under way, or where the process ended on the way: then see what is stored. */
    status: z.number().int().nullable(),
    /** As the API shows it; null where there was nothing, or nothing that can be read by an id. */
    before: z.unknown(),
    after: z.unknown(),
    requestId: z.string(),
    address: z.string(),
  })
  .meta({ id: 'AuditEntry' });

type Row = NonNullable<Awaited<ReturnType<AuditStore['find']>>>;

const view = ({ actorKind, actorId, actorName, at, ...entry }: Row): z.infer<typeof auditEntryView> => ({
  ...entry,
  at: at.toISOString(),
  actor: { kind: actorKind as z.infer<typeof auditEntryView>['actor']['kind'], id: actorId, name: actorName },
});

@ApiTags('audit')
@InArea('admin')
@Controller('audit')
export class AuditController {
  constructor(private readonly entries: AuditStore) {}

  @Get()
  @ApiOperation({ summary: 'List who changed what, newest first' })
  @ApiOkResponse({ standardSchema: pageOf(auditEntryView, 'AuditPage') })
  async list(@Query({ schema: listQuery }) { total, from, to, ...query }: z.infer<typeof listQuery>) {
    const { limit, cursor, ...same } = query;
    const filter = { ...same, from: from ? new Date(from) : undefined, to: to ? new Date(to) : undefined };
    const [rows, count] = await Promise.all([
      this.entries.list({ limit, cursor }, filter),
      total ? this.entries.count(filter) : undefined,
    ]);
    return toPage(rows, { limit }, view, count);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read one entry of the audit log: the thing before and after' })
  @ApiOkResponse({ standardSchema: auditEntryView })
  async read(@Param('id', { schema: idParameter }) id: string) {
    const entry = await this.entries.find(id);
    if (!entry) throw notFound('audit entry');
    return view(entry);
  }
}
