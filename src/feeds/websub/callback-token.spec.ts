import { createCallbackTokens } from './callback-token.js';

const FEED = '01900000-0000-7000-8000-000000000001';
const tokens = createCallbackTokens('a key of the desk');

describe('callback tokens', () => {
  it('are known again for their own feed only', () => {
    expect(tokens.matches(FEED, tokens.tokenFor(FEED))).toBe(true);
    expect(tokens.matches(FEED.replace('1', '2'), tokens.tokenFor(FEED))).toBe(false);
    expect(tokens.matches(FEED, '')).toBe(false);
  });

  it.each([
    ['is given', createCallbackTokens('a new key', 'a key of the desk'), true],
    ['is taken away', createCallbackTokens('a new key'), false],
  ])('of the key before are known while that %s', (_, rotated, isKnown) => {
    expect(rotated.matches(FEED, tokens.tokenFor(FEED))).toBe(isKnown);
    expect(rotated.tokenFor(FEED)).toBe(createCallbackTokens('a new key').tokenFor(FEED));
  });
});
