import { createAddressGuard } from './address-guard.js';

const guard = createAddressGuard({ allowNetworks: [], allowOrigins: [] });

describe('addressGuard', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '168.63.129.16',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '::ffff:0:127.0.0.1',
    '64:ff9b::127.0.0.1',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    '4000::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '[::1]',
    'localhost',
    '',
  ])('refuses %s', (address) => {
    expect(guard.refusal(address)).toEqual(expect.any(String));
  });

  it.each([
    '1.1.1.1',
    '172.32.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '::ffff:1.1.1.1',
    '64:ff9b::1.1.1.1',
    '[2606:4700::1111]',
  ])('lets through %s', (address) => expect(guard.refusal(address)).toBeUndefined());

  it('lets through the networks that it is told to, and no others', () => {
    const opened = createAddressGuard({
      allowNetworks: ['10.20.0.0/16', ' fd00::/8', '192.168.1.1'],
      allowOrigins: [],
    });
    for (const address of ['10.20.1.1', '::ffff:10.20.1.1', '64:ff9b::10.20.1.1', 'fd12::1', '192.168.1.1']) {
      expect(opened.refusal(address)).toBeUndefined();
    }
    for (const address of ['10.21.0.1', 'fc00::1', '192.168.1.2', '127.0.0.1']) {
      expect(opened.refusal(address)).toEqual(expect.any(String));
    }
  });

  it('knows an origin by scheme, host and port together', () => {
    const opened = createAddressGuard({ allowNetworks: [], allowOrigins: ['http://127.0.0.1:3000/'] });
    expect(opened.allowsOrigin('http://127.0.0.1:3000')).toBe(true);
    for (const origin of [
      'http://127.0.0.1:3001',
      'https://127.0.0.1:3000',
      'http://localhost:3000',
      'http://127.0.0.1',
    ]) {
      expect(opened.allowsOrigin(origin)).toBe(false);
    }
  });

  it.each([['10.0.0.0/99'], ['example.org'], ['']])('does not start with the network %j', (network) => {
    expect(() => createAddressGuard({ allowNetworks: [network], allowOrigins: [] })).toThrow();
  });
});
