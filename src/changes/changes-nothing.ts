import { SetMetadata } from '@nestjs/common';

export const CHANGES_NOTHING = 'wirewatch:changes-nothing';

/** A POST that only reads, because what it asks is too long for an address: it is not in the audit log, and takes no Idempotency-Key. */
export const ChangesNothing = () => SetMetadata(CHANGES_NOTHING, true);
