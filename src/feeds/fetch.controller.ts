import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, pageOf, pageQuery, toPage } from '../api/page.js';
import { InArea } from '../auth/auth.guard.js';
import { notFound, ProblemException } from '../api/problem.exception.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { FeedMoveStore } from './feed-move.store.js';
import { FeedStore } from './feed.store.js';
import { FetchRecordStore } from './fetch-record.store.js';
import { feedMoveView, fetchView, toFeedMoveView, toFetchView } from './fetch-view.js';

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
    @Query({ schema: pageQuery }) page: z.infer<typeof pageQuery>,
  ) {
    await this.mustExist(id);
    return toPage(await this.fetches.list(id, page), page, toFetchView);
  }

  @Get('moves')
  @ApiOperation({ summary: 'Changes of address that were taken over from the publisher, newest first' })
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(feedMoveView) }).meta({ id: 'FeedMoves' }) })
  async listMoves(@Param('id', { schema: idParameter }) id: string) {
    await this.mustExist(id);
    return { items: (await this.moves.list(id)).map(toFeedMoveView) };
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
