import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, pageOf, pageQuery, toPage } from '../api/page.js';
import { notFound } from '../api/problem.exception.js';
import { InArea } from '../auth/auth.guard.js';
import { eventView, eventWithStoriesView, toEventView, toEventWithStoriesView } from './event-view.js';
import { time } from './story-query.js';
import { ToldEventStore } from './told-event.store.js';

const listQuery = pageQuery.extend({
  topic: z.string().max(200).optional().describe('Slug of a topic that found a story of it'),
  from: time.optional().describe('First seen at this time or later'),
  to: time.optional().describe('First seen before this time'),
});

@ApiTags('events')
@InArea('stories')
@Controller('events')
export class EventController {
  constructor(private readonly events: ToldEventStore) {}

  @Get()
  @ApiOperation({ summary: 'List events, the latest first, with how many stories and sources tell of each' })
  @ApiOkResponse({ standardSchema: pageOf(eventView, 'EventPage') })
  async list(@Query({ schema: listQuery }) { limit, cursor, ...filter }: z.infer<typeof listQuery>) {
    return toPage(await this.events.list({ limit, cursor }, filter), { limit }, toEventView);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read one event, with the stories that tell of it across sources' })
  @ApiOkResponse({ standardSchema: eventWithStoriesView })
  async read(@Param('id', { schema: idParameter }) id: string) {
    const event = await this.events.find(id);
    if (!event) throw notFound('event');
    return toEventWithStoriesView(event);
  }
}
