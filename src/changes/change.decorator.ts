import { SetMetadata } from '@nestjs/common';

export const CHANGES_NOTHING = 'wirewatch:changes-nothing';
export const KEEPS_OWN_LEDGER = 'wirewatch:keeps-own-ledger';
export const VOLATILE = 'wirewatch:volatile';

/** A POST that only reads, because what it asks is too long for an address: it is not in the audit log, and takes no Idempotency-Key. */
export const ChangesNothing = () => SetMetadata(CHANGES_NOTHING, true);

/** What machines report by the thousand (bounces, hubs' pushes) is on record where it belongs, and not in the audit log. */
export const KeepsOwnLedger = () => SetMetadata(KEEPS_OWN_LEDGER, true);

/**
 * Fields of a controller's view that change without anybody's doing. They do not count for its entity tag, so that it says only
 * whether somebody has changed the thing; and since it does not say whether these are the same, a GET is never answered "not modified".
 */
export const Volatile = (...fields: string[]) => SetMetadata(VOLATILE, new Set(fields));
