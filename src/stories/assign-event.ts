/** How long after its first story an event still takes in others: an agency's copy is picked up within days, an anniversary is news again. */
export const EVENT_WINDOW_MS = 72 * 60 * 60_000;

export interface EventNeighbour {
  eventId: string;
  fingerprint: string;
  firstSeenAt: Date;
}

export type EventAssignment = { kind: 'join'; eventId: string } | { kind: 'new' };

/** The event that a story belongs to: the latest one told in the same words within the window, or one of its own. */
export function assignEvent(
  story: { fingerprint: string; fetchedAt: Date },
  neighbours: readonly EventNeighbour[],
): EventAssignment {
  const joinable = neighbours.filter(
    ({ fingerprint, firstSeenAt }) =>
      fingerprint === story.fingerprint && story.fetchedAt.getTime() - firstSeenAt.getTime() <= EVENT_WINDOW_MS,
  );
  const latest = joinable.sort((a, b) => b.firstSeenAt.getTime() - a.firstSeenAt.getTime())[0];
  return latest ? { kind: 'join', eventId: latest.eventId } : { kind: 'new' };
}
