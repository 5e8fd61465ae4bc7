import { Injectable } from '@nestjs/common';
import { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import { itemOf, type StoryItem } from './story-item.store.js';
import type { StoryFilter } from './story-query.js';
import { conditionsOn, limitTo, stepOf, type StorySource } from './story-source.store.js';

/** A story that may be what is searched for: what the matcher has to look at. */
export interface Candidate {
  id: string;
  title: string;
  text: string;
  language: string | null;
  source: string;
  feed: string;
}

export interface StepRequest {
  source: StorySource;
  filter: StoryFilter & { topicId?: string };
  /** Stories from this id on have been looked at. */
  before: string | undefined;
  /** How many of the source to look at, and how many to give at most. */
  look: number;
  give: number;
}

export interface Step<Row> {
  rows: Row[];
  /** The last that was looked at; null where the source, or its window, came to its end. */
  until: string | null;
}

type StepRow<Row> = { [Field in keyof Row]: Row[Field] | null } & { until: string | null; looked: number };

/** Stories of a source that a filter lets through, a stretch at a time, so that no statement is long, however few they are. */
@Injectable()
export class StoryStepStore {
  constructor(private readonly prisma: PrismaStore) {}

  items(request: StepRequest, textLength?: number): Promise<Step<StoryItem>> {
    return this.step<StoryItem>(request, Prisma.sql`s.id, ${itemOf(textLength)} AS item`);
  }

  /** `tsQuery` is what they must hold as well, where the source does not ask for it. */
  candidates(request: StepRequest, tsQuery?: string): Promise<Step<Candidate>> {
    return this.step<Candidate>(
      request,
      Prisma.sql`s.id, s.title, s.text, s.language, f.title AS source, f.url AS feed`,
      Prisma.sql`JOIN feeds f ON f.id = s.feed_id`,
      tsQuery === undefined
        ? undefined
        : Prisma.sql`(SELECT w.words @@ ${tsQuery}::tsquery FROM story_words w WHERE w.story_id = s.id) IS TRUE`,
    );
  }

  ids(request: StepRequest): Promise<Step<{ id: string }>> {
    return this.step<{ id: string }>(request, Prisma.sql`s.id`);
  }

  private async step<Row extends { id: string }>(
    { source, filter, before, look, give }: StepRequest,
    columns: Prisma.Sql,
    join = Prisma.empty,
    condition?: Prisma.Sql,
  ): Promise<Step<Row>> {
    const conditions = [conditionsOn(filter, source), condition].filter((one) => one !== undefined);
    const kept =
      conditions.length === 0
        ? Prisma.sql`SELECT id FROM step ORDER BY id DESC ${limitTo(give)}`
        : Prisma.sql`SELECT s.id FROM step JOIN stories s ON s.id = step.id
                     WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY s.id DESC ${limitTo(give)}`;
    const rows = await this.prisma.$queryRaw<StepRow<Row>[]>`
      WITH ${stepOf(source, before, look)},
      kept AS MATERIALIZED (${kept})
      SELECT looked.until, looked.looked, shown.*
      FROM (SELECT count(*)::int AS looked, (SELECT id FROM step ORDER BY id LIMIT 1) AS until FROM step) looked
      LEFT JOIN (SELECT ${columns} FROM kept JOIN stories s ON s.id = kept.id ${join}) shown ON true
      ORDER BY shown.id DESC`;
    const [first] = rows;
    const found = rows.filter(({ id }) => id !== null) as unknown as Row[];
    if (!first) throw new Error('A step without an answer');
    // Cut off by `give`, what lies below the last row has not been looked at.
    if (found.length === give) return { rows: found, until: found.at(-1)?.id ?? null };
    return { rows: found, until: first.looked < look ? null : first.until };
  }
}
