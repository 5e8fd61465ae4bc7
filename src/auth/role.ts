import { z } from 'zod';

export const roleSchema = z.enum(['admin', 'editor', 'viewer']).meta({ id: 'Role' });
export type Role = z.infer<typeof roleSchema>;
