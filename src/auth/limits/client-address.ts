import ipaddr from 'ipaddr.js';

const IPV6_NETWORK_PARTS = 4;

/** What stands for one client in a limit: an IPv4 address, or the /64 of an IPv6 one, in which a client has addresses without end. */
export function clientAddress(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') return address.toString();
  return `${(address as ipaddr.IPv6).parts
    .slice(0, IPV6_NETWORK_PARTS)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
