import { createAddressGuard } from '../fetch/address-guard.js';

const privateNames = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|test|invalid|home\.arpa)$/;

/**
 * Whether hubs on the internet can call us at this address: not at localhost, a private address or a name of the local network,
 * unless `allowNetworks` (CIDRs) names it. Decided without asking a name server: a public name that leads nowhere costs no more
 * than a hub that gives up.
 */
export function isReachableCallback(publicUrl: string, allowNetworks: readonly string[]): boolean {
  if (!URL.canParse(publicUrl)) return false;
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  const guard = createAddressGuard({ allowNetworks: [...allowNetworks], allowOrigins: [] });
  const name = hostname.replace(/\.$/, '');
  if (name === 'localhost') return guard.refusal('127.0.0.1') === undefined;
  if (name.startsWith('[') || /^[\d.]+$/.test(name)) return guard.refusal(name) === undefined;
  return name.includes('.') && !privateNames.test(name);
}
