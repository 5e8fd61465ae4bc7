import { z } from 'zod';

export const MAX_PAGE = 200;

/** Every list takes these. Lists are ordered by id, newest first; ids are UUIDv7, so that is the order of creation. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
  cursor: z.uuid().optional(),
});

export type PageQuery = z.infer<typeof pageQuery>;

export interface Page<Item> {
  items: Item[];
  /** Send it as `cursor` for the next page; null on the last. */
  nextCursor: string | null;
}

export function pageOf<Item extends z.ZodType>(item: Item, id: string) {
  return z.object({ items: z.array(item), nextCursor: z.uuid().nullable() }).meta({ id });
}

/** The part of a Prisma query that a page asks for: one row more than wanted tells whether there is a next page. */
export function pageArguments({ limit, cursor }: PageQuery) {
  return { take: limit + 1, orderBy: { id: 'desc' as const }, ...(cursor ? { where: { id: { lt: cursor } } } : {}) };
}

export function toPage<Row extends { id: string }, Item>(
  rows: Row[],
  limit: number,
  view: (row: Row) => Item,
): Page<Item> {
  const kept = rows.slice(0, limit);
  return {
    items: kept.map(view),
    nextCursor: rows.length > limit ? (kept[kept.length - 1]?.id ?? null) : null,
  };
}

export const idParameter = z.uuid();

export function isoOrNull(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
