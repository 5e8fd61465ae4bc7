const PAUSE_MS = 25;

/**
 * Waits until `read` gives something, for at most `timeoutMs`; then fails with what it was waiting for.
 * For states that a test cannot be told of: rows of a database, a process's output.
 */
export async function eventually<Value>(
  what: string,
  read: () => Promise<Value | undefined | null | false>,
  timeoutMs = 20_000,
): Promise<Value> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (value !== undefined && value !== null && value !== false) return value;
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
