/** Where a bot's message stands: `<channel>/<ts>`, as it is kept. */
export interface SlackReference {
  channel: string;
  ts: string;
}

/** Null for what is no reference of a bot's message, such as of a target that was a webhook before. */
export function readReference(reference: string | null | undefined): SlackReference | null {
  const [, channel, ts] = /^([A-Z0-9]{2,30})\/(\d{1,20}\.\d{1,10})$/.exec(reference ?? '') ?? [];
  return channel !== undefined && ts !== undefined ? { channel, ts } : null;
}
