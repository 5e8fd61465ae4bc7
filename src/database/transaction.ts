import type { Prisma } from './generated/client.js';

/** What a store's method takes when a step writes through several stores at once. */
export type Transaction = Prisma.TransactionClient;
