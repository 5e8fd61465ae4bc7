import { type Find, type Percolation, type TopicFailure } from './percolation.js';

/**
 * Percolations as they go from one thread to another. Objects are copied one by one on that way, which costs more than matching:
 * numbers go in one array, and each topic's slug once.
 */
export interface PackedPercolations {
  topics: string[];
  /** For each story the count of its finds; for each find its topic's place in `topics`, its number, the count of its spans; for each span field (0 title), start, end. */
  numbers: Int32Array<ArrayBuffer>;
  /** By story, for those that have any. */
  errors: [story: number, errors: TopicFailure[]][];
}

export function packPercolations(percolations: readonly Percolation[]): PackedPercolations {
  const places = new Map<string, number>();
  const numbers: number[] = [];
  const errors: PackedPercolations['errors'] = [];
  percolations.forEach((percolation, story) => {
    numbers.push(percolation.finds.length);
    for (const { topic, number, spans } of percolation.finds) {
      const place = places.get(topic) ?? places.size;
      places.set(topic, place);
      numbers.push(place, number, spans.length);
      for (const { field, start, end } of spans) numbers.push(field === 'title' ? 0 : 1, start, end);
    }
    if (percolation.errors.length > 0) errors.push([story, percolation.errors]);
  });
  return { topics: [...places.keys()], numbers: Int32Array.from(numbers), errors };
}

export function unpackPercolations({ topics, numbers, errors }: PackedPercolations): Percolation[] {
  const percolations: Percolation[] = [];
  let at = 0;
  while (at < numbers.length) {
    const finds: Find[] = [];
    for (let left = numbers[at++]!; left > 0; left--) {
      const topic = topics[numbers[at]!]!;
      const number = numbers[at + 1]!;
      const end = at + 3 + numbers[at + 2]! * 3;
      const spans: Find['spans'] = [];
      for (at += 3; at < end; at += 3) {
        spans.push({ field: numbers[at] === 0 ? 'title' : 'text', start: numbers[at + 1]!, end: numbers[at + 2]! });
      }
      finds.push({ topic, number, spans });
    }
    percolations.push({ finds, errors: [] });
  }
  for (const [story, failures] of errors) percolations[story]?.errors.push(...failures);
  return percolations;
}
