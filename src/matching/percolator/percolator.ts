import { setImmediate } from 'node:timers/promises';
import { FormBook } from '../compile-forms.js';
import { compileQuery, type CompiledTopic } from '../compile-query.js';
import { type EntityDefinition, type StoryText, type TopicDefinition } from '../definitions.js';
import { parseQuery } from '../parse-query.js';
import { type QueryError } from '../query-error.js';
import { type QueryNode } from '../query-node.js';
import { Lexicon } from './lexicon.js';
import { minHash } from './min-hash.js';
import { Occurrences } from './occurrences.js';
import { type Find, type PercolateOptions, type Percolation, type TopicFailure } from './percolation.js';
import { QueryEvaluator } from './query-evaluator.js';
import { StoryScanner } from './scan-story.js';
import { type FindSink, type Segment, SegmentBuilder } from './segment.js';
import { type StoryScan } from './story-scan.js';
import { countFrequencies, type FrequencyOf, guessFrequency } from './word-frequencies.js';

/** A hostile feed can invent words without end; beyond these all are forgotten, and what is still in use is learnt again. */
const MOST_WORDS = 500_000;
/** How long queries are compiled at a stretch while stories wait. */
const SLICE_MS = 5;

export interface TopicErrors {
  topic: string;
  errors: QueryError[];
}

export interface PercolatorInput {
  topics: readonly TopicDefinition[];
  entities: readonly EntityDefinition[];
  /** Stories like those to come: they tell which words are rare, which makes matching faster and changes nothing else. */
  sample?: readonly StoryText[];
}

/** A topic whose query does not parse is reported and left out; the others match on. */
export interface CompiledMatcher {
  matcher: Percolator;
  errors: TopicErrors[];
}

/**
 * Many stored queries, and stories one after the other: which match, and where. Says of each query exactly what `evaluate` says, at a
 * cost that hardly grows with their number. The queries lie in a large segment that stays as it is, and a small one that is compiled
 * again on each change, so that a change is live at once; whatever was replaced or removed is passed over.
 */
