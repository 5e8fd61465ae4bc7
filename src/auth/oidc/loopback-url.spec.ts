import { isLoopbackUrl } from './loopback-url.js';

describe('a loopback URL', () => {
  it.each<[string, boolean]>([
    ['http://127.0.0.1:3000', true],
    ['http://127.8.0.1', true],
    ['http://[::1]:3000/realm', true],
    ['http://localhost', true],
    ['http://localhost.evil.example', false],
    ['http://127.0.0.1.evil.example', false],
    ['http://10.0.0.1', false],
    ['http://id.desk.example', false],
  ])('%s: %s', (url, expected) => {
    expect(isLoopbackUrl(url)).toBe(expected);
  });
});
