import { lookup as resolve, type LookupAddress, type LookupOptions } from 'node:dns';
import { type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, buildConnector } from 'undici';

/** Decides which network addresses this process may connect to on behalf of a URL that somebody else chose. */
export interface AddressGuard {
  /** Why the address is refused, in words; undefined when it may be connected to. */
  refusal(address: string): string | undefined;
  /** Scheme, host and port exactly as named in the options: such a server is ours, wherever it listens. */
  allowsOrigin(origin: string): boolean;
}

export const BLOCKED_ADDRESS = 'ERR_BLOCKED_ADDRESS';

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

// Azure's host agent answers on a public-looking address that only virtual machines can reach.
const cloudHostAgents = [ipaddr.parseCIDR('168.63.129.16/32')];
const nat64 = ipaddr.parseCIDR('64:ff9b::/96');
// Only 2000::/3 is handed out for hosts: https://www.iana.org/assignments/ipv6-address-space
const globalUnicast = ipaddr.parseCIDR('2000::/3');

/**
 * @param options.allowNetworks CIDRs, such as `10.20.0.0/16`, that may be reached though private; throws on one that is none.
 * @param options.allowOrigins origins, such as `http://127.0.0.1:3000`; throws on one that is none.
 */
export function createAddressGuard(options: { allowNetworks: string[]; allowOrigins: string[] }): AddressGuard {
  const allowed = options.allowNetworks.map((network) => parseNetwork(network.trim()));
  const origins = new Set(options.allowOrigins.map((origin) => new URL(origin).origin));
  return {
    allowsOrigin: (origin) => origins.has(origin),
    refusal(text) {
      const written = parseAddress(text);
      if (!written) return 'not an IP address';
      const address = embeddedV4(written) ?? written;
      if (isIn(address, allowed) || isIn(written, allowed)) return undefined;
      if (isIn(address, cloudHostAgents)) return 'a cloud host agent address';
      const range = address.range();
      if (range !== 'unicast') return `a ${inWords(range)} address`;
      if (address.kind() === 'ipv6' && !isIn(address, [globalUnicast])) return 'a reserved address';
      return undefined;
    },
  };
}

/**
 * An HTTP agent that asks the guard at connect time, for each address that a name resolves to: a check before the request
 * would be undone by a second, different DNS answer. A refused connection fails with code {@link BLOCKED_ADDRESS}.
 */
export function createGuardedAgent(guard: AddressGuard, options: { connectTimeoutMs: number }): Agent {
  const open = buildConnector({ timeout: options.connectTimeoutMs });
  const guarded = buildConnector({ timeout: options.connectTimeoutMs, lookup: guardedLookup(guard) });
  return new Agent({
    // Feeds are read minutes apart: idle sockets would only pile up.
    keepAliveTimeout: 1_000,
    keepAliveMaxTimeout: 5_000,
    connect(target, done) {
      const port = target.port ? `:${target.port}` : '';
      if (guard.allowsOrigin(new URL(`${target.protocol}//${target.host ?? target.hostname + port}`).origin)) {
        return open(target, done);
      }
      // The socket never asks the resolver about an address written out in the URL.
      const literal = parseAddress(target.hostname);
      const refusal = literal && guard.refusal(target.hostname);
      if (refusal) return done(blocked(target.hostname, refusal), null);
      guarded(target, done);
    },
  });
}

function guardedLookup(guard: AddressGuard): LookupFunction {
  return (hostname, options: LookupOptions, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return done(error, '', 0);
      const usable = addresses.filter(({ address }) => guard.refusal(address) === undefined);
      const first = usable[0];
      if (!first) {
        const refused = addresses[0]?.address ?? '';
        return done(blocked(hostname, guard.refusal(refused) ?? 'not resolvable'), '', 0);
      }
      if (options.all) return done(null, usable);
      done(null, first.address, first.family);
    });
  };
}

function blocked(host: string, refusal: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${host} is ${refusal}`), { code: BLOCKED_ADDRESS });
}

function parseNetwork(text: string): Range {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const bare = text.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(bare) ? ipaddr.parse(bare) : undefined;
}

/** An IPv4 address in IPv6 clothes reaches the IPv4 host: mapped (::ffff:0:0/96) and NAT64 (RFC 6052, as DNS64 hands out). */
function embeddedV4(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | undefined {
  if (!(address instanceof ipaddr.IPv6)) return undefined;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  return isIn(address, [nat64]) ? new ipaddr.IPv4(address.toByteArray().slice(12)) : undefined;
}

function isIn(address: ipaddr.IPv4 | ipaddr.IPv6, ranges: Range[]): boolean {
  return ranges.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
}

function inWords(range: string): string {
  return range.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
