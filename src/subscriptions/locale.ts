import { z } from 'zod';

/** BCP 47, as Intl understands it. */
export const localeSchema = z
  .string()
  .max(35)
  .refine((tag) => accepts(() => Intl.getCanonicalLocales(tag)), 'not a language tag such as en or uk-UA');

/** IANA, as Intl understands it. */
export const timeZoneSchema = z
  .string()
  .max(64)
  .refine(
    (timeZone) => accepts(() => new Intl.DateTimeFormat('en', { timeZone })),
    'not a time zone such as Europe/Kyiv',
  );

/** Intl tells a wrong tag only by throwing a RangeError. */
function accepts(use: () => unknown): boolean {
  try {
    use();
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
