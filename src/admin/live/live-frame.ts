/** What is written of one event. Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export function eventFrame(event: { id: string; name: string; data: unknown }): Buffer {
  // JSON has no line breaks outside its escapes.
  return Buffer.from(`id: ${event.id}\nevent: ${event.name}\ndata: ${JSON.stringify(event.data)}\n\n`);
}

/** How long a client is to wait before it connects again. */
export function retryFrame(retryMs: number): string {
  return `retry: ${retryMs}\n\n`;
}

/** A comment keeps the connection open; an id without data is remembered, and no event: whoever filters resumes from here. */
export function heartbeatFrame(id: string): string {
  return `:\nid: ${id}\n\n`;
}
