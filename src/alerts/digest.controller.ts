import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, pageOf, pageQuery, rangeQuery, readPage, totalQuery } from '../api/page.js';
import { notFound } from '../api/problem.exception.js';
import { InArea } from '../auth/auth.guard.js';
import { DigestListStore } from './digest-list.store.js';
import { digestView, toDigestView } from './digest-view.js';

const listQuery = pageQuery.extend({
  subscriptionId: z.uuid().optional(),
  subscriberId: z.uuid().optional(),
  ...rangeQuery,
  ...totalQuery,
});

@ApiTags('digests')
@InArea('alerts')
@Controller('digests')
export class DigestController {
  constructor(private readonly digests: DigestListStore) {}

  @Get()
  @ApiOperation({ summary: 'List digests, newest first: what each told, and where it went' })
  @ApiOkResponse({ standardSchema: pageOf(digestView, 'DigestPage') })
  list(@Query({ schema: listQuery }) { limit, cursor, total, ...filter }: z.infer<typeof listQuery>) {
    const { digests } = this;
    return readPage(
      { limit, cursor, total },
      { rows: (page) => digests.list(page, filter), count: () => digests.count(filter) },
      toDigestView,
    );
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read one digest' })
  @ApiOkResponse({ standardSchema: digestView })
  async read(@Param('id', { schema: idParameter }) id: string) {
    const digest = await this.digests.find(id);
    if (!digest) throw notFound('digest');
    return toDigestView(digest);
  }
}
