import { isBeyond, parseEventId, toEventId } from './live-position.js';

const at = (transactionId: bigint, number: bigint) => ({ transactionId, number });

describe('the id of a live update', () => {
  it.each([
    [at(0n, 0n), 0],
    [at(731n, 12_345n), 1_795_000_000_000],
    [at(2n ** 63n - 1n, 2n ** 63n - 1n), 8_640_000_000_000],
  ])('is read as what it was written from: %o', (position, issuedMs) => {
    const issuedAt = new Date(issuedMs);
    expect(parseEventId(toEventId({ position, issuedAt }))).toEqual({ position, issuedAt });
  });

  const written = (text: string) => Buffer.from(text).toString('base64url');
  it.each([
    ['nothing', ''],
    ['words', 'not an id'],
    ['a part too few', written('1.2')],
    ['a minus', written('-1.2.3')],
    ['more than a bigint holds', written('9223372036854775808.1.1')],
    ['a blank before', written(' 1.2.3')],
    ['a line after', written('1.2.3\n')],
  ])('is not %s', (_, id) => {
    expect(parseEventId(id)).toBeUndefined();
  });

  it.each([
    [at(2n, 1n), at(1n, 9n), true],
    [at(1n, 2n), at(1n, 1n), true],
    [at(1n, 1n), at(1n, 1n), false],
    [at(1n, 9n), at(2n, 1n), false],
  ])('of %o stands beyond %o: %s', (one, other, expected) => {
    expect(isBeyond(one, other)).toBe(expected);
  });
});
