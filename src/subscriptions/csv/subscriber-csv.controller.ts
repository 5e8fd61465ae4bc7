import type { Readable } from 'node:stream';
import { Controller, Get, Header, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { stringify } from 'csv-stringify/sync';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ProblemException } from '../../api/problem.exception.js';
import { RAW_BODY, takeRawBody } from '../../api/raw-body.js';
import { InArea } from '../../auth/auth.guard.js';
import { ChangesNothing } from '../../changes/change.decorator.js';
import { TARGET_CHANNELS, type TargetChannels } from '../target-channels.js';
import { escapeFormula } from './formula.js';
import { type CsvRow, readCsv } from './read-csv.js';
import { type CellError, COLUMNS, readSubscriberRow } from './subscriber-row.js';
import { type RowResult, SubscriberImportStore, type WantedRow } from './subscriber-import.store.js';

const MAX_BYTES = 2 * 1024 * 1024;
const MAX_ROWS = 5_000;

const importQuery = z.strictObject({
  dryRun: z.stringbool().default(false).describe('Tells what the import would come to, and keeps nothing'),
});
const importView = z
  .object({
    dryRun: z.boolean(),
    created: z.number().int(),
    alreadyThere: z.number().int(),
    errors: z.number().int(),
    rows: z.array(
      z.object({
        row: z.number().int().describe('From 1, the headings not counted'),
        line: z.number().int().describe('Of the file, where the row ends'),
        email: z.string(),
        outcome: z.enum(['created', 'already-there', 'error']),
        subscriberId: z.uuid().nullable(),
        targetId: z.uuid().nullable(),
        subscriptionId: z.uuid().nullable(),
        errors: z.array(z.object({ column: z.string(), message: z.string() })),
      }),
    ),
  })
  .meta({ id: 'SubscriberImport' });

type Checked = { row: CsvRow; wanted: WantedRow } | { row: CsvRow; errors: CellError[] };

/** Subscribers by the list. Stands before the routes of single subscribers, whose ids its names would be taken for. */
@ApiTags('subscribers')
@InArea('subscriptions')
@Controller('subscribers')
export class SubscriberCsvController {
  constructor(
    private readonly imports: SubscriberImportStore,
    @Inject(TARGET_CHANNELS) private readonly channels: TargetChannels,
  ) {}

  @Post('import')
  @ChangesNothing('dryRun')
  @HttpCode(200)
  @RouteConfig(RAW_BODY)
  @ApiOperation({
    summary: 'Take in subscribers by a CSV file, each with an email address and a subscription',
    description: `Columns: ${COLUMNS.join(', ')}; email must be there. A subscriber is known by the email address; what is there already stays as it is. Each new address gets a mail to confirm it.`,
  })
  @ApiConsumes('text/csv')
  @ApiBody({ description: 'The file itself: at most 5,000 rows and 2 MB', schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: importView })
  async import(
    @Query({ schema: importQuery }) { dryRun }: z.infer<typeof importQuery>,
    @Req() request: FastifyRequest,
  ): Promise<z.infer<typeof importView>> {
    const reading = readCsv(await readBody(request), MAX_ROWS);
    if (!reading.ok) throw new ProblemException('invalid-request', reading.message);
    const checked = await this.check(reading.rows);
    const wanted = checked.flatMap((row) => ('wanted' in row ? [row.wanted] : []));
    const taken = dryRun
      ? await this.imports.tryRows(wanted)
      : await this.imports.importRows(wanted, (results) =>
          this.channels.requestConfirmation(...results.flatMap((row) => (row.isNewTarget ? [row.targetId] : []))),
        );
    return toView(dryRun, checked, taken);
  }

  @Get('export')
  @ApiOperation({
    summary: 'Download the subscribers with their email addresses and subscriptions as CSV, to be imported again',
  })
  @ApiProduces('text/csv')
  @ApiOkResponse({
    description: 'A CSV file (RFC 4180); cells that a spreadsheet would take for formulas begin with an apostrophe',
  })
  @Header('Content-Type', 'text/csv; charset=utf-8; header=present')
  @Header('Content-Disposition', 'attachment; filename="wirewatch-subscribers.csv"')
  async export(): Promise<string> {
    const rows = await this.imports.exportRows();
    return stringify(
      rows.map((row) => COLUMNS.map((column) => escapeFormula(row[column]))),
      { header: true, columns: [...COLUMNS], record_delimiter: 'windows', bom: true },
    );
  }

  private async check(rows: readonly CsvRow[]): Promise<Checked[]> {
    const topics = await this.imports.topicIds();
    return rows.map((row) => {
      const read = readSubscriberRow(row.cells);
      const errors = read.ok ? [] : read.errors;
      if (row.extra > 0) errors.push({ column: '', message: `has ${row.extra} more cells than there are headings` });
      const email = this.channels.readAddress('email', { address: row.cells.email ?? '' });
      if (!email.ok && !errors.some(({ column }) => column === 'email')) {
        errors.push(...email.errors.map(({ message }) => ({ column: 'email', message })));
      }
      const slugs = read.ok ? (read.row.topics ?? []) : [];
      errors.push(
        ...slugs
          .filter((slug) => !topics.has(slug))
          .map((slug) => ({ column: 'topics', message: `there is no topic ${slug}` })),
      );
      if (errors.length > 0 || !read.ok || !email.ok) return { row, errors };
      return { row, wanted: { row: read.row, email, topicIds: slugs.flatMap((slug) => topics.get(slug) ?? []) } };
    });
  }
}

async function readBody(request: FastifyRequest): Promise<Buffer> {
  const type = (request.raw.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'text/csv') {
    throw new ProblemException('unsupported-media-type', 'Send the file itself as the body, as text/csv');
  }
  const chunks: Buffer[] = [];
  const taken = await takeRawBody(request.body as Readable | undefined, MAX_BYTES, (chunk) => void chunks.push(chunk));
  if (taken === 'too-large') throw new ProblemException('too-large', 'The file is larger than 2 MB');
  if (taken === 'broken-off') throw new ProblemException('invalid-request', 'The file broke off');
  return Buffer.concat(chunks);
}

/** @param results of the rows that were taken in, in their order. What a dry run made is gone, and has no id. */
function toView(
  dryRun: boolean,
  checked: readonly Checked[],
  results: readonly RowResult[],
): z.infer<typeof importView> {
  let taken = 0;
  const rows = checked.map((entry) => {
    const { row, line, cells } = entry.row;
    const result = 'wanted' in entry ? results[taken++] : undefined;
    return {
      row,
      line,
      email: cells.email ?? '',
      outcome: result?.outcome ?? ('error' as const),
      subscriberId: dryRun ? null : (result?.subscriberId ?? null),
      targetId: dryRun ? null : (result?.targetId ?? null),
      subscriptionId: dryRun ? null : (result?.subscriptionId ?? null),
      errors: 'errors' in entry ? entry.errors : [],
    };
  });
  const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  return {
    dryRun,
    created: count('created'),
    alreadyThere: count('already-there'),
    errors: count('error'),
    rows,
  };
}
