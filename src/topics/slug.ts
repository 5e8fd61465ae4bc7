import { z } from 'zod';

/** What `@slug` in a query and a topic's address are made of. */
export const slugSchema = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters and digits, parted by single hyphens');
