// After the lists of ClearURLs and Brave; a name here must never choose what a page shows.
const trackingNames = new Set(
  'fbclid gclid gclsrc dclid gbraid wbraid yclid ysclid twclid ttclid msclkid igshid igsh mc_cid mc_eid mkt_tok vero_id vero_conv oly_anon_id oly_enc_id _hsenc _hsmi __hstc __hssc __hsfp hsctatracking rb_clickid s_cid wickedid srsltid cmpid ito ncid smid sr_share at_medium at_campaign at_custom1 at_custom2 at_custom3 at_custom4 at_link_id at_link_type at_link_origin at_format at_ptr_name at_bbc_team xtor ocid _openstat feedid fb_action_ids fb_action_types fb_ref fb_source action_object_map action_type_map'.split(
    ' ',
  ),
);
const trackingPrefixes = /^(utm_|pk_|piwik_|mtm_|matomo_|hsa_|maf_|itm_|__twitter)/;

/**
 * The address under which a story is the same story: tracking parameters and the fragment removed, scheme and host in lower case,
 * the rest as the publisher wrote it. Undefined for whatever is no web address, so that no `javascript:` link gets to a reader.
 */
export function canonicalUrl(link: string): string | undefined {
  const trimmed = link.trim();
  if (!URL.canParse(trimmed)) return undefined;
  const url = new URL(trimmed);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  // "#!/path" is an address to the scripts of the page, not a place in it.
  if (!url.hash.startsWith('#!')) url.hash = '';
  url.username = '';
  url.password = '';
  const parameters = url.search.slice(1).split('&');
  const kept = parameters.filter((parameter) => !isTracking(parameter));
  // Only then: assigning re-encodes some characters, and a few servers tell the difference.
  if (kept.length < parameters.length) url.search = kept.join('&');
  return url.href;
}

function isTracking(parameter: string): boolean {
  const name = parameter.split('=', 1)[0]?.toLowerCase() ?? '';
  return trackingNames.has(name) || trackingPrefixes.test(name);
}
