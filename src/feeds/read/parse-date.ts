import { monthNumber } from './month-name.js';
import { zoneOffsetMinutes } from './time-zone.js';

const DAY_MS = 24 * 60 * 60_000;

const time = String.raw`(\d{1,2})(?:[:.](\d{1,2}))?(?:[:.](\d{1,2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\.?(?![a-z]))?`;
const name = String.raw`\p{L}[\p{L}\p{M}]{2,11}`;
const weekday = String.raw`(?:[\p{L}\p{M}]{2,12}\.?\s*,\s*|[\p{L}\p{M}]{2,12}\.?\s+)`;
// 2026-03-01T12:00:00.000Z, with a space for the T, without separators, without day or month
const iso = new RegExp(
  String.raw`^(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?:(?:\s*T\s*|\s+|\s*,\s*)(?:(오전|오후)\s*)?(\d{1,2}):?(\d{1,2})?(?::?(\d{1,2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\.?(?![a-z]))?)?T?\s*(.*)$`,
  'iu',
);
// 2026-060 and 2026-W09-7: ISO 8601's days of the year and of the week
const ordinal = /^(\d{4})-?(\d{3})(?:T(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?\s*(.*))?$/i;
const week = /^(\d{4})-?W(\d{2})(?:-?([1-7]))?(?:T(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?\s*(.*))?$/i;
// 26-03-01 and 260301, as ISO 8601 allowed until 2004
const shortIso = /^(\d{2})(-?)(\d{2})\2(\d{2})$/;
// Sun, 01 Mar 2026 12:00:00 +0000 (RFC 822, 850 and what is made of them)
const dayFirst = new RegExp(
  String.raw`^${weekday}?(\d{1,2})(?:st|nd|rd|th|º|\.)?[\s.-]+(?:de\s+)?(${name})\.?,?[\s-]+(?:de\s+)?(\d{4}|\d{2})(?:\s*г\.?)?(?:,?\s+(?:at\s+|в\s+)?${time})?\s*(.*)$`,
  'iu',
);
// Mar 1, 2026 12:00 pm; Sunday, March 01, 2026
const monthFirst = new RegExp(
  String.raw`^${weekday}?(${name})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:,?\s+(?:at\s+|-\s+)?${time})?\s*(.*)$`,
  'iu',
);
// 2026-Mar-01T12:00, also with the month in full
const yearFirst = new RegExp(String.raw`^(\d{4})[-\s](${name})[-\s](\d{1,2})(?:(?:\s*T|\s+)${time})?\s*(.*)$`, 'iu');
// Sun Mar  1 12:00:00 UTC 2026 (C's asctime, date(1))
const asctime = new RegExp(String.raw`^(?:${name},?\s+)?(${name})\s+(\d{1,2})\s+${time}\s*(.*?)\s+(\d{4})$`, 'iu');
// 01.03.2026 12:00; 03/01/2026; 2026/03/01
const numeric = new RegExp(
  String.raw`^${weekday}?(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})\.?(?:(?:\s*T\s*|,?\s+)${time})?\s*(.*)$`,
  'iu',
);
// 2026년 3월 1일 (일) 12:00:00, 2026年3月1日 12:00
const cjk =
  /^(\d{4})\s*[년年]\s*(\d{1,2})\s*[월月]\s*(\d{1,2})\s*[일日]\s*(?:\(.\)\s*)?(오전|오후|上午|下午|午前|午後)?\s*(?:(\d{1,2})\s*[:시时時]\s*(\d{1,2})\s*[분分]?\s*(?::?\s*(\d{1,2})\s*[초秒]?)?)?\s*(.*)$/;

// What almost all feeds have: Sun, 01 Mar 2026 12:00:00 +0000 and 2026-03-01T12:00:00.000Z. A tenth of the work of the others.
const exactRfc822 = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) ([A-Z]{1,4}|[+-]\d{4})$/;
const exactIso = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/;

interface Fields {
  year: string | undefined;
  month: string | number | undefined;
  day?: string | undefined;
  /** In place of the day, counted from the first of January. */
  dayOfYear?: number;
  hour?: string | undefined;
  minute?: string | undefined;
  second?: string | undefined;
  fraction?: string | undefined;
  halfDay?: string | undefined;
  zone?: string | undefined;
  isMonthAGuess?: boolean;
}

/**
 * A date as feeds write it: RFC 822 and 2822, ISO 8601, and the usual departures from both. Without a zone it is UTC, never
 * the zone of this machine; only what is written in Korean is in Korea's, the one zone where that is spoken. What is no date, or none that can exist, is undefined: a made-up date would be worse than none.
 *
 * @param now settles whether 03/04/2026 has the month first, as in the United States: not if that day is still to come.
 */
export function parseFeedDate(text: string, now?: Date): Date | undefined {
  let clean = text.slice(0, 300);
  if (clean.includes('<')) clean = clean.replace(/<[^>]*>/g, ' ');
  // All spaces there are, and marks of direction.
  if (/[^!#-~]/.test(clean)) clean = clean.replace(/[\s\u00a0\u200b-\u200f\u202a-\u202e"]+/g, ' ').trim();
  if (!/\d/.test(clean)) return undefined;
  if (/^\d{10}(\d{3})?$/.test(clean)) return new Date(clean.length === 10 ? Number(clean) * 1000 : Number(clean));
  const fields = readFields(clean);
  const date = fields && toDate(fields);
  if (!fields?.isMonthAGuess) return date;
  const swapped = toDate({ ...fields, month: fields.day, day: String(fields.month) });
  const isAhead = !date || (now && date.getTime() > now.getTime() + DAY_MS);
  return isAhead && swapped ? swapped : date;
}

function readFields(text: string): Fields | undefined {
  let m = exactRfc822.exec(text);
  if (m) {
    const [, day, month = '', year, hour, minute, second, zone] = m;
    return { year, month: monthNumber(month), day, hour, minute, second, zone };
  }
  m = exactIso.exec(text);
  if (m) {
    const [, year, month, day, hour, minute, second, fraction, zone] = m;
    return { year, month, day, hour, minute, second, fraction, zone };
  }
  return readNamedMonth(text) ?? readNumericMonth(text);
}

function readNamedMonth(text: string): Fields | undefined {
  let m = dayFirst.exec(text);
  if (m) return { year: m[3], month: monthNumber(m[2] ?? ''), day: m[1], ...timeOf(m, 4), zone: m[9] };
  m = yearFirst.exec(text);
  if (m) return { year: m[1], month: monthNumber(m[2] ?? ''), day: m[3], ...timeOf(m, 4), zone: m[9] };
  m = asctime.exec(text);
  if (m) return { year: m[9], month: monthNumber(m[1] ?? ''), day: m[2], ...timeOf(m, 3), zone: m[8] };
  m = monthFirst.exec(text);
  if (m) return { year: m[3], month: monthNumber(m[1] ?? ''), day: m[2], ...timeOf(m, 4), zone: m[9] };
  return undefined;
}

function readNumericMonth(text: string): Fields | undefined {
  let m = cjk.exec(text);
  if (m) {
    const halfDay = /후|下|後/.test(m[4] ?? '') ? 'pm' : m[4] && 'am';
    const zone = m[8] || (text.includes('년') ? 'kst' : '');
    return { year: m[1], month: Number(m[2]), day: m[3], hour: m[5], minute: m[6], second: m[7], halfDay, zone };
  }
  m = shortIso.exec(text);
  if (m) return { year: m[1], month: m[3], day: m[4] };
  m = numeric.exec(text);
  if (m && (m[2] !== '-' || m[1]?.length !== 4 || m[3]?.length === 1 || m[4]?.length === 1)) return numericFields(m);
  m = ordinal.exec(text);
  if (m) {
    const dayOfYear = Number(m[2]) || Number.NaN;
    return { year: m[1], month: 1, dayOfYear, hour: m[3], minute: m[4], second: m[5], zone: m[6] };
  }
  m = week.exec(text);
  if (m) {
    const dayOfYear = dayOfWeek(m);
    return { year: m[1], month: 1, dayOfYear, hour: m[4], minute: m[5], second: m[6], zone: m[7] };
  }
  m = iso.exec(text);
  if (!m) return undefined;
  const halfDay = m[4] === undefined ? m[9] : m[4] === '오후' ? 'pm' : 'am';
  const zone = m[10] || (m[4] === undefined ? '' : 'kst');
  const fields = { year: m[1], month: m[2] ?? '01', day: m[3] ?? '01', hour: m[5], minute: m[6], second: m[7] };
  return { ...fields, fraction: m[8], halfDay, zone };
}

/** Of ISO 8601's week that has the year's first Thursday; day 0 or less lies in the year before. */
function dayOfWeek(m: RegExpExecArray): number {
  const fourth = new Date(Date.UTC(Number(m[1]), 0, 4)).getUTCDay() || 7;
  return Number(m[2]) > 53 ? Number.NaN : 4 - fourth + (Number(m[2]) - 1) * 7 + Number(m[3] ?? 1);
}

function timeOf(m: RegExpExecArray, at: number) {
  return { hour: m[at], minute: m[at + 1], second: m[at + 2], fraction: m[at + 3], halfDay: m[at + 4] };
}

function numericFields(m: RegExpExecArray): Fields | undefined {
  const [, a = '', separator, b = '', c = ''] = m;
  const rest = { ...timeOf(m, 5), zone: m[10] };
  if (a.length === 4) return { year: a, month: b, day: c, ...rest };
  if (c.length !== 4) return undefined;
  return separator === '/'
    ? { year: c, month: a, day: b, ...rest, isMonthAGuess: true }
    : { year: c, month: b, day: a, ...rest };
}

function toDate(fields: Fields): Date | undefined {
  const offset = zoneOffsetMinutes(fields.zone ?? '');
  const year = fullYear(fields.year ?? '');
  const month = Number(fields.month ?? Number.NaN);
  const hour = toHour(Number(fields.hour ?? 0), fields.halfDay);
  const minute = Number(fields.minute ?? 0);
  const second = Number(fields.second ?? 0);
  const day = fields.dayOfYear ?? Number(fields.day);
  if (offset === undefined || hour === undefined) return undefined;
  // .NET's empty date is 0001-01-01.
  if (year < 100) return undefined;
  if (!(month >= 1 && month <= 12) || hour > 24 || minute > 59) return undefined;
  // 60 is a leap second, which has no place in a Date: it is the next minute's first.
  if (second > 60 || (hour === 24 && minute + second > 0)) return undefined;
  // The month's days, so that 31 February is no date and does not become 3 March.
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const isDay = fields.dayOfYear === undefined ? day >= 1 && day <= days : day > -7 && day <= 373;
  if (!isDay) return undefined;
  const ms = Number((fields.fraction ?? '0').padEnd(3, '0').slice(0, 3));
  return new Date(Date.UTC(year, month - 1, day, hour, minute - offset, second, ms));
}

function toHour(hour: number, halfDay: string | undefined): number | undefined {
  if (!halfDay || hour > 12) return hour;
  if (hour === 0) return halfDay.toLowerCase().startsWith('p') ? 12 : 0;
  return (hour % 12) + (halfDay.toLowerCase().startsWith('p') ? 12 : 0);
}

/** Two digits as RFC 2822 §4.3 has them. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}
