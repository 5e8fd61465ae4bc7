import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, pageOf, pageQuery, readPage, totalQuery } from '../api/page.js';
import { InArea } from '../auth/auth.guard.js';
import { notFound, ProblemException } from '../api/problem.exception.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { FeedMoveStore } from './feed-move.store.js';
import { FeedStore } from './feed.store.js';
import { FetchRecordStore } from './fetch-record.store.js';
import { feedMoveView, fetchView, toFeedMoveView, toFetchView } from './fetch-view.js';

const listQuery = pageQuery.extend(totalQuery);
const fetchesQuery = listQuery.extend({
  outcome: z.string().max(50).optional().describe('What the fetch came to, such as fresh or retry-later'),
});

@ApiTags('feeds')
@InArea('feeds')
@Controller('feeds/:id')
export class FetchController {
  constructor(
    private readonly feeds: FeedStore,
    private readonly fetches: FetchRecordStore,
    private readonly moves: FeedMoveStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('fetches')
  @ApiOperation({ summary: 'What fetching a feed came to, newest first; the same again and again is one entry' })
  @ApiOkResponse({ standardSchema: pageOf(fetchView, 'FetchPage') })
  async list(
    @Param('id', { schema: idParameter }) id: string,
    @Query({ schema: fetchesQuery }) { outcome, ...query }: z.infer<typeof fetchesQuery>,
  ) {
    await this.mustExist(id);
    const { fetches } = this;
    return readPage(
      query,
      { rows: (page) => fetches.list(id, page, outcome), count: () => fetches.count(id, outcome) },
      toFetchView,
    );
  }

  @Get('moves')
  @ApiOperation({ summary: 'Changes of address that were taken over from the publisher, newest first' })
  @ApiOkResponse({ standardSchema: pageOf(feedMoveView, 'FeedMovePage') })
  async listMoves(
    @Param('id', { schema: idParameter }) id: string,
    @Query({ schema: listQuery }) query: z.infer<typeof listQuery>,
  ) {
    await this.mustExist(id);
    const { moves } = this;
    return readPage(query, { rows: (page) => moves.list(id, page), count: () => moves.count(id) }, toFeedMoveView);
  }

  @Post('moves/:moveId/undo')
  @HttpCode(204)
  @ApiOperation({ summary: 'Fetch from the address from before again, for good' })
  @ApiNoContentResponse()
  async undoMove(
    @Param('id', { schema: idParameter }) id: string,
    @Param('moveId', { schema: idParameter }) moveId: string,
  ): Promise<void> {
    const outcome = await this.moves.undo(id, moveId, this.clock.now());
    switch (outcome.kind) {
      case 'undone':
        return;
      case 'not-found':
        throw notFound('move');
      case 'already-undone':
        throw new ProblemException('conflict', 'This move is undone already');
      case 'address-taken':
        throw new ProblemException('conflict', 'Another feed has that address now');
    }
  }

  private async mustExist(id: string): Promise<void> {
    if (!(await this.feeds.find(id))) throw notFound('feed');
  }
}
