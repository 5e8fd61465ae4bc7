/**
 * A DataLoader's batch in which one bad row does not fail the others: when the statement for all of them fails, each is tried by
 * itself.
 */
export async function loadEach<Key, Value>(
  keys: readonly Key[],
  load: (keys: readonly Key[]) => Promise<Value[]>,
): Promise<(Value | Error)[]> {
  try {
    return await load(keys);
  } catch (error) {
    if (keys.length === 1) throw error;
    const settled = await Promise.allSettled(keys.map((key) => load([key])));
    return settled.map((result) =>
      result.status === 'fulfilled' ? (result.value[0] as Value) : toError(result.reason),
    );
  }
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
