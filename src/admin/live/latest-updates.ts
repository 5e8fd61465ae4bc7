import type { LiveUpdate } from './live-update.store.js';

/** Of several updates of one subject the last, where it stands: whoever has read all before it has missed nothing of the subject. */
export function latestUpdates(updates: readonly LiveUpdate[]): LiveUpdate[] {
  const last = new Map(updates.map((update) => [`${update.kind} ${update.subjectId}`, update]));
  return updates.filter((update) => last.get(`${update.kind} ${update.subjectId}`) === update);
}
