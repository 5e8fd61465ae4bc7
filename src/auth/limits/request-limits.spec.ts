import { createRequestLimits, GUESSES_PER_MINUTE } from './request-limits.js';

const times = async <Value>(count: number, ask: () => Promise<Value>) => {
  let last: Value | undefined;
  for (let time = 0; time < count; time += 1) last = await ask();
  return last;
};

describe('limits of requests', () => {
  it('count by caller and by address, each on its own', async () => {
    const limits = createRequestLimits(3);
    expect(await limits.takeRequest({ caller: 'user 1' })).toEqual({
      isExceeded: false,
      limit: 3,
      remaining: 2,
      resetSeconds: 60,
    });
    expect(await times(3, () => limits.takeRequest({ caller: 'user 1' }))).toMatchObject({
      isExceeded: true,
      remaining: 0,
    });
    expect(await limits.takeRequest({ caller: 'user 2' })).toMatchObject({ isExceeded: false });
    expect(await limits.takeRequest({ ip: '192.0.2.1' })).toMatchObject({ isExceeded: false });
    await times(3, () => limits.takeRequest({ ip: '2001:db8::1' }));
    expect(await limits.takeRequest({ ip: '2001:db8::2' })).toMatchObject({ isExceeded: true });
  });

  it('look nobody up for an address that sent too many wrong keys', async () => {
    const limits = createRequestLimits(3);
    await times(2, () => limits.takeUnknown('192.0.2.1'));
    expect(await limits.hasSpentUnknown('192.0.2.1')).toBeUndefined();
    await limits.takeUnknown('192.0.2.1');
    expect(await limits.hasSpentUnknown('192.0.2.1')).toMatchObject({ isExceeded: true });
    expect(await limits.hasSpentUnknown('192.0.2.2')).toBeUndefined();
  });

  it('give a guess back that was none', async () => {
    const limits = createRequestLimits(3);
    const guess = () => limits.takeGuess('192.0.2.1');
    await times(GUESSES_PER_MINUTE, guess);
    await limits.giveBackGuess('192.0.2.1');
    expect(await guess()).toMatchObject({ isExceeded: false });
    expect(await guess()).toMatchObject({ isExceeded: true });
  });

  it('are none at 0', async () => {
    const limits = createRequestLimits(0);
    expect(await times(100, () => limits.takeGuess('192.0.2.1'))).toBeUndefined();
    expect(await times(100, () => limits.takeRequest({ ip: '192.0.2.1' }))).toBeUndefined();
    await times(100, () => limits.takeUnknown('192.0.2.1'));
    expect(await limits.hasSpentUnknown('192.0.2.1')).toBeUndefined();
  });
});
