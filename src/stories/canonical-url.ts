import { asksForAmp, fromAmp } from './from-amp.js';
import { type LinkRules, rulesFor, tracksAnywhere } from './link-rules.js';

/** A copy in a cache of a page in AMP behind a link that counts clicks is three deep. */
const MAX_STEPS = 5;

/**
 * The address under which a story is the same story: that of the page itself where the link leads to its AMP form or through a
 * search engine, tracking parameters and the fragment removed, scheme and host in lower case, the rest as the publisher wrote it.
 * Undefined for whatever is no web address, so that no `javascript:` link gets to a reader.
 */
export function canonicalUrl(link: string): string | undefined {
  const trimmed = link.trim();
  if (!URL.canParse(trimmed)) return undefined;
  let url = new URL(trimmed);
  for (let step = 0; step < MAX_STEPS; step++) {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
    const { host, pathname } = url;
    url = simplify(url);
    if (url.host === host && url.pathname === pathname) break;
  }
  return url.href;
}

function simplify(original: URL): URL {
  const rules = rulesFor(original.hostname);
  const url = byRules(fromAmp(clickTarget(original) ?? original), rules);
  // "#!/path" is an address to the scripts of the page, not a place in it.
  if (url.hash !== '' && !url.hash.startsWith('#!')) url.hash = '';
  if (url.username !== '') url.username = '';
  if (url.password !== '') url.password = '';
  if (url.search === '') return url;
  const parameters = url.search.slice(1).split('&');
  const kept = parameters.filter((parameter) => !saysNothing(parameter.toLowerCase(), rules));
  // Only then: assigning re-encodes some characters, and a few servers tell the difference.
  if (kept.length < parameters.length) url.search = kept.join('&');
  return url;
}

function saysNothing(parameter: string, rules: readonly LinkRules[]): boolean {
  const [name = ''] = parameter.split('=', 1);
  return tracksAnywhere(name) || asksForAmp(parameter) || rules.some(({ tracking }) => tracking.has(name));
}

function byRules(url: URL, rules: readonly LinkRules[]): URL {
  const steps = rules.flatMap((site) => site.fromAmp);
  if (steps.length === 0) return url;
  const address = `${url.origin}${url.pathname}`;
  const changed = steps.reduce((current, step) => step(current), address);
  return changed !== address && URL.canParse(changed) ? new URL(`${changed}${url.search}`) : url;
}

/** Google Alerts give every story as a link through Google that counts the click. */
function clickTarget(url: URL): URL | undefined {
  if (url.pathname !== '/url' || !/^(?:www\.)?google\.[a-z.]{2,6}$/.test(url.hostname)) return undefined;
  const target = url.searchParams.get('url') ?? url.searchParams.get('q');
  return target !== null && /^https?:\/\//i.test(target) && URL.canParse(target) ? new URL(target) : undefined;
}
