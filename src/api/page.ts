import { z } from 'zod';
import { ProblemException } from './problem.exception.js';

export const MAX_PAGE = 200;

/**
 * Every list takes these, and what it adds by `extend`; a parameter that it does not know is refused, since a mistyped filter would
 * list everything. Without `sort` a list is ordered by id, newest first: ids are UUIDv7, so that is the order of creation.
 */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
  cursor: z.string().max(2_000).optional().describe('`nextCursor` of the page before, with the same filters and order'),
});

/** Counting costs more than a page: it is done where it is asked for. */
export const totalQuery = {
  total: z.stringbool().default(false).describe('Whether to count all that the filters let through'),
};

/** By one of the fields, ascending, or descending with a minus before it; equal ones by id. The fields are never null. */
export function sortQuery<const Fields extends readonly [string, ...string[]]>(fields: Fields) {
  const orders = fields.flatMap((field: Fields[number]) => [field, `-${field}`] as const);
  return { sort: z.enum(orders as [Fields[number] | `-${Fields[number]}`]).optional() };
}

export type PageQuery = z.infer<typeof pageQuery> & { sort?: string };

export interface Page<Item> {
  items: Item[];
  /** Send it as `cursor` for the next page; null on the last. */
  nextCursor: string | null;
  /** Where it was asked for. */
  total?: number;
}

export function pageOf<Item extends z.ZodType>(item: Item, id: string) {
  return z
    .object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int().optional() })
    .meta({ id });
}

/**
 * The part of a Prisma query that a page asks for: one row more than wanted tells whether there is a next page. Where the rows are
 * filtered as well, put `where` beside the filter under AND.
 */
export function pageArguments({ limit, cursor, sort }: PageQuery): PageArguments {
  const take = limit + 1;
  if (sort === undefined) {
    const where = cursor === undefined ? {} : { where: { id: { lt: readId(cursor) } } };
    return { take, orderBy: [{ id: 'desc' }], ...where };
  }
  const { field, direction, beyond } = readSort(sort);
  const orderBy = [{ [field]: direction }, { id: direction }] as PageArguments['orderBy'];
  if (cursor === undefined) return { take, orderBy };
  const [value, id] = readCursor(cursor);
  const where = { OR: [{ [field]: { [beyond]: value } }, { [field]: value, id: { [beyond]: id } }] };
  return { take, orderBy, where: where as unknown as PageArguments['where'] };
}

/** As if it were by id always: which other field it is by, only the schema of the route's query knows. */
interface PageArguments {
  take: number;
  orderBy: { id: 'asc' | 'desc' }[];
  where?: { id: { lt: string } };
}

export function toPage<Row extends { id: string }, Item>(
  rows: Row[],
  { limit, sort }: Pick<PageQuery, 'limit' | 'sort'>,
  view: (row: Row) => Item,
  total?: number,
): Page<Item> {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return {
    items: kept.map(view),
    nextCursor: last && rows.length > limit ? cursorAfter(last, sort) : null,
    ...(total === undefined ? {} : { total }),
  };
}

function readSort(sort: string) {
  const descending = sort.startsWith('-');
  return {
    field: descending ? sort.slice(1) : sort,
    direction: descending ? ('desc' as const) : ('asc' as const),
    beyond: descending ? ('lt' as const) : ('gt' as const),
  };
}

/** For a sorted list where the page ended: the value that it is sorted by, and the id. A time is an ISO string, which Prisma takes. */
function cursorAfter(row: { id: string }, sort: string | undefined): string {
  if (sort === undefined) return row.id;
  const value = (row as Record<string, unknown>)[readSort(sort).field];
  return Buffer.from(JSON.stringify([value, row.id])).toString('base64url');
}

const cursorSchema = z.tuple([z.union([z.string(), z.number(), z.boolean()]), z.uuid()]);

function readCursor(cursor: string): z.infer<typeof cursorSchema> {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw wrongCursor();
  }
}

function readId(cursor: string): string {
  const { success, data } = z.uuid().safeParse(cursor);
  if (!success) throw wrongCursor();
  return data;
}

function wrongCursor(): ProblemException {
  return new ProblemException('invalid-request', undefined, [
    { path: 'cursor', message: 'must be the nextCursor of a page with the same filters and order' },
  ]);
}

export const idParameter = z.uuid();

export function isoOrNull(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
