import { z } from 'zod';
import { localeSchema, timeZoneSchema } from '../locale.js';

/** The columns of the file, as it is exported; each may go by other names when it is read. */
export const COLUMNS = [
  'name',
  'kind',
  'locale',
  'time_zone',
  'email',
  'subscription',
  'topics',
  'cadence',
  'digest_time',
  'digest_weekday',
  'quiet_from',
  'quiet_until',
] as const;
export type Column = (typeof COLUMNS)[number];

const aliases: Record<string, Column> = {
  full_name: 'name',
  person: 'name',
  type: 'kind',
  language: 'locale',
  lang: 'locale',
  timezone: 'time_zone',
  tz: 'time_zone',
  zone: 'time_zone',
  e_mail: 'email',
  email_address: 'email',
  e_mail_address: 'email',
  mail: 'email',
  address: 'email',
  subscription_name: 'subscription',
  topic: 'topics',
  topic_slugs: 'topics',
  frequency: 'cadence',
  rhythm: 'cadence',
  digest: 'digest_time',
  digest_at: 'digest_time',
  weekday: 'digest_weekday',
  digest_day: 'digest_weekday',
  quiet_to: 'quiet_until',
};

/** Undefined where a heading names no column. */
export function toColumn(heading: string): Column | undefined {
  const name = heading
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return COLUMNS.find((column) => column === name) ?? aliases[name];
}

/** An empty cell is as if its column were not there. */
const cell = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 07:30');
const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z
    .string()
    .toLowerCase()
    .pipe(z.enum(values, `must be one of ${values.join(', ')}`));

const rowSchema = z
  .object({
    name: cell(z.string().max(200, 'is longer than 200 characters')),
    kind: cell(oneOf(['person', 'team'])),
    locale: cell(localeSchema),
    time_zone: cell(timeZoneSchema),
    email: z.string('is missing').min(1, 'is missing').max(320, 'is longer than an email address can be'),
    subscription: cell(z.string().max(200, 'is longer than 200 characters')),
    topics: cell(z.string().transform((slugs) => [...new Set(slugs.split(/[\s;,]+/).filter(Boolean))])),
    cadence: cell(oneOf(['immediate', 'hourly', 'daily', 'weekly'])),
    digest_time: cell(time),
    digest_weekday: cell(
      z.coerce
        .number('must be 1 (Monday) to 7')
        .pipe(z.int('must be 1 (Monday) to 7').min(1, 'must be 1 (Monday) to 7').max(7, 'must be 1 (Monday) to 7')),
    ),
    quiet_from: cell(time),
    quiet_until: cell(time),
  })
  .refine((row) => (row.quiet_from === undefined) === (row.quiet_until === undefined), {
    path: ['quiet_until'],
    message: 'quiet hours need both times',
  })
  .refine((row) => row.quiet_from === undefined || row.quiet_from !== row.quiet_until, {
    path: ['quiet_until'],
    message: 'quiet hours must end at another time than they begin',
  });

export type SubscriberRow = z.infer<typeof rowSchema>;

export interface CellError {
  column: string;
  message: string;
}

export function readSubscriberRow(
  cells: Partial<Record<Column, string>>,
): { ok: true; row: SubscriberRow } | { ok: false; errors: CellError[] } {
  const parsed = rowSchema.safeParse(cells);
  if (parsed.success) return { ok: true, row: parsed.data };
  return {
    ok: false,
    errors: parsed.error.issues.map(({ path, message }) => ({ column: String(path[0] ?? ''), message })),
  };
}
