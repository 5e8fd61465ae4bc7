import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, pageOf, pageQuery, totalQuery } from '../api/page.js';
import { notFound, ProblemException } from '../api/problem.exception.js';
import { InArea } from '../auth/auth.guard.js';
import { decisionView, toDecisionView } from './alert-view.js';
import { AlertStore } from './alert.store.js';
import { DecisionListStore } from './decision-list.store.js';
import { readDecisionCursor, toDecisionCursor } from './decision-place.js';

const listQuery = pageQuery
  .extend({
    subscriptionId: z.uuid().optional(),
    storyId: z.uuid().optional(),
    verdict: z.enum(['notify', 'update', 'hold']).optional(),
    reason: z.string().max(50).optional().describe('Such as duplicate-of-event or quiet-hours'),
    from: z.iso.datetime({ offset: true }).optional().describe('On stories that came then, or later'),
    to: z.iso.datetime({ offset: true }).optional().describe('On stories that came before'),
    ...totalQuery,
  })
  // What hardly any decision has would otherwise be looked for through all that were ever made.
  .refine(
    ({ verdict, reason, subscriptionId, storyId, from }) =>
      (verdict ?? reason) === undefined || (subscriptionId ?? storyId ?? from) !== undefined,
    {
      path: ['subscriptionId'],
      message: 'a verdict or reason is looked for in one subscription, one story, or from a time on',
    },
  );
const decisionsView = z.object({ items: z.array(decisionView) }).meta({ id: 'Decisions' });

@ApiTags('alerts')
@InArea('alerts')
@Controller()
export class DecisionController {
  constructor(
    private readonly decisions: DecisionListStore,
    private readonly alerts: AlertStore,
  ) {}

  @Get('decisions')
  @ApiOperation({
    summary: 'What was decided, and why, those on the newest stories first',
    description: 'Each is on one wording of one story for one subscription: whether to tell it, and the reason.',
  })
  @ApiOkResponse({ standardSchema: pageOf(decisionView, 'DecisionPage') })
  async list(@Query({ schema: listQuery }) { limit, cursor, total, ...filter }: z.infer<typeof listQuery>) {
    const after = cursor === undefined ? undefined : readDecisionCursor(cursor);
    if (cursor !== undefined && !after) {
      const message = 'must be the nextCursor of a page with the same filters and order';
      throw new ProblemException('invalid-request', undefined, [{ path: 'cursor', message }]);
    }
    const [rows, count] = await Promise.all([
      this.decisions.list(filter, limit + 1, after),
      total ? this.decisions.count(filter) : undefined,
    ]);
    const kept = rows.slice(0, limit);
    const last = kept.at(-1);
    return {
      items: kept.map(toDecisionView),
      nextCursor: last && rows.length > limit ? toDecisionCursor(last) : null,
      ...(count === undefined ? {} : { total: count }),
    };
  }

  @Get('stories/:id/decisions')
  @ApiOperation({ summary: 'What was decided on a story for each subscription, and why' })
  @ApiOkResponse({ standardSchema: decisionsView })
  async onStory(@Param('id', { schema: idParameter }) id: string) {
    if (!(await this.alerts.storyExists(id))) throw notFound('story');
    return { items: (await this.decisions.onStory(id)).map(toDecisionView) };
  }
}
