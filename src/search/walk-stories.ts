import { type StoryFilter } from './story-query.js';
import { type Candidate, type Step, type StepRequest } from './story-step.store.js';
import { idRange, type StorySource } from './story-source.store.js';
import { type TakeStep } from './story-walk.js';
import { windowBefore, timeOf } from './time-window.js';
import { allOf, anyOf, lexeme, printTsQuery, type Requirement } from './ts-query.js';
import { type CompiledSearch, type Found } from './compiled-search.js';

/** A first step looks at so many stories for each that is wanted, and the next at four times as many. */
const LOOK_PER_WANTED = 8;
const GROWTH = 4;
const MOST_LOOKED = 20_000;
/** What one step may give to the matcher. */
const MOST_CANDIDATES = 200;
const LEAST_CANDIDATES = 20;
/** Index hits that one step sorts. */
const MOST_HITS = 5_000;
/** A window without enough in it is followed by one as many times as long. */
const WINDOW_GROWTH = 8;
/** Ids of other replicas' clocks. */
const CLOCK_SKEW_MS = 10 * 60_000;

export interface Scope {
  source: StorySource;
  filter: StoryFilter & { topicId?: string };
}

type Take<Row> = (request: StepRequest) => Promise<Step<Row>>;

/** Steps over a source, where all that the filter lets through is of use. */
export function stepsOver<Row>(take: Take<Row>, scope: Scope, isFiltered: boolean): TakeStep<Row> {
  const range = idRange(scope.filter);
  let look = 0;
  return async (before, wanted) => {
    look = Math.min(MOST_LOOKED, look === 0 ? (isFiltered ? wanted * LOOK_PER_WANTED : wanted) : look * GROWTH);
    const step = await take({ ...scope, before: earlier(before, range.before), look, give: wanted });
    return { rows: step.rows, next: within(step.until, range.from) };
  };
}

export type CheckedCandidate = { id: string; found: Found[] };

/** Steps over a source, where the matcher says what is of use. */
export function checkedSteps(
  take: (request: StepRequest, tsQuery?: string) => Promise<Step<Candidate>>,
  scope: Scope,
  search: CompiledSearch,
): TakeStep<CheckedCandidate> {
  const range = idRange(scope.filter);
  const tsQuery = search.required && printTsQuery(search.required);
  let look = 0;
  let give = 0;
  return async (before, wanted) => {
    look = Math.min(MOST_LOOKED, Math.max(look * GROWTH, wanted * LOOK_PER_WANTED));
    give = candidatesFor(wanted, give);
    const step = await take({ ...scope, before: earlier(before, range.before), look, give }, tsQuery);
    return { rows: check(step.rows, search), next: within(step.until, range.from) };
  };
}

/**
 * Steps over what the index has: a window of time after the other, the latest first, since the index gives its hits in no order. A
 * frequent word has enough in a short window; a rare one has few in all.
 */
export function windowSteps(
  take: Take<Candidate>,
  filter: Scope['filter'],
  search: CompiledSearch,
  { required, firstWindowMs, now }: { required: Requirement; firstWindowMs: number; now: number },
): TakeStep<CheckedCandidate> {
  const range = idRange(filter);
  let lengthMs = firstWindowMs;
  let give = 0;
  let window: { source: StorySource & { kind: 'words' } } | undefined;
  return async (from, wanted) => {
    const before = earlier(from, range.before);
    window ??= { source: sourceOf(required, before === undefined ? now + CLOCK_SKEW_MS : timeOf(before), lengthMs) };
    const { source } = window;
    give = candidatesFor(wanted, give);
    const step = await take({ source, filter, before, look: MOST_HITS, give });
    const rows = check(step.rows, search);
    if (step.until !== null) return { rows, next: within(step.until, range.from) };
    window = undefined;
    lengthMs *= WINDOW_GROWTH;
    return { rows, next: within(source.fromId ?? null, range.from) };
  };
}

function sourceOf(required: Requirement, beforeMs: number, lengthMs: number): StorySource & { kind: 'words' } {
  const window = windowBefore(beforeMs, lengthMs);
  const whole = window ? allOf([anyOf(window.lexemes.map(lexeme)), required]) : required;
  return { kind: 'words', tsQuery: printTsQuery(whole ?? required), fromId: window?.fromId };
}

function check(candidates: readonly Candidate[], search: CompiledSearch): CheckedCandidate[] {
  return candidates.flatMap(({ id, language, ...story }) => {
    const found = search.check({ ...story, language: language ?? undefined });
    return found ? [{ id, found }] : [];
  });
}

function candidatesFor(wanted: number, before: number): number {
  return Math.min(MOST_CANDIDATES, Math.max(LEAST_CANDIDATES, before * 2, Math.ceil(wanted * 1.25)));
}

function earlier(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}

function within(next: string | null, from: string | undefined): string | null {
  return next !== null && from !== undefined && next < from ? null : next;
}
