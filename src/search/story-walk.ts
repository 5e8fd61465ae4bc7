/** What one step of a walk gave: rows, newest first, and the id that the next step begins before; null at the end of all. */
export interface WalkStep<Row> {
  rows: Row[];
  next: string | null;
}

/** `wanted` is how many rows are still of use. */
export type TakeStep<Row> = (before: string | undefined, wanted: number) => Promise<WalkStep<Row>>;

export interface Walked<Row> {
  rows: Row[];
  /** Where the walk goes on; null where nothing is left. */
  next: string | null;
}

/** How much one request may look for: a search that finds next to nothing ends with what it has, and where to go on. */
export interface WalkLimits {
  steps: number;
  ms: number;
}

/** Steps from the newest story on until as many rows are there as are wanted, the stories are at their end, or the limits are reached. */
export async function walk<Row extends { id: string }>(
  takeStep: TakeStep<Row>,
  {
    before,
    wanted,
    limits,
    now,
  }: { before: string | undefined; wanted: number; limits: WalkLimits; now: () => number },
): Promise<Walked<Row>> {
  const rows: Row[] = [];
  const endsAt = now() + limits.ms;
  let at: string | null | undefined = before;
  for (let step = 0; step < limits.steps && (step === 0 || now() < endsAt); step++) {
    const taken = await takeStep(at ?? undefined, wanted - rows.length);
    rows.push(...taken.rows);
    at = taken.next;
    if (at === null) break;
    if (rows.length >= wanted) break;
  }
  const last = rows[wanted - 1];
  if (last && (rows.length > wanted || at !== null)) return { rows: rows.slice(0, wanted), next: last.id };
  return { rows, next: at ?? null };
}
