import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, pageOf, pageQuery, toPage } from '../api/page.js';
import { InArea } from '../auth/auth.guard.js';
import { notFound } from '../api/problem.exception.js';
import { alertView, decisionView, toAlertView, toDecisionView } from './alert-view.js';
import { AlertStore } from './alert.store.js';

const listQuery = pageQuery.extend({ subscriptionId: z.uuid().optional(), storyId: z.uuid().optional() });
const decisionsView = z.object({ items: z.array(decisionView) }).meta({ id: 'Decisions' });

@ApiTags('alerts')
@InArea('alerts')
@Controller()
export class AlertController {
  constructor(private readonly alerts: AlertStore) {}

  @Get('alerts')
  @ApiOperation({ summary: 'List alerts, newest first, with their deliveries' })
  @ApiOkResponse({ standardSchema: pageOf(alertView, 'AlertPage') })
  async list(@Query({ schema: listQuery }) { subscriptionId, storyId, ...page }: z.infer<typeof listQuery>) {
    return toPage(await this.alerts.list(page, { subscriptionId, storyId }), page, toAlertView);
  }

  @Get('alerts/:id')
  @ApiOperation({ summary: 'Read one alert' })
  @ApiOkResponse({ standardSchema: alertView })
  async read(@Param('id', { schema: idParameter }) id: string) {
    const alert = await this.alerts.find(id);
    if (!alert) throw notFound('alert');
    return toAlertView(alert);
  }

  @Get('stories/:id/decisions')
  @ApiOperation({ summary: 'What was decided on a story for each subscription, and why' })
  @ApiOkResponse({ standardSchema: decisionsView })
  async decisions(@Param('id', { schema: idParameter }) id: string) {
    if (!(await this.alerts.storyExists(id))) throw notFound('story');
    return { items: (await this.alerts.decisionsOn(id)).map(toDecisionView) };
  }
}
