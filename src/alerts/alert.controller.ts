import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, pageOf, pageQuery, rangeQuery, readPage, totalQuery } from '../api/page.js';
import { InArea } from '../auth/auth.guard.js';
import { notFound } from '../api/problem.exception.js';
import { alertView, toAlertView } from './alert-view.js';
import { AlertStore } from './alert.store.js';

const listQuery = pageQuery.extend({
  subscriptionId: z.uuid().optional(),
  subscriberId: z.uuid().optional(),
  topicId: z.uuid().optional().describe('A topic of the subscription that finds the story'),
  eventId: z.uuid().optional(),
  storyId: z.uuid().optional(),
  ...rangeQuery,
  ...totalQuery,
});

@ApiTags('alerts')
@InArea('alerts')
@Controller('alerts')
export class AlertController {
  constructor(private readonly alerts: AlertStore) {}

  @Get()
  @ApiOperation({ summary: 'List alerts, newest first, with their deliveries' })
  @ApiOkResponse({ standardSchema: pageOf(alertView, 'AlertPage') })
  list(@Query({ schema: listQuery }) { limit, cursor, total, ...filter }: z.infer<typeof listQuery>) {
    const { alerts } = this;
    return readPage(
      { limit, cursor, total },
      { rows: (page) => alerts.list(page, filter), count: () => alerts.count(filter) },
      toAlertView,
    );
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read one alert' })
  @ApiOkResponse({ standardSchema: alertView })
  async read(@Param('id', { schema: idParameter }) id: string) {
    const alert = await this.alerts.find(id);
    if (!alert) throw notFound('alert');
    return toAlertView(alert);
  }
}
