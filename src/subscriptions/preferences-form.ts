import { z } from 'zod';
import { localDayAt, momentOf } from './local-time.js';
import { localeSchema, timeZoneSchema } from './locale.js';

export interface RhythmFields {
  cadence: 'immediate' | 'hourly' | 'daily' | 'weekly';
  digestTime: string;
  digestWeekday: number;
  quietFrom: string | null;
  quietUntil: string | null;
}

export type PreferencesAction =
  | { kind: 'save'; subscriptionId: string; fields: RhythmFields }
  | { kind: 'pause'; subscriptionId: string; until: Date }
  | { kind: 'resume'; subscriptionId: string }
  | { kind: 'stop'; subscriptionId: string }
  | { kind: 'reader'; fields: { locale: string; timeZone: string } }
  | { kind: 'stop-all' };

export type PreferencesReading =
  | { ok: true; action: PreferencesAction }
  /** By the name of the field; `form` where it is none of the page's. */
  | { ok: false; subscriptionId?: string; errors: Record<string, string> };

const DAY_MS = 24 * 60 * 60_000;
const MAX_PAUSE_DAYS = 366;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time such as 07:30');
const timeOrNone = z.union([z.literal(''), time], 'Give a time such as 07:30, or leave it empty');
const subscription = z.uuid();
const formSchema = z.discriminatedUnion('action', [
  z
    .object({
      action: z.literal('save'),
      subscription,
      cadence: z.enum(['immediate', 'hourly', 'daily', 'weekly'], 'Choose one of these'),
      digestTime: time,
      digestWeekday: z.coerce.number('Choose a day').int('Choose a day').min(1, 'Choose a day').max(7, 'Choose a day'),
      quietFrom: timeOrNone,
      quietUntil: timeOrNone,
    })
    .refine(({ quietFrom, quietUntil }) => (quietFrom === '') === (quietUntil === ''), {
      path: ['quietUntil'],
      message: 'Give both times, or neither',
    })
    .refine(({ quietFrom, quietUntil }) => quietFrom === '' || quietFrom !== quietUntil, {
      path: ['quietUntil'],
      message: 'Quiet hours must end at another time than they begin',
    }),
  z.object({ action: z.literal('pause'), subscription, until: z.iso.date('Give a day, such as 2030-01-31') }),
  z.object({ action: z.literal('resume'), subscription }),
  z.object({ action: z.literal('stop'), subscription }),
  z.object({
    action: z.literal('reader'),
    locale: localeSchema.refine((tag) => tag !== '', 'Choose a language'),
    timeZone: timeZoneSchema.refine((zone) => zone !== '', 'Choose a time zone'),
  }),
  z.object({ action: z.literal('stop-all') }),
]);

/** Pure. What a form of the page asks for; a pause ends when the reader's clock first shows the given day. */
export function readPreferencesForm(body: unknown, timeZone: string, now: Date): PreferencesReading {
  const parsed = formSchema.safeParse(body);
  if (!parsed.success) return refuse(body, errorsOf(parsed.error));
  const form = parsed.data;
  switch (form.action) {
    case 'save': {
      const { action: kind, subscription: subscriptionId, quietFrom, quietUntil, ...same } = form;
      const fields = { ...same, quietFrom: quietFrom || null, quietUntil: quietUntil || null };
      return { ok: true, action: { kind, subscriptionId, fields } };
    }
    case 'pause': {
      const day = Date.parse(form.until) / DAY_MS;
      const ahead = day - localDayAt(timeZone, now);
      if (ahead < 1) return refuse(body, { until: 'Give a day after today' });
      if (ahead > MAX_PAUSE_DAYS) return refuse(body, { until: 'Give a day within a year' });
      return {
        ok: true,
        action: { kind: 'pause', subscriptionId: form.subscription, until: momentOf(timeZone, day, '00:00') },
      };
    }
    case 'resume':
    case 'stop':
      return { ok: true, action: { kind: form.action, subscriptionId: form.subscription } };
    case 'reader':
      return { ok: true, action: { kind: 'reader', fields: { locale: form.locale, timeZone: form.timeZone } } };
    case 'stop-all':
      return { ok: true, action: { kind: 'stop-all' } };
  }
}

function refuse(body: unknown, errors: Record<string, string>): PreferencesReading {
  const { data } = z.object({ subscription }).safeParse(body);
  return { ok: false, ...(data && { subscriptionId: data.subscription }), errors };
}

function errorsOf(error: z.ZodError): Record<string, string> {
  const known = error.issues.flatMap(({ path: [field], message }) =>
    typeof field === 'string' && field !== 'action' && field !== 'subscription' ? [[field, message] as const] : [],
  );
  // The first word on each field.
  return known.length > 0 ? Object.fromEntries(known.reverse()) : { form: 'The form did not arrive whole; try again.' };
}