export class Percolator {
  private book: FormBook;
  private readonly entitySlugs: ReadonlySet<string>;
  private readonly frequencyOf: FrequencyOf;
  private scanner = new StoryScanner(new Lexicon());
  private readonly evaluator = new QueryEvaluator();
  private base: Segment;
  private delta: Segment | undefined;
  private occurrences: Occurrences;
  /** Those of the delta, parsed. */
  private readonly changed = new Map<number, QueryNode>();
  /** Slug and query by number, which is never given twice; nothing stands where one was replaced or removed. */
  private readonly slugs: (string | undefined)[] = [];
  private readonly queries: (string | undefined)[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly compiled = new Map<number, CompiledTopic>();
  private merging = Promise.resolve();

  constructor(
    entities: readonly EntityDefinition[],
    sample: readonly StoryText[] = [],
    private readonly mostWords = MOST_WORDS,
  ) {
    this.book = new FormBook(entities);
    this.entitySlugs = this.book.slugs;
    this.frequencyOf = sample.length > 0 ? countFrequencies(this.wordsOf(sample)) : guessFrequency;
    this.base = new SegmentBuilder(this.book, this.frequencyOf).build();
    this.occurrences = new Occurrences(0);
  }

  static compile(input: PercolatorInput): CompiledMatcher {
    const matcher = new Percolator(input.entities, input.sample);
    const errors = matcher.store(input.topics);
    const builder = new SegmentBuilder(matcher.book, matcher.frequencyOf);
    for (const [number, node] of matcher.changed) builder.add(number, node);
    matcher.swapBase(builder.build(), matcher.slugs.length);
    return { matcher, errors };
  }

  /** The same in slices, so that whatever else the process has to do goes on. */
  static async compileInSlices(input: PercolatorInput): Promise<CompiledMatcher> {
    const matcher = new Percolator(input.entities, input.sample);
    const errors: TopicErrors[] = [];
    let restedAt = performance.now();
    for (const topic of input.topics) {
      errors.push(...matcher.store([topic]));
      if (performance.now() - restedAt < SLICE_MS) continue;
      await setImmediate();
      restedAt = performance.now();
    }
    await matcher.merge();
    return { matcher, errors };
  }

  /** How many queries are stored. */
  get size(): number {
    return this.numbers.size;
  }

  /** How many of them wait for `merge`: what `put` costs grows with these alone. */
  get unmerged(): number {
    return this.changed.size;
  }

  /** Bytes of the arrays that matching reads. */
  get bytes(): number {
    return this.base.bytes + (this.delta?.bytes ?? 0) + this.occurrences.bytes;
  }

  /**
   * Stores queries, each in the place of the one with its slug; they are live on return. One that does not parse is reported and
   * left out, and its earlier form with it.
   */
  put(topics: readonly TopicDefinition[]): TopicErrors[] {
    const errors = this.store(topics);
    this.compileChanged();
    return errors;
  }

  remove(slugs: readonly string[]): void {
    for (const slug of slugs) this.drop(slug);
    this.compileChanged();
  }

  /**
   * Compiles all queries into one segment, aside and in slices, and puts it in the place of the present ones; what changes meanwhile
   * stays changed. One at a time: of two, the later one to end might know less.
   */
  merge(sliceMs = SLICE_MS): Promise<void> {
    const merged = this.merging.then(() => this.mergeNow(sliceMs));
    this.merging = merged.catch(() => undefined);
    return merged;
  }

  percolate(story: StoryText, options: PercolateOptions = {}): Percolation {
    if (this.scanner.lexicon.size > this.mostWords) this.forgetWords();
    const scan = this.scanner.read(story);
    const finds: Find[] = [];
    const errors: TopicFailure[] = [];
    const sink: FindSink = {
      wantsSpans: options.spans ?? true,
      wants: (number) => this.slugs[number] !== undefined,
      found: (number, evaluator) =>
        finds.push({ topic: this.slugOf(number), number, spans: placesOf(evaluator, scan) }),
      failed: (number, error) =>
        errors.push({ topic: this.slugOf(number), message: error instanceof Error ? error.message : String(error) }),
    };
    const { base, delta, evaluator, occurrences } = this;
    try {
      base.findLeaves(scan, occurrences);
      delta?.findLeaves(scan, occurrences);
      base.findQueries(scan, occurrences, evaluator, sink);
      delta?.findQueries(scan, occurrences, evaluator, sink);
    } finally {
      occurrences.clear();
    }
    return options.signature ? { finds, errors, signature: minHash(scan) } : { finds, errors };
  }

  /** The query as the reference evaluator takes it, for evidence and explanations. */
  topic(slug: string): CompiledTopic | undefined {
    const number = this.numbers.get(slug);
    if (number === undefined) return undefined;
    const known = this.compiled.get(number);
    if (known) return known;
    const node = this.parse(this.queries[number]);
    if (!node) return undefined;
    const compiled = { slug, query: compileQuery(node, this.book) };
    this.compiled.set(number, compiled);
    return compiled;
  }

  private store(topics: readonly TopicDefinition[]): TopicErrors[] {
    const errors: TopicErrors[] = [];
    for (const topic of topics) {
      this.drop(topic.slug);
      const parsed = parseQuery(topic.query, { entitySlugs: this.entitySlugs });
      if (!parsed.ok) {
        errors.push({ topic: topic.slug, errors: parsed.errors });
        continue;
      }
      const number = this.slugs.push(topic.slug) - 1;
      this.queries.push(topic.query);
      this.numbers.set(topic.slug, number);
      this.changed.set(number, parsed.query);
    }
    return errors;
  }

  /** Again, for what parsed when it was stored: a tree takes a hundred times the room of its text. */
  private parse(query: string | undefined): QueryNode | undefined {
    if (query === undefined) return undefined;
    const parsed = parseQuery(query, { entitySlugs: this.entitySlugs });
    return parsed.ok ? parsed.query : undefined;
  }

  private drop(slug: string): void {
    const number = this.numbers.get(slug);
    if (number === undefined) return;
    this.numbers.delete(slug);
    this.slugs[number] = undefined;
    this.queries[number] = undefined;
    this.changed.delete(number);
    this.compiled.delete(number);
  }

  private async mergeNow(sliceMs: number): Promise<void> {
    const until = this.slugs.length;
    // A book of its own: the old one holds every term that any query ever had.
    const book = this.book.blank();
    const builder = new SegmentBuilder(book, this.frequencyOf);
    let restedAt = performance.now();
    for (let number = 0; number < until; number++) {
      const node = this.changed.get(number) ?? this.parse(this.queries[number]);
      if (node) builder.add(number, node);
      if (performance.now() - restedAt < sliceMs) continue;
      await setImmediate();
      restedAt = performance.now();
    }
    this.book = book;
    this.compiled.clear();
    this.swapBase(builder.build(), until);
  }

  /** `base` has every query with a number below `until`. */
  private swapBase(base: Segment, until: number): void {
    this.base = base;
    for (const number of this.changed.keys()) if (number < until) this.changed.delete(number);
    this.compileChanged();
  }

  private compileChanged(): void {
    this.delta = undefined;
    if (this.changed.size > 0) {
      const builder = new SegmentBuilder(this.book, this.frequencyOf, this.base);
      for (const [number, node] of this.changed) builder.add(number, node);
      this.delta = builder.build();
    }
    this.occurrences = new Occurrences((this.delta ?? this.base).leafFrequencies.length);
  }

  private slugOf(number: number): string {
    return this.slugs[number] ?? '';
  }

  private forgetWords(): void {
    this.scanner = new StoryScanner(new Lexicon());
    this.base.forgetWords();
    this.delta?.forgetWords();
  }

  private *wordsOf(sample: readonly StoryText[]): Generator<Set<string>> {
    const { lexicon } = this.scanner;
    for (const story of sample) {
      const { words, count } = this.scanner.read(story);
      yield new Set(Array.from(new Set(words.subarray(0, count)), (word) => lexicon.text(word)));
    }
  }
}

function placesOf({ spans }: QueryEvaluator, scan: StoryScan): Find['spans'] {
  const places: Find['spans'] = [];
  for (let at = 0; at < spans.top; at++) {
    const first = spans.firsts[at]!;
    places.push({ field: scan.fieldOf(first), start: scan.startOf(first), end: scan.endOf(spans.lasts[at]!) });
  }
  return places;
}
