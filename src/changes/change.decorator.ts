import { SetMetadata } from '@nestjs/common';

export const CHANGES_NOTHING = 'wirewatch:changes-nothing';
export const KEEPS_OWN_LEDGER = 'wirewatch:keeps-own-ledger';
export const VOLATILE = 'wirewatch:volatile';

/** Always, or where this parameter of the query is `true`. */
export type ChangesNothingWhen = true | string;

/**
 * A POST that only reads, because what it asks is too long for an address, or (`when`) because it is asked to: it is not in the audit
 * log, and takes no Idempotency-Key.
 */
export const ChangesNothing = (when: ChangesNothingWhen = true) => SetMetadata(CHANGES_NOTHING, when);

/** What machines report by the thousand (bounces, hubs' pushes) is on record where it belongs, and not in the audit log. */
export const KeepsOwnLedger = () => SetMetadata(KEEPS_OWN_LEDGER, true);

/**
 * Fields of a controller's view that change without anybody's doing. They do not count for its entity tag, so that it says only
 * whether somebody has changed the thing; and since it does not say whether these are the same, a GET is never answered "not modified".
 */
export const Volatile = (...fields: string[]) => SetMetadata(VOLATILE, new Set(fields));
