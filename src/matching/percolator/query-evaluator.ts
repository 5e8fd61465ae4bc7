import { type Occurrences } from './occurrences.js';
import { NEAR_FLAGS, OPERATION_BITS, OPERATIONS } from './query-code.js';
import { SpanStack } from './span-stack.js';
import { type StoryScan } from './story-scan.js';

const { LEAF, AND, OR, NOT, TITLE, BODY, NEAR } = OPERATIONS;
const { BY_SENTENCE, ORDERED, NEGATED } = NEAR_FLAGS;
const LENGTH_SHIFT = OPERATION_BITS;
const OPERATION = (1 << OPERATION_BITS) - 1;
/** Where a clause may hold. NOWHERE is a clause for the title within one for the body. */
const ANYWHERE = 0;
const IN_TITLE = 1;
const IN_TEXT = 2;
const NOWHERE = 3;
type Scope = typeof ANYWHERE | typeof IN_TITLE | typeof IN_TEXT | typeof NOWHERE;

/** The meaning of the query language over query code and occurrences: what `evaluate` says, in the order that decides soonest. */
export class QueryEvaluator {
  readonly spans = new SpanStack();
  private code!: Int32Array;
  private scan!: StoryScan;
  private occurrences!: Occurrences;
  private originHolds!: (origin: number) => boolean;

  open(code: Int32Array, scan: StoryScan, occurrences: Occurrences, originHolds: (origin: number) => boolean): void {
    this.code = code;
    this.scan = scan;
    this.occurrences = occurrences;
    this.originHolds = originHolds;
    this.spans.open(scan);
  }

  holds(query: number): boolean {
    this.spans.top = 0;
    return this.nodeHolds(query, ANYWHERE);
  }

  /** Leaves on `spans` where the query, which holds, finds what it asks for: in reading order, each place once. */
  locate(query: number): void {
    this.spans.top = 0;
    // That an AND holds need not be asked again.
    if ((this.code[query]! & OPERATION) === AND) this.pushChildren(query, ANYWHERE);
    else this.pushSpans(query, ANYWHERE);
    this.spans.keepDistinct(0);
  }

  private nodeHolds(at: number, scope: Scope): boolean {
    const { code } = this;
    const node = code[at]!;
    switch (node & OPERATION) {
      case LEAF:
        return this.leafHolds(code[at + 1]!, scope);
      case AND: {
        const end = at + (node >> LENGTH_SHIFT);
        for (let child = at + 1; child < end; child += code[child]! >> LENGTH_SHIFT) {
          if (!this.nodeHolds(child, scope)) return false;
        }
        return true;
      }
      case OR: {
        const end = at + (node >> LENGTH_SHIFT);
        for (let child = at + 1; child < end; child += code[child]! >> LENGTH_SHIFT) {
          if (this.nodeHolds(child, scope)) return true;
        }
        return false;
      }
      case NOT:
        return !this.nodeHolds(at + 1, scope);
      case TITLE:
        return this.nodeHolds(at + 1, narrow(scope, IN_TITLE));
      case BODY:
        return this.nodeHolds(at + 1, narrow(scope, IN_TEXT));
      case NEAR:
        return this.nearHolds(at, scope);
      default:
        return this.originHolds(code[at + 1]!);
    }
  }

  private leafHolds(leaf: number, scope: Scope): boolean {
    if (!this.occurrences.has(leaf) || scope === NOWHERE) return false;
    if (scope === ANYWHERE) return true;
    return this.occurrences.hasBetween(leaf, this.scopeStart(scope), this.scopeEnd(scope));
  }

  private nearHolds(at: number, scope: Scope): boolean {
    const { code, spans } = this;
    const left = at + 3;
    const right = left + (code[left]! >> LENGTH_SHIFT);
    // Most pairs that are not near are not there at all, which costs no look at places.
    if (!this.nodeHolds(left, scope)) return false;
    const negated = isNegated(code[at + 1]!);
    if (!negated && !this.nodeHolds(right, scope)) return false;
    const base = spans.top;
    this.pushSpans(left, scope);
    const middle = spans.top;
    this.pushSpans(right, scope);
    // Set after the operands, which may hold a NEAR of their own.
    this.setNearness(at);
    if (negated) spans.without(base, middle);
    const holds = negated ? spans.top > base : spans.joins(base, middle);
    spans.top = base;
    return holds;
  }

  private pushSpans(at: number, scope: Scope): void {
    const { code, spans } = this;
    const node = code[at]!;
    const base = spans.top;
    switch (node & OPERATION) {
      case LEAF:
        this.pushLeaf(code[at + 1]!, scope);
        return spans.keepLongest(base);
      case AND:
        if (this.nodeHolds(at, scope)) this.pushChildren(at, scope);
        return;
      case OR:
        this.pushChildren(at, scope);
        return spans.keepMinimal(base);
      case TITLE:
        return this.pushSpans(at + 1, narrow(scope, IN_TITLE));
      case BODY:
        return this.pushSpans(at + 1, narrow(scope, IN_TEXT));
      case NEAR: {
        const left = at + 3;
        this.pushSpans(left, scope);
        const middle = spans.top;
        this.pushSpans(left + (code[left]! >> LENGTH_SHIFT), scope);
        this.setNearness(at);
        if (isNegated(code[at + 1]!)) spans.without(base, middle);
        else spans.join(base, middle);
      }
    }
  }

  private pushChildren(at: number, scope: Scope): void {
    const { code } = this;
    const end = at + (code[at]! >> LENGTH_SHIFT);
    for (let child = at + 1; child < end; child += code[child]! >> LENGTH_SHIFT) this.pushSpans(child, scope);
  }

  private pushLeaf(leaf: number, scope: Scope): void {
    if (scope === NOWHERE) return;
    const { occurrences, spans } = this;
    const from = this.scopeStart(scope);
    const to = this.scopeEnd(scope);
    const base = spans.top;
    for (let find = occurrences.head(leaf); find !== -1; find = occurrences.nexts[find]!) {
      const first = occurrences.firsts[find]!;
      if (first >= from && first < to) spans.push(first, occurrences.lasts[find]!);
    }
    spans.reverse(base);
  }

  private scopeStart(scope: Scope): number {
    return scope === IN_TEXT ? this.scan.titleCount : 0;
  }

  private scopeEnd(scope: Scope): number {
    return scope === IN_TITLE ? this.scan.titleCount : this.scan.count;
  }

  private setNearness(at: number): void {
    const flags = this.code[at + 1]!;
    this.spans.setNearness((flags & BY_SENTENCE) !== 0, (flags & ORDERED) !== 0, this.code[at + 2]!);
  }
}

function isNegated(flags: number): boolean {
  return (flags & NEGATED) !== 0;
}

function narrow(scope: Scope, to: Scope): Scope {
  return scope === ANYWHERE || scope === to ? to : NOWHERE;
}
