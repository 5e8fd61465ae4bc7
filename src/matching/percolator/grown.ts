/** What growing arrays begin with: few, so that whatever goes wrong when they grow shows in the first test and not in the first week. */
export const FIRST_SIZE = 16;

/** A copy with room for `atLeast` items, and for as many again as there were: growing costs little however often it is needed. */
export function grown<T extends Int32Array | Uint8Array>(array: T, atLeast = array.length + 1): T {
  const larger = new (array.constructor as new (length: number) => T)(Math.max(array.length * 2, atLeast));
  larger.set(array);
  return larger;
}
