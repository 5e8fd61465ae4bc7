import { TidyCleaner } from 'tidy-url';

/** What is known of the addresses of one site. */
export interface LinkRules {
  /** Names of parameters that choose nothing of what a page shows. */
  tracking: ReadonlySet<string>;
  /** From the address of an AMP page, without its parameters, to that of the page itself. */
  fromAmp: ((address: string) => string)[];
}

// Names of one or two letters choose a page about as often as they track, and the list was made for shops as well.
const SHORTEST_NAME = 3;
const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;

// Beside tidy-url's: from the lists of ClearURLs and Brave, as found in feeds.
const alsoTracking =
  'dclid gbraid wbraid yclid ysclid twclid ttclid msclkid igshid igsh rb_clickid s_cid wickedid srsltid ito smid sr_share at_medium at_campaign at_custom1 at_custom2 at_custom3 at_custom4 at_link_id at_link_type at_link_origin at_format at_ptr_name at_bbc_team xtor ocid _openstat feedid fb_action_ids fb_action_types fb_ref fb_source action_object_map action_type_map'.split(
    ' ',
  );
const trackingPrefixes = /^(utm_|pk_|piwik_|mtm_|matomo_|hsa_|maf_|itm_|__twitter)/;

// Read once, when the program starts. https://github.com/DrKain/tidy-url keeps the list.
const { trackingAnywhere, sites } = compile();

/** Whether a parameter of this name, in lower case, tracks wherever it stands. */
export function tracksAnywhere(name: string): boolean {
  return trackingAnywhere.has(name) || trackingPrefixes.test(name);
}

/** The rules for a host, of its own and of the domains above it. */
export function rulesFor(host: string): LinkRules[] {
  const found: LinkRules[] = [];
  for (let domain = host; domain.includes('.'); domain = domain.slice(domain.indexOf('.') + 1)) {
    const rules = sites.get(domain);
    if (rules) found.push(rules);
  }
  return found;
}

function compile() {
  const trackingAnywhere = new Set(alsoTracking);
  const sites = new Map<string, LinkRules>();
  for (const { name, rules, amp, replace } of new TidyCleaner().expandedRules) {
    if (name === 'Global') for (const parameter of rules) trackingAnywhere.add(parameter.toLowerCase());
    // The list's own patterns match more than they say: "office.com" is in "postoffice.com". Its names are domains.
    if (!DOMAIN.test(name)) continue;
    const former = sites.get(name);
    const fromAmp = replace
      .filter((pattern) => /amp/.test(pattern.source))
      .map((pattern) => (address: string) => address.replace(pattern, ''));
    const { text, with: replacement = '' } = amp?.replace ?? {};
    if (text) fromAmp.push((address) => address.replace(text, replacement));
    const ending = amp?.sliceTrailing;
    if (ending) fromAmp.push((address) => (address.endsWith(ending) ? address.slice(0, -ending.length) : address));
    sites.set(name, {
      tracking: new Set([
        ...(former?.tracking ?? []),
        ...rules.filter((parameter) => parameter.length >= SHORTEST_NAME).map((parameter) => parameter.toLowerCase()),
      ]),
      fromAmp: [...(former?.fromAmp ?? []), ...fromAmp],
    });
  }
  return { trackingAnywhere, sites };
}
