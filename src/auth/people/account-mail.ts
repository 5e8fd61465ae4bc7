/** Injection token of {@link AccountMail}. */
export const ACCOUNT_MAIL = Symbol('account mail');

export interface AccountMailMessage {
  to: string;
  subject: string;
  text: string;
}

/** No `detail` holds a secret, nor the link that was to be sent. */
export type MailOutcome =
  | { kind: 'sent' }
  /** The mail server will not take it, for good. */
  | { kind: 'rejected'; detail: string }
  /** Tried several times within some seconds. */
  | { kind: 'unreachable'; detail: string };

/** How mail about accounts gets out; delivery provides it. */
export interface AccountMail {
  /** False where no mail server is set up: then nobody but an admin can hand a link on. */
  readonly isSetUp: boolean;
  send(message: AccountMailMessage): Promise<MailOutcome>;
}
