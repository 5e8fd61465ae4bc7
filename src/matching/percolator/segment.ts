import { type CompiledForm, type FormBook } from '../compile-forms.js';
import { originHolds } from '../origin.js';
import { type LeafNode, type OriginNode, type QueryNode } from '../query-node.js';
import { IntList } from './int-list.js';
import { type LeafIndex, LeafIndexBuilder } from './leaf-index.js';
import { type Occurrences } from './occurrences.js';
import { type Presearcher, PresearcherBuilder } from './presearcher.js';
import { encodeQuery, QUERY_PARTS, renumberLeaves } from './query-code.js';
import { type QueryEvaluator } from './query-evaluator.js';
import { type LeafOf } from './required-clauses.js';
import { type StoryScan } from './story-scan.js';
import { type FrequencyOf } from './word-frequencies.js';

const { HEAD: QUERY_HEAD, NUMBER } = QUERY_PARTS;
/** A posting holds where a query's code begins, and three bits beside it. */
const MOST_CODE = 1 << 28;

export interface FindSink {
  /** Whether the caller still wants this query looked at. */
  wants(number: number): boolean;
  wantsSpans: boolean;
  /** A query that matches, with its spans, where they are wanted, on the evaluator's stack until the next one. */
  found(number: number, evaluator: QueryEvaluator): void;
  failed(number: number, error: unknown): void;
}

/** Takes queries one by one, so that a large segment can be built in slices while another is in use. */
export class SegmentBuilder {
  private readonly leaves: LeafIndexBuilder;
  private readonly leafNumbers = new Map<CompiledForm[], number>();
  private readonly leafFrequencies: number[];
  private readonly presearcher: PresearcherBuilder;
  private readonly code = new IntList();
  private readonly starts: number[] = [];
  private readonly numbers: number[] = [];
  private readonly origins: OriginNode[] = [];
  private readonly originNumbers = new Map<string, number>();

  /** What `below`, another segment, looks for already is not looked for again: its finds serve both. */
  constructor(
    private readonly book: FormBook,
    private readonly frequencyOf: FrequencyOf,
    private readonly below?: Segment,
  ) {
    this.leafFrequencies = [...(below?.leafFrequencies ?? [])];
    this.leaves = new LeafIndexBuilder(frequencyOf, this.leafFrequencies.length);
    this.presearcher = new PresearcherBuilder((leaf) => this.leafFrequencies[leaf] ?? 0);
  }

  /** `number` is the caller's own, which finds name. */
  add(number: number, node: QueryNode): void {
    // Each leaf is asked for several times over, and looking its text up is most of what that costs.
    const leaves = new Map<LeafNode, number>();
    const leafOf: LeafOf = (leaf) => {
      const known = leaves.get(leaf) ?? this.leafOf(leaf);
      leaves.set(leaf, known);
      return known;
    };
    this.numbers.push(number);
    this.starts.push(this.code.length);
    const originOf = (origin: OriginNode): number => this.originOf(origin);
    encodeQuery(node, { leafOf, originOf, frequencyOf: (leaf) => this.leafFrequencies[leaf] ?? 0 }, this.code);
    this.presearcher.add(node, leafOf);
  }

  build(): Segment {
    const added = this.code.toArray();
    const renumber = this.commonLeavesFirst();
    renumberLeaves(added, renumber);
    const order = this.presearcher.order(renumber);
    const size = added.length + order.length * QUERY_HEAD;
    if (size > MOST_CODE) throw new RangeError(`More queries than ${MOST_CODE} numbers of code can say`);
    const code = new Int32Array(size);
    const offsets = new Int32Array(order.length);
    let length = 0;
    for (const query of order) {
      const own = added.subarray(this.starts[query], this.starts[query + 1] ?? added.length);
      code[length + NUMBER] = this.numbers[query]!;
      offsets[query] = length;
      code.set(own, length + QUERY_HEAD);
      length += QUERY_HEAD + own.length;
    }
    return new Segment(
      this.leaves.build(renumber),
      this.presearcher.build(this.leafFrequencies.length, offsets, renumber),
      code,
      this.origins,
      new Map([...this.leafNumbers].map(([forms, leaf]) => [forms, renumber(leaf)])),
      this.frequenciesBy(renumber),
    );
  }

