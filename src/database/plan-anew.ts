import { Prisma } from './generated/client.js';

/** SQL for a column of a transaction's first statement: those after it are planned for what they are run with, a few ids or hundreds. */
export const planAnew = Prisma.sql`set_config('plan_cache_mode', 'force_custom_plan', true)`;
