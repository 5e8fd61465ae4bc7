import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { NeedsScope } from '../auth/auth.guard.js';
import { ChangesNothing } from '../changes/change.decorator.js';
import { tryQuery, validateQuery } from './draft-query.js';
import { EntityStore } from './entity.store.js';

const querySchema = z.string().max(50_000);
const validateBody = z.strictObject({ query: querySchema }).meta({ id: 'ValidateQuery' });
const tryBody = z
  .strictObject({
    query: querySchema,
    title: z.string().max(2_000),
    text: z.string().max(100_000).default(''),
    language: z.string().max(35).optional(),
  })
  .meta({ id: 'TryQuery' });
const errorView = z
  .object({
    code: z.string(),
    message: z.string(),
    /** Lines and columns count from 1; offsets and lengths are in UTF-16 units. */
    line: z.number().int(),
    column: z.number().int(),
    offset: z.number().int(),
    length: z.number().int(),
    found: z.string(),
    expected: z.string(),
    suggestion: z.string().optional(),
  })
  .meta({ id: 'QueryError' });
const placeFields = { field: z.enum(['title', 'text']), start: z.number().int(), end: z.number().int() };
const validationView = z
  .discriminatedUnion('valid', [
    z.object({ valid: z.literal(true), normalForm: z.string() }),
    z.object({ valid: z.literal(false), errors: z.array(errorView) }),
  ])
  .meta({ id: 'QueryValidation' });
const trialView = z
  .discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('invalid'), errors: z.array(errorView) }),
    z.object({
      outcome: z.literal('matches'),
      score: z.number(),
      evidence: z.array(
        z.object({ ...placeFields, form: z.string(), entity: z.string().optional(), clause: z.string() }),
      ),
    }),
    z.object({
      outcome: z.literal('does-not-match'),
      clause: z.string(),
      reason: z.string(),
      nearest: z.array(z.object({ ...placeFields, text: z.string() })),
    }),
  ])
  .meta({ id: 'QueryTrial' });

/** Drafts: POST, since a query may be longer than an address; nothing is stored. */
@ApiTags('topics')
@NeedsScope('topics:read')
@Controller('topics')
export class DraftController {
  constructor(private readonly entities: EntityStore) {}

  @Post('validate')
  @HttpCode(200)
  @ChangesNothing()
  @ApiOperation({ summary: 'Read a query: its normal form, or every error with its place' })
  @ApiOkResponse({ standardSchema: validationView })
  async validate(@Body({ schema: validateBody }) { query }: z.infer<typeof validateBody>) {
    return validateQuery(query, await this.entities.slugs());
  }

  @Post('test')
  @HttpCode(200)
  @ChangesNothing()
  @ApiOperation({ summary: 'Try a query on a text: the evidence, or the first clause that fails' })
  @ApiOkResponse({ standardSchema: trialView })
  async test(@Body({ schema: tryBody }) { query, ...story }: z.infer<typeof tryBody>) {
    return tryQuery(query, await this.entities.definitions(), story);
  }
}
