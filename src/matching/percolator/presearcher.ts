import { type QueryNode } from '../query-node.js';
import { FIRST_SIZE, grown } from './grown.js';
import { type Lists, toLists } from './int-list.js';
import { type Occurrences } from './occurrences.js';
import { QUERY_PARTS } from './query-code.js';
import { cheapestFirst, type LeafOf, requiredClauses, type RequiredClause } from './required-clauses.js';

const { SEEN_IN } = QUERY_PARTS;
/** Alternatives of the second clause that a posting carries; a longer clause is not worth the room. */
const MOST_ALTERNATIVES = 4;
const ALTERNATIVE_BITS = 3;

export class PresearcherBuilder {
  private readonly always: number[] = [];
  private readonly hung: { query: number; anchor: RequiredClause; second: RequiredClause }[] = [];
  private queries = 0;

  constructor(private readonly frequencyOf: (leaf: number) => number) {}

  add(node: QueryNode, leafOf: LeafOf): void {
    const query = this.queries++;
    const costOf = (clause: RequiredClause): number => clause.reduce((sum, leaf) => sum + this.frequencyOf(leaf), 0);
    const [anchor, ...others] = cheapestFirst(requiredClauses(node, leafOf, costOf), costOf);
    if (anchor) this.hung.push({ query, anchor, second: others.find(isShort) ?? [] });
    else this.always.push(query);
  }

  /** Queries, by the number in which they were added, those together that hang on the same leaf: a story that has to look at one looks at all. */
  order(renumber: Renumber): number[] {
    const firstLeaf = ({ anchor }: { anchor: RequiredClause }): number => renumber(anchor[0] ?? 0);
    this.hung.sort((left, right) => firstLeaf(left) - firstLeaf(right));
    return [...this.always, ...this.hung.map(({ query }) => query)];
  }

  /** `offsets` says where each query's code begins. */
  build(leaves: number, offsets: Int32Array, renumber: Renumber): Presearcher {
    const byLeaf: number[][] = [];
    for (const { query, anchor, second } of this.hung) {
      const posting = (offsets[query]! << ALTERNATIVE_BITS) | second.length;
      const alternatives = second.map(renumber);
      for (const leaf of anchor) (byLeaf[renumber(leaf)] ??= []).push(posting, ...alternatives);
    }
    return new Presearcher(
      toLists(byLeaf, leaves),
      Int32Array.from(this.always, (query) => offsets[query]!),
    );
  }
}

type Renumber = (leaf: number) => number;

function isShort(clause: RequiredClause): boolean {
  return clause.length <= MOST_ALTERNATIVES;
}

/**
 * Which queries a story may match at all (the presearcher of Lucene's Monitor). A query hangs on the leaves of its rarest required
 * clause: without one of them it cannot match. Each posting also carries the query's next clause, which is tested on the story's
 * bits before the query is touched. A query that requires nothing is always a candidate.
 */
export class Presearcher {
  candidates = new Int32Array(FIRST_SIZE);
  private count = 0;
  private story = 0;

  /** By leaf its postings: the offset of a query's code with the count of its alternatives, then these. */
  constructor(
    private readonly byLeaf: Lists,
    private readonly always: Int32Array,
  ) {}

  get bytes(): number {
    return this.byLeaf.starts.byteLength + this.byLeaf.items.byteLength + this.always.byteLength;
  }

  /** Leaves the offsets of the candidates' code in `candidates`, and says how many they are. */
  search(occurrences: Occurrences, code: Int32Array): number {
    const { starts, items: postings } = this.byLeaf;
    this.story = (this.story + 1) | 0;
    this.count = 0;
    for (let at = 0; at < this.always.length; at++) this.add(this.always[at]!, code);
    const { found, foundCount, present } = occurrences;
    for (let nth = 0; nth < foundCount; nth++) {
      const leaf = found[nth]!;
      for (let at = starts[leaf]!, end = starts[leaf + 1]!; at < end;) {
        const posting = postings[at]!;
        const alternatives = posting & ((1 << ALTERNATIVE_BITS) - 1);
        const next = at + 1 + alternatives;
        // Without a branch for each: which alternative is there cannot be guessed.
        let bits = alternatives === 0 ? 1 : 0;
        for (at++; at < next; at++) bits |= present[postings[at]! >> 5]! >>> (postings[at]! & 31);
        if (bits & 1) this.add(posting >> ALTERNATIVE_BITS, code);
      }
    }
    return this.count;
  }

  /** Once, though it may hang on several leaves. That is noted in its code, which has to be read next. */
  private add(query: number, code: Int32Array): void {
    if (code[query + SEEN_IN] === this.story) return;
    code[query + SEEN_IN] = this.story;
    if (this.count === this.candidates.length) this.candidates = grown(this.candidates);
    this.candidates[this.count++] = query;
  }
}
