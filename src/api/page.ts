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

/** For lists by time of creation: from this moment on, and before that one. */
export const rangeQuery = {
  from: z.iso.datetime({ offset: true }).optional().describe('Made then, or later'),
  to: z.iso.datetime({ offset: true }).optional().describe('Made before'),
};

/**
 * By one of the fields, ascending, or descending with a minus before it; equal ones by id. The fields are never null, and hold text,
 * unless their name ends in At (a time) or in Count, Ms or score (a number).
 */
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
  const [, value, id] = readCursor(cursor, sort, field);
  // The first bound is in the others as well; it is what an index can begin at.
  const where = {
    [field]: { [`${beyond}e`]: value },
    OR: [{ [field]: { [beyond]: value } }, { [field]: value, id: { [beyond]: id } }],
  };
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

/** A page and, where it was asked for, the count of all that the same filter lets through. */
export async function readPage<Row extends { id: string }, Item>(
  { total, ...page }: PageQuery & { total: boolean },
  read: { rows: (page: PageQuery) => Promise<Row[]>; count: () => Promise<number> },
  view: (row: Row) => Item,
): Promise<Page<Item>> {
  const [rows, count] = await Promise.all([read.rows(page), total ? read.count() : undefined]);
  return toPage(rows, page, view, count);
}

/** Ids are made with the rows: a range of times is a range of the primary key, give or take clocks that differ. */
const CLOCK_SLACK_MS = 60_000;

/** The part of a Prisma filter that {@link rangeQuery} asks for, of rows with `createdAt`. */
export function createdWithin({ from, to }: { from?: string | undefined; to?: string | undefined }) {
  const since = from === undefined ? undefined : new Date(from);
  const until = to === undefined ? undefined : new Date(to);
  if (!since && !until) return {};
  return {
    createdAt: { ...(since && { gte: since }), ...(until && { lt: until }) },
    id: {
      ...(since && { gte: earliestId(since.getTime() - CLOCK_SLACK_MS) }),
      ...(until && { lt: earliestId(until.getTime() + CLOCK_SLACK_MS) }),
    },
  };
}

/** No UUIDv7 of this moment (milliseconds since 1970) or a later one comes before it. */
export function earliestId(at: number): string {
  const hex = Math.max(0, at).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`;
}

/** For a Prisma filter: the text somewhere in the field, whatever its case; what LIKE has signs of its own for stands for itself. */
export function containing(text: string) {
  return { contains: text.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const };
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
  return Buffer.from(JSON.stringify([sort, value, row.id])).toString('base64url');
}

/** What the database would refuse as a value of the field is refused here: the cursor comes from outside. */
function valueSchema(field: string) {
  if (field.endsWith('At')) return z.iso.datetime();
  return /(Count|Ms|score)$/i.test(field) ? z.number() : z.string();
}

function readCursor(cursor: string, sort: string, field: string): [string, string | number, string] {
  try {
    const schema = z.tuple([z.literal(sort), valueSchema(field), z.uuid()]);
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
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
