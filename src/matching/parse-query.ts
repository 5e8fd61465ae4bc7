import { lexQuery, type Lexeme, type LexemeKind } from './lex-query.js';
import { checkNearNesting, checkNearOperand } from './check-near.js';
import { parseNearOperator } from './parse-near-operator.js';
import { readTerm } from './read-term.js';
import {
  nearestName,
  QUERY_LIMITS,
  type QueryError,
  type QueryErrorCode,
  type Report,
  type ReportError,
} from './query-error.js';
import { allOf, anyOf, type OriginNode, type QueryNode } from './query-node.js';

export type ParsedQuery = { ok: true; query: QueryNode } | { ok: false; errors: QueryError[] };

const TERM_STARTS: LexemeKind[] = [
  'open',
  'not',
  'field',
  'entity',
  'exact',
  'phrase',
  'exact-phrase',
  'prefix',
  'word',
];
const FIELDS = ['title', 'body', 'lang', 'source', 'feed'];

/**
 * Recursive descent, one function a level: OR, AND, NEAR, NOT, term. A part that cannot be read becomes `undefined`, its error is
 * noted and parsing goes on, so that one look shows an editor everything that is wrong.
 */
export function parseQuery(text: string, options: { entitySlugs?: ReadonlySet<string> } = {}): ParsedQuery {
  const errors: QueryError[] = [];
  const report = (code: QueryErrorCode, at: { offset: number; length: number }, rest: Report): void => {
    errors.push(toError(text, code, at, rest));
  };
  if (text.length > QUERY_LIMITS.length) {
    report(
      'query-too-long',
      { offset: QUERY_LIMITS.length, length: text.length - QUERY_LIMITS.length },
      {
        message: `The query has ${text.length} characters; at most ${QUERY_LIMITS.length} are allowed.`,
        expected: 'a shorter query',
      },
    );
    return { ok: false, errors };
  }
  const query = parse(lexQuery(text), report, options.entitySlugs);
  errors.sort((left, right) => left.offset - right.offset);
  return query && errors.length === 0 ? { ok: true, query } : { ok: false, errors };
}

