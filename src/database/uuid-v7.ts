import { Prisma } from './generated/client.js';

/** SQL for a new id in the order of creation, as `uuid`'s v7 makes them: for rows that one statement makes many of. RFC 9562 §5.7 */
export function uuidV7(at: Date): Prisma.Sql {
  return Prisma.sql`encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send(${at.getTime()}::bigint) FROM 3) FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid`;
}
