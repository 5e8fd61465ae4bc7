const FALLBACK_LOCALE = 'en-GB';
const FALLBACK_ZONE = 'UTC';
const MAX_FORMATS = 200;

// Making a formatter costs far more than using it, and readers share few of them.
const formats = new Map<string, Intl.DateTimeFormat>();

/** To the minute, in the reader's language and time zone, the zone named. A locale or zone that nobody knows becomes en-GB, UTC. */
export function formatTime(time: Date, locale: string, timeZone: string): string {
  const key = `${locale} ${timeZone}`;
  let format = formats.get(key);
  if (!format) {
    if (formats.size >= MAX_FORMATS) formats.clear();
    format = createFormat(isLocale(locale) ? locale : FALLBACK_LOCALE, isTimeZone(timeZone) ? timeZone : FALLBACK_ZONE);
    formats.set(key, format);
  }
  // ICU sets a narrow no-break space before AM; some mail clients show a box for it.
  return format.format(time).replace(/\u202F/g, ' ');
}

function createFormat(locale: string, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  });
}

function isLocale(locale: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale).length > 0;
  } catch {
    // Intl reports a malformed tag only by throwing.
    return false;
  }
}

function isTimeZone(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat(FALLBACK_LOCALE, { timeZone }));
  } catch {
    // Likewise.
    return false;
  }
}
