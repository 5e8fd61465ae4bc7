import { type QueryNode } from '../query-node.js';
import { type Lists, toLists } from './int-list.js';
import { type Occurrences } from './occurrences.js';
import { cheapestFirst, type LeafOf, requiredClauses, type RequiredClause } from './required-clauses.js';

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

  /**
   * `order` gives the queries, by the number in which they were added, in the order in which they are numbered from now on: those
   * that hang on the same leaf stand together, since a story that has one of them to evaluate has the others too.
   */
  build(leaves: number): { presearcher: Presearcher; order: number[] } {
    this.hung.sort((left, right) => (left.anchor[0] ?? 0) - (right.anchor[0] ?? 0));
    const order = [...this.always, ...this.hung.map(({ query }) => query)];
    const byLeaf: number[][] = [];
    this.hung.forEach(({ anchor, second }, at) => {
      const posting = ((this.always.length + at) << ALTERNATIVE_BITS) | second.length;
      for (const leaf of anchor) (byLeaf[leaf] ??= []).push(posting, ...second);
    });
    return { presearcher: new Presearcher(toLists(byLeaf, leaves), this.always.length, this.queries), order };
  }
}

function isShort(clause: RequiredClause): boolean {
  return clause.length <= MOST_ALTERNATIVES;
}

/**
 * Which queries a story may match at all (the presearcher of Lucene's Monitor). A query hangs on the leaves of its rarest required
 * clause: without one of them it cannot match. Each posting also carries the query's next clause, which is tested on the story's
 * bits before the query is touched. A query that requires nothing is always a candidate.
 */
export class Presearcher {
  candidates = new Int32Array(256);
  private count = 0;
  /** By query: the story in which it became a candidate last; it may hang on several leaves. */
  private readonly seen: Int32Array;
  private story = 0;

  /** By leaf its postings: a query with the count of its alternatives, then these. The first `always` queries require nothing. */
  constructor(
    private readonly byLeaf: Lists,
    private readonly always: number,
    queries: number,
  ) {
    this.seen = new Int32Array(queries);
  }

  get bytes(): number {
    return this.byLeaf.starts.byteLength + this.byLeaf.items.byteLength + this.seen.byteLength;
  }

  /** Leaves the candidates in `candidates` and says how many they are. */
  search(occurrences: Occurrences): number {
    const { starts, items: postings } = this.byLeaf;
    this.story = (this.story + 1) | 0;
    this.count = 0;
    for (let query = 0; query < this.always; query++) this.add(query);
    const { found, foundCount } = occurrences;
    for (let nth = 0; nth < foundCount; nth++) {
      const leaf = found[nth]!;
      for (let at = starts[leaf]!, end = starts[leaf + 1]!; at < end;) {
        const posting = postings[at]!;
        const alternatives = posting & ((1 << ALTERNATIVE_BITS) - 1);
        const next = at + 1 + alternatives;
        let hopeful = alternatives === 0;
        for (at++; at < next; at++) hopeful ||= occurrences.has(postings[at]!);
        if (hopeful) this.add(posting >> ALTERNATIVE_BITS);
      }
    }
    return this.count;
  }

  private add(query: number): void {
    if (this.seen[query] === this.story) return;
    this.seen[query] = this.story;
    if (this.count === this.candidates.length) {
      const larger = new Int32Array(this.count * 2);
      larger.set(this.candidates);
      this.candidates = larger;
    }
    this.candidates[this.count++] = query;
  }
}