  /** What stories have most stands together in every array that is looked into by leaf: a fifth of all the time at a hundred thousand queries. */
  private commonLeavesFirst(): (leaf: number) => number {
    const first = this.below?.leafFrequencies.length ?? 0;
    const own = Array.from({ length: this.leafFrequencies.length - first }, (_, at) => first + at);
    own.sort((left, right) => this.leafFrequencies[right]! - this.leafFrequencies[left]!);
    const numbers = new Int32Array(own.length);
    own.forEach((leaf, at) => (numbers[leaf - first] = first + at));
    return (leaf) => (leaf < first ? leaf : numbers[leaf - first]!);
  }

  private frequenciesBy(renumber: (leaf: number) => number): number[] {
    const frequencies: number[] = new Array<number>(this.leafFrequencies.length).fill(0);
    this.leafFrequencies.forEach((frequency, leaf) => (frequencies[renumber(leaf)] = frequency));
    return frequencies;
  }

  private leafOf(node: LeafNode): number {
    const forms = this.book.formsOf(node);
    const known = this.below?.leafNumbers.get(forms) ?? this.leafNumbers.get(forms);
    if (known !== undefined) return known;
    const leaf = this.leaves.add(forms);
    this.leafNumbers.set(forms, leaf);
    this.leafFrequencies[leaf] = frequencyOfLeaf(forms, this.frequencyOf);
    return leaf;
  }

  private originOf(node: OriginNode): number {
    const key = `${node.kind} ${node.value}`;
    const known = this.originNumbers.get(key);
    if (known !== undefined) return known;
    this.originNumbers.set(key, this.origins.length);
    return this.origins.push(node) - 1;
  }
}

/** Queries that were compiled together, and are never changed: the presearcher's candidates, each evaluated in full. */
export class Segment {
  private readonly originAnswers = new Map<number, boolean>();
  private scan: StoryScan | undefined;

  constructor(
    private readonly leaves: LeafIndex,
    private readonly presearcher: Presearcher,
    private readonly code: Int32Array,
    private readonly origins: readonly OriginNode[],
    readonly leafNumbers: ReadonlyMap<CompiledForm[], number>,
    /** By leaf, those of the segment below first. */
    readonly leafFrequencies: readonly number[],
  ) {}

  /** Bytes of the arrays. */
  get bytes(): number {
    return this.leaves.bytes + this.presearcher.bytes + this.code.byteLength;
  }

  forgetWords(): void {
    this.leaves.forgetWords();
  }

  /** Adds where its own leaves stand in the story. */
  findLeaves(scan: StoryScan, occurrences: Occurrences): void {
    this.leaves.find(scan, occurrences);
  }

  /** Once all leaves were found, its own and those below. */
  findQueries(scan: StoryScan, occurrences: Occurrences, evaluator: QueryEvaluator, sink: FindSink): void {
    const { code, presearcher } = this;
    this.scan = scan;
    this.originAnswers.clear();
    evaluator.open(code, scan, occurrences, (origin) => this.originAnswer(origin));
    const count = presearcher.search(occurrences, code);
    for (let at = 0; at < count; at++) {
      const query = presearcher.candidates[at]!;
      const number = code[query + NUMBER]!;
      try {
        if (!evaluator.holds(query + QUERY_HEAD) || !sink.wants(number)) continue;
        if (sink.wantsSpans) evaluator.locate(query + QUERY_HEAD);
        sink.found(number, evaluator);
      } catch (error) {
        if (sink.wants(number)) sink.failed(number, error);
      }
    }
  }

  private originAnswer(origin: number): boolean {
    const node = this.origins[origin];
    if (!node || !this.scan) return false;
    const known = this.originAnswers.get(origin);
    if (known !== undefined) return known;
    const answer = originHolds(node.kind, node.value, this.scan.story);
    this.originAnswers.set(origin, answer);
    return answer;
  }
}

/** Every form may stand for the leaf; a phrase is a good deal rarer than its rarest word. */
function frequencyOfLeaf(forms: CompiledForm[], frequencyOf: FrequencyOf): number {
  let sum = 0;
  for (const { patterns } of forms) {
    for (const { words } of patterns) {
      if (words.length === 0) continue;
      const rarest = Math.min(...words.map((word) => frequencyOf(word.test)));
      sum += words.length === 1 ? rarest : rarest / 4;
    }
  }
  return sum;
}
