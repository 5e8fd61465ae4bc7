/** A place in the order of live updates: all at and before it were read. */
export interface LivePosition {
  transactionId: bigint;
  number: bigint;
}

export interface ResumePoint {
  position: LivePosition;
  /** When a client was given it: what is older than updates are kept cannot be resumed from. */
  issuedAt: Date;
}

const WRITTEN = /^(\d{1,19})\.(\d{1,19})\.(\d{1,15})$/;
const MOST = 2n ** 63n - 1n;

export function isBeyond(one: LivePosition, other: LivePosition): boolean {
  return (
    one.transactionId > other.transactionId || (one.transactionId === other.transactionId && one.number > other.number)
  );
}

/** The event id that clients send back; what it is made of is nobody's business. */
export function toEventId({ position, issuedAt }: ResumePoint): string {
  const written = `${position.transactionId}.${position.number}.${issuedAt.getTime()}`;
  return Buffer.from(written).toString('base64url');
}

/** Undefined for anything that `toEventId` does not make. */
export function parseEventId(id: string): ResumePoint | undefined {
  const [, transactionId, number, issuedAt] = WRITTEN.exec(Buffer.from(id, 'base64url').toString('latin1')) ?? [];
  if (transactionId === undefined || number === undefined || issuedAt === undefined) return undefined;
  const position = { transactionId: BigInt(transactionId), number: BigInt(number) };
  if (position.transactionId > MOST || position.number > MOST) return undefined;
  return { position, issuedAt: new Date(Number(issuedAt)) };
}
