/** The query language's syntax tree. Build AND and OR through `allOf` and `anyOf`: they keep chains flat, which printing relies on. */
export type QueryNode =
  | TermNode
  | EntityNode
  | { kind: 'and'; children: QueryNode[] }
  | { kind: 'or'; children: QueryNode[] }
  | { kind: 'not'; child: QueryNode }
  | NearNode
  | { kind: 'field'; field: 'title' | 'body'; child: QueryNode }
  | OriginNode;

/** `word` inflects, `phrase` does not, `exact` keeps letter case (`=US`, `="Storm Shadow"`), `prefix` is `strateg*`. */
export interface TermNode {
  kind: 'word' | 'phrase' | 'exact' | 'prefix';
  text: string;
}

export interface EntityNode {
  kind: 'entity';
  slug: string;
}

/** What stands in a story as words. */
export type LeafNode = TermNode | EntityNode;

/**
 * `within` counts words (`NEAR/5`) or sentences covered (`NEAR/s` is 1, `NEAR/2s` is 2).
 * `ordered` is ONEAR; `negated` is `left NOT NEAR/s right`: a left that has no right so close.
 */
export interface NearNode {
  kind: 'near';
  unit: 'words' | 'sentences';
  within: number;
  ordered: boolean;
  negated: boolean;
  left: QueryNode;
  right: QueryNode;
}

/** Where a story comes from: its language, source or feed, not its words. */
export interface OriginNode {
  kind: 'lang' | 'source' | 'feed';
  value: string;
}

export function allOf(children: QueryNode[]): QueryNode {
  return chain('and', children);
}

export function anyOf(children: QueryNode[]): QueryNode {
  return chain('or', children);
}

function chain(kind: 'and' | 'or', children: QueryNode[]): QueryNode {
  const flat: QueryNode[] = [];
  for (const child of children) {
    if (child.kind === kind) flat.push(...child.children);
    else flat.push(child);
  }
  const [only] = flat;
  return flat.length === 1 && only ? only : { kind, children: flat };
}
