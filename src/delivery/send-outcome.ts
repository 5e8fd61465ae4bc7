export type RetryReason =
  /** An error of our own, not the receiver's. */
  | 'internal-error'
  /** No answer within the time allowed. */
  | 'timeout'
  /** No connection, or one that broke: name server, network, TLS. */
  | 'connection'
  | 'rate-limited'
  | 'server-error'
  /** A mail server's "not now" (4xx). */
  | 'greylisted'
  /** A mail server that refuses our sign-in: wrong for every message, so no fault of this one. */
  | 'sign-in-refused'
  /** The caller's signal, other than its time-out. */
  | 'aborted';

export type RejectReason =
  /** The mail server knows no such recipient. */
  | 'bad-address'
  /** An HTTP status that trying again will not change. */
  | 'http-status'
  /** The target is no more. */
  | 'gone'
  /** The address leads into a network that we may not call into. */
  | 'blocked-address'
  /** The mail server takes the recipient, or us, but not this message. */
  | 'refused'
  /** Nothing can be sent to what the address says. */
  | 'invalid-target';

/** What came of one attempt. No `detail` holds a secret: it is stored, logged and shown. */
export type SendOutcome =
  | { kind: 'sent'; /** The receiver's name for the message, if it gave one. */ reference?: string }
  | RetryOutcome
  | { kind: 'rejected'; reason: RejectReason; detail: string; disableTarget?: boolean };

export interface RetryOutcome {
  kind: 'retry';
  reason: RetryReason;
  detail: string;
  /** How long the receiver asks us to wait at least. */
  afterMs?: number;
}
