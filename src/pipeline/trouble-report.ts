/** How long troubles are gathered before they are told: an outage of the network hits every feed within seconds. */
export const GATHER_MS = 10_000;
/** More than this at once are counted, not listed. */
const LISTED = 3;

export interface Trouble {
  feed: string;
  /** In words, with the host. */
  message: string;
}

/** What the log says of feeds that began to fail in the same moment: a line each for a few, one line for many. */
export function describeTroubles(troubles: readonly Trouble[]): string[] {
  if (troubles.length <= LISTED) {
    return troubles.map(({ feed, message }) => `${feed}: ${message}; trying again later`);
  }
  const names = troubles.slice(0, LISTED).map(({ feed }) => feed);
  const first = troubles[0]?.message ?? '';
  return [
    `${troubles.length} feeds cannot be read, among them ${names.join(', ')} (${first}); trying again later, the list of feeds tells of each`,
  ];
}
