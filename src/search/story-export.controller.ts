import { Readable } from 'node:stream';
import { Controller, Get, Inject, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { InArea } from '../auth/auth.guard.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { EXPORT_FORMATS, EXPORT_TYPES, exportStories } from './export-stories.js';
import { filterQuery } from './story-query.js';
import { StorySearchService } from './story-search.service.js';

const exportQuery = z.strictObject({ ...filterQuery, format: z.enum(EXPORT_FORMATS).default('jsonl') });
/** Stories in memory at a time. */
const BATCH = 200;

@ApiTags('stories')
@InArea('stories')
@Controller('stories')
export class StoryExportController {
  constructor(
    private readonly search: StorySearchService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('export')
  @ApiOperation({
    summary: 'Download all stories that filters and query let through, newest first',
    description:
      'As JSON Lines, a story a line as lists show it; or as CSV, in UTF-8 with a byte order mark, where what a spreadsheet would take for ' +
      'a formula has an apostrophe before it. Stories that come in meanwhile are not in it.',
  })
  @ApiProduces('application/jsonl', 'text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async export(@Query({ schema: exportQuery }) { format, q, ...filter }: z.infer<typeof exportQuery>) {
    const takePage = (before: string | undefined) => this.search.page({ q, filter }, { before, wanted: BATCH });
    // A query that cannot be read is told before anything is sent.
    const first = await takePage(undefined);
    const day = this.clock.now().toISOString().slice(0, 10);
    // Read as fast as the client takes it; a client that goes away ends the generator.
    return new StreamableFile(Readable.from(exportStories(format, first, takePage), { highWaterMark: 1 }), {
      type: EXPORT_TYPES[format],
      disposition: `attachment; filename="stories-${day}.${format}"`,
    });
  }
}
