import type { Readable } from 'node:stream';
import { Controller, Delete, Get, Header, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { idParameter, pageOf, pageQuery, readPage, totalQuery } from '../../api/page.js';
import { InArea } from '../../auth/auth.guard.js';
import { notFound, ProblemException } from '../../api/problem.exception.js';
import { CLOCK, type Clock } from '../../config/clock.js';
import { decodeFeed } from '../read/decode-feed.js';
import { RAW_BODY, takeRawBody } from '../../api/raw-body.js';
import { type ImportProgress, OpmlImportStore } from './opml-import.store.js';
import { type OpmlEntry, printOpml, readOpml } from './opml.js';
import { fit } from './plan-import.js';

const MAX_BYTES = 5 * 1024 * 1024;
const MAX_LINES = 20_000;
const MAX_NAME = 200;

const outcome = z.enum(['added', 'already-there', 'error']).meta({ id: 'OpmlImportOutcome' });
const importView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    createdAt: z.iso.datetime(),
    total: z.number().int(),
    added: z.number().int(),
    alreadyThere: z.number().int(),
    errors: z.number().int(),
    fetched: z.number().int(),
    failing: z.number().int(),
  })
  .meta({ id: 'OpmlImport' });
const lineView = z
  .object({
    number: z.number().int(),
    line: z.number().int().nullable(),
    title: z.string().nullable(),
    url: z.string().nullable(),
    outcome,
    message: z.string().nullable(),
    feedId: z.uuid().nullable(),
  })
  .meta({ id: 'OpmlImportLine' });
const linePage = z
  .object({ items: z.array(lineView), nextCursor: z.string().nullable() })
  .meta({ id: 'OpmlImportLinePage' });
const importQuery = z.strictObject({ name: z.string().max(MAX_NAME).optional() });
const jsonBody = z
  .strictObject({ name: z.string().max(MAX_NAME).optional(), opml: z.string() })
  .meta({ id: 'ImportOpml' });
const listQuery = pageQuery.extend(totalQuery);
const linesQuery = z.strictObject({
  limit: pageQuery.shape.limit,
  cursor: z.coerce.number().int().min(0).default(0),
  outcome: outcome.optional(),
});
const exportQuery = z.strictObject({ state: z.enum(['active', 'paused', 'gone', 'duplicate']).optional() });

/** Lists of feeds, in and out. Stands before the routes of single feeds, whose ids its names would be taken for. */
@ApiTags('feeds')
@InArea('feeds')
@Controller('feeds')
export class OpmlController {
  constructor(
    private readonly imports: OpmlImportStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('import')
  @RouteConfig(RAW_BODY)
  @ApiOperation({
    summary: 'Add the feeds of an OPML file; what cannot be read is told line by line, and the rest is added',
  })
  @ApiConsumes('text/x-opml', 'text/xml', 'application/xml', 'application/json')
  @ApiBody({ description: 'The file itself, or JSON: {"name", "opml"}', schema: { type: 'string' } })
  @ApiCreatedResponse({ standardSchema: importView })
  async import(@Query({ schema: importQuery }) query: z.infer<typeof importQuery>, @Req() request: FastifyRequest) {
    const chunks: Buffer[] = [];
    const taken = await takeRawBody(
      request.body as Readable | undefined,
      MAX_BYTES,
      (chunk) => void chunks.push(chunk),
    );
    if (taken === 'too-large') {
      throw new ProblemException('too-large', 'The file is larger than 5 MB');
    }
    if (taken === 'broken-off') throw new ProblemException('invalid-request', 'The file broke off');
    const given = toFile(Buffer.concat(chunks), request.raw.headers['content-type'] ?? '');
    const { title, entries } = readOpml(given.opml);
    refuseUnusable(entries);
    const name = fit(query.name ?? given.name ?? title, MAX_NAME) ?? 'OPML file';
    const id = await this.imports.importFeeds(name, entries, this.clock.now());
    const progress = await this.imports.find(id);
    if (!progress) throw notFound('import');
    return toImportView(progress);
  }

  @Get('imports')
  @ApiOperation({ summary: 'List imports, with how far each is' })
  @ApiOkResponse({ standardSchema: pageOf(importView, 'OpmlImportPage') })
  list(@Query({ schema: listQuery }) query: z.infer<typeof listQuery>) {
    const { imports } = this;
    return readPage(query, { rows: (page) => imports.list(page), count: () => imports.count() }, toImportView);
  }

  @Get('imports/:id')
  @ApiOperation({ summary: 'Read one import: how many of its feeds have been fetched, and how many fail' })
  @ApiOkResponse({ standardSchema: importView })
  async read(@Param('id', { schema: idParameter }) id: string) {
    const progress = await this.imports.find(id);
    if (!progress) throw notFound('import');
    return toImportView(progress);
  }

  @Get('imports/:id/lines')
  @ApiOperation({ summary: 'What became of each line, in the file’s order' })
  @ApiOkResponse({ standardSchema: linePage })
  async lines(
    @Param('id', { schema: idParameter }) id: string,
    @Query({ schema: linesQuery }) { limit, cursor, outcome: wanted }: z.infer<typeof linesQuery>,
  ): Promise<z.infer<typeof linePage>> {
    const lines = await this.imports.listLines(id, { after: cursor, limit, outcome: wanted });
    if (!lines) throw notFound('import');
    const items = lines.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: last && lines.length > limit ? String(last.number) : null };
  }

  @Delete('imports/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Forget an import and what became of its lines; its feeds stay' })
  @ApiNoContentResponse()
  async delete(@Param('id', { schema: idParameter }) id: string): Promise<void> {
    if (!(await this.imports.delete(id))) throw notFound('import');
  }

  @Get('export')
  @ApiOperation({ summary: 'Download the feeds as OPML' })
  @ApiProduces('text/x-opml')
  @ApiOkResponse({ description: 'An OPML 2.0 file' })
  @Header('Content-Type', 'text/x-opml; charset=utf-8')
  @Header('Content-Disposition', 'attachment; filename="wirewatch-feeds.opml"')
  async export(@Query({ schema: exportQuery }) { state }: z.infer<typeof exportQuery>): Promise<string> {
    return printOpml(await this.imports.exportFeeds(state));
  }
}

function toFile(body: Buffer, contentType: string): { name?: string | undefined; opml: string } {
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  if (type === 'multipart/form-data' || type === 'application/x-www-form-urlencoded') {
    throw new ProblemException('unsupported-media-type', 'Send the file itself as the body, not a form');
  }
  if (type !== 'application/json') return { opml: decodeFeed(body, contentType).text };
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw new ProblemException('invalid-request', 'The body is not JSON');
  }
  const parsed = jsonBody.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  throw new ProblemException('invalid-request', undefined, errors);
}

function refuseUnusable(entries: readonly OpmlEntry[]): void {
  if (entries.length > MAX_LINES) {
    throw new ProblemException(
      'invalid-request',
      `The file has more than ${MAX_LINES.toLocaleString('en')} feeds; split it`,
    );
  }
  // Nothing but complaints about the file as a whole: there is nothing to keep a record of.
  if (entries.some((entry) => entry.kind === 'feed' || entry.title !== undefined || entry.address !== undefined))
    return;
  const complaint = entries.find((entry) => entry.kind === 'error');
  throw new ProblemException(
    'invalid-request',
    `No feeds in this file${complaint ? `: ${fit(complaint.message, MAX_NAME)}` : ''}`,
  );
}

function toImportView(progress: ImportProgress): z.infer<typeof importView> {
  return { ...progress, createdAt: progress.createdAt.toISOString() };
}
