import { isReachableCallback } from './reachable-callback.js';

describe('isReachableCallback', () => {
  it.each<[string, string[], boolean]>([
    ['https://desk.example.org', [], true],
    ['http://desk.example.org:8080/wirewatch', [], true],
    ['https://93.184.216.34', [], true],
    ['https://[2606:2800:220:1::1]:3000', [], true],
    ['http://localhost:3000', [], false],
    ['http://LOCALHOST.:3000', [], false],
    ['http://desk.localhost', [], false],
    ['http://127.0.0.1:3000', [], false],
    ['http://2130706433', [], false],
    ['http://[::1]:3000', [], false],
    ['http://192.168.1.10', [], false],
    ['http://10.0.0.1', [], false],
    ['http://[fd00::1]', [], false],
    ['http://desk.local', [], false],
    ['http://desk.corp', [], false],
    ['http://router.home.arpa', [], false],
    ['http://desk', [], false],
    ['ftp://desk.example.org', [], false],
    ['desk.example.org', [], false],
    ['http://localhost:3000', ['127.0.0.0/8'], true],
    ['http://127.0.0.1:3000', ['127.0.0.0/8'], true],
    ['http://10.1.2.3', ['127.0.0.0/8'], false],
    ['http://10.1.2.3', ['10.0.0.0/8'], true],
  ])('for %s, with %j allowed: %s', (url, networks, expected) => {
    expect(isReachableCallback(url, networks)).toBe(expected);
  });
});
