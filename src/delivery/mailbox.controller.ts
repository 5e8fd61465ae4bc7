import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, pageOf, pageQuery, readPage, totalQuery } from '../api/page.js';
import { InArea } from '../auth/auth.guard.js';
import { notFound } from '../api/problem.exception.js';
import { MailboxStore } from './mailbox.store.js';

const mailboxMessageView = z
  .object({
    id: z.uuid(),
    deliveryId: z.uuid(),
    to: z.string(),
    from: z.string(),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    headers: z.record(z.string(), z.string()),
    receivedAt: z.iso.datetime(),
  })
  .meta({ id: 'MailboxMessage' });

const listQuery = pageQuery.extend({ ...totalQuery, targetId: z.uuid().optional() });

type Row = Awaited<ReturnType<MailboxStore['list']>>[number];

const view = (row: Row): z.infer<typeof mailboxMessageView> => ({
  id: row.id,
  deliveryId: row.deliveryId,
  to: row.to,
  from: row.from,
  subject: row.subject,
  text: row.text,
  html: row.html,
  headers: row.headers as Record<string, string>,
  receivedAt: row.receivedAt.toISOString(),
});

@ApiTags('mailbox')
@InArea('deliveries')
@Controller('mailbox')
export class MailboxController {
  constructor(private readonly mailbox: MailboxStore) {}

  @Get()
  @ApiOperation({ summary: 'List the messages that the mailbox holds, newest first' })
  @ApiOkResponse({ standardSchema: pageOf(mailboxMessageView, 'MailboxPage') })
  list(@Query({ schema: listQuery }) { targetId, ...query }: z.infer<typeof listQuery>) {
    const { mailbox } = this;
    return readPage(
      query,
      { rows: (page) => mailbox.list(page, targetId), count: () => mailbox.count(targetId) },
      view,
    );
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read one message of the mailbox' })
  @ApiOkResponse({ standardSchema: mailboxMessageView })
  async read(@Param('id', { schema: idParameter }) id: string) {
    const message = await this.mailbox.find(id);
    if (!message) throw notFound('message');
    return view(message);
  }
}