function parse(lexemes: Lexeme[], report: ReportError, slugs: ReadonlySet<string> | undefined): QueryNode | undefined {
  let at = 0;
  let depth = 0;
  let terms = 0;
  let tooDeep = false;
  const peek = (ahead = 0): Lexeme => lexemes[Math.min(at + ahead, lexemes.length - 1)] as Lexeme;
  const take = (): Lexeme => {
    const lexeme = peek();
    at++;
    return lexeme;
  };

  if (peek().kind === 'end') {
    report('empty-query', peek(), { message: 'The query is empty.', expected: 'a word, a phrase, @entity or (' });
    return undefined;
  }
  const query = parseOr();
  while (peek().kind !== 'end') {
    const stray = take();
    report('unopened-group', stray, { message: 'This ) closes nothing.', expected: 'an operator, a term or the end' });
    if (peek().kind === 'and' || peek().kind === 'or') take();
    if (peek().kind !== 'end') parseOr();
  }
  return query;

  function parseOr(): QueryNode | undefined {
    const parts = [parseAnd()];
    while (peek().kind === 'or') {
      const operator = take();
      parts.push(operandAfter(operator, parseAnd));
    }
    return complete(parts, anyOf);
  }

  function parseAnd(): QueryNode | undefined {
    const parts = [parseNear()];
    for (;;) {
      const next = peek();
      if (next.kind === 'and') {
        take();
        parts.push(operandAfter(next, parseNear));
      } else if (TERM_STARTS.includes(next.kind)) {
        parts.push(parseNear());
      } else {
        return complete(parts, allOf);
      }
    }
  }

  function parseNear(): QueryNode | undefined {
    const start = peek();
    let left = operandAfter(undefined, parseNot);
    for (;;) {
      const negated = peek().kind === 'not' && peek(1).kind === 'near';
      if (!negated && peek().kind !== 'near') return left;
      if (negated) take();
      const operator = take();
      const distance = parseNearOperator(operator, report);
      const rightStart = peek();
      const right = operandAfter(operator, parseNot);
      checkNearOperand(left, start, operator.text, report);
      checkNearOperand(right, rightStart, operator.text, report);
      const node = left && right && distance ? { kind: 'near' as const, ...distance, negated, left, right } : undefined;
      if (node) checkNearNesting(node, operator, report);
      left = node;
    }
  }

  function parseNot(): QueryNode | undefined {
    if (peek().kind !== 'not') return parseTerm();
    const operator = take();
    const child = operandAfter(operator, () => nested(operator, parseNot));
    return child && { kind: 'not', child };
  }

  function parseTerm(): QueryNode | undefined {
    const lexeme = take();
    if (lexeme.kind === 'open') return parseGroup(lexeme);
    if (lexeme.kind === 'field') return parseField(lexeme);
    terms++;
    if (terms === QUERY_LIMITS.terms + 1) {
      report('too-many-terms', lexeme, {
        message: `A query may have ${QUERY_LIMITS.terms} terms.`,
        expected: 'fewer terms',
      });
    }
    if (lexeme.kind === 'entity') return parseEntity(lexeme);
    return readTerm(lexeme, report);
  }

  function parseGroup(open: Lexeme): QueryNode | undefined {
    if (peek().kind === 'close') {
      const close = take();
      report(
        'empty-group',
        { offset: open.offset, length: close.offset + 1 - open.offset },
        {
          message: 'These parentheses are empty.',
          expected: 'a term between ( and )',
        },
      );
      return undefined;
    }
    const inner = nested(open, parseOr);
    if (peek().kind === 'close') take();
    else if (!tooDeep) {
      report('unclosed-group', open, {
        message: 'This ( is never closed.',
        expected: ')',
        suggestion: 'Add ) where the group ends.',
      });
    }
    return inner;
  }

  function nested(opener: Lexeme, parseInner: () => QueryNode | undefined): QueryNode | undefined {
    if (depth >= QUERY_LIMITS.depth) {
      report('too-deep', opener, {
        message: `Groups may nest ${QUERY_LIMITS.depth} deep.`,
        expected: 'a flatter query',
      });
      tooDeep = true;
      at = lexemes.length - 1;
      return undefined;
    }
    depth++;
    const inner = parseInner();
    depth--;
    return inner;
  }

  function parseField(field: Lexeme): QueryNode | undefined {
    const name = field.text.toLowerCase();
    const isKnown = FIELDS.includes(name);
    if (!isKnown) {
      const nearest = nearestName(name, FIELDS);
      report('unknown-field', field, {
        message: `There is no field ${field.text}:.`,
        expected: FIELDS.map((known) => `${known}:`).join(', '),
        suggestion: nearest
          ? `Did you mean ${nearest}:?`
          : 'Put the term in quotation marks if the colon belongs to it.',
      });
    }
    const value = operandAfter(field, () => nested(field, parseTerm));
    if (!value || !isKnown) return undefined;
    if (name === 'title' || name === 'body') return { kind: 'field', field: name, child: value };
    return parseOrigin(name as OriginNode['kind'], value, field);
  }

  function parseOrigin(kind: OriginNode['kind'], value: QueryNode, field: Lexeme): QueryNode | undefined {
    if (value.kind === 'word' || value.kind === 'phrase') return { kind, value: value.text };
    if (value.kind === 'or') {
      const parts = value.children.map((child) => parseOrigin(kind, child, field));
      return complete(parts, anyOf);
    }
    report('empty-term', field, {
      message: `${kind}: wants a plain value.`,
      expected: `${kind}:name or ${kind}:"some name"`,
    });
    return undefined;
  }

  function parseEntity(lexeme: Lexeme): QueryNode | undefined {
    if (slugs && !slugs.has(lexeme.text)) {
      const nearest = nearestName(lexeme.text, slugs);
      report('unknown-entity', lexeme, {
        message: `There is no entity @${lexeme.text}.`,
        expected: 'the slug of an entity or concept',
        ...(nearest === undefined ? {} : { suggestion: `Did you mean @${nearest}?` }),
      });
      return undefined;
    }
    if (!/^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u.test(lexeme.text)) {
      report('empty-term', lexeme, {
        message: 'An entity is @ and its slug.',
        expected: '@slug, of letters, digits and hyphens',
      });
      return undefined;
    }
    return { kind: 'entity', slug: lexeme.text };
  }

  /** The operand that must stand here; without one, says so at the place where it is missing. */
  function operandAfter(
    operator: Lexeme | undefined,
    parseOperand: () => QueryNode | undefined,
  ): QueryNode | undefined {
    const next = peek();
    if (TERM_STARTS.includes(next.kind)) return parseOperand();
    const beside = operator
      ? `after ${operator.kind === 'field' ? `${operator.text}:` : operator.text}`
      : `before ${next.text || 'the end'}`;
    report('missing-operand', next.kind === 'end' && operator ? operator : next, {
      message: `A term is missing ${beside}.`,
      expected: 'a word, a phrase, @entity or (',
    });
    return undefined;
  }
}

/** A chain is known only when all its parts are. */
function complete(parts: (QueryNode | undefined)[], build: (known: QueryNode[]) => QueryNode): QueryNode | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? build(known) : undefined;
}

function toError(text: string, code: QueryErrorCode, at: { offset: number; length: number }, rest: Report): QueryError {
  const before = text.slice(0, at.offset);
  const found = text.slice(at.offset, at.offset + Math.min(at.length, 60));
  return {
    code,
    message: rest.message,
    line: before.split('\n').length,
    column: at.offset - (before.lastIndexOf('\n') + 1) + 1,
    offset: at.offset,
    length: at.length,
    found: found === '' ? 'the end of the query' : found,
    expected: rest.expected,
    ...(rest.suggestion === undefined ? {} : { suggestion: rest.suggestion }),
  };
}
