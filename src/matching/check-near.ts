import { QUERY_LIMITS, type QueryErrorCode, type Report, type ReportError } from './query-error.js';
import { type NearNode, type QueryNode } from './query-node.js';

interface Place {
  offset: number;
  length: number;
}

/** NEAR joins places in a text; what has no place (an absence, a whole AND, an origin) is reported where it begins. */
export function checkNearOperand(
  node: QueryNode | undefined,
  from: Place,
  operator: string,
  report: ReportError,
): void {
  const problem = node && nearProblem(node);
  if (problem) report(problem, from, describe(problem, operator));
}

export function checkNearNesting(node: NearNode, operator: Place, report: ReportError): void {
  if (nearDepth(node) === QUERY_LIMITS.nearNesting + 1) {
    report('near-too-nested', operator, {
      message: `NEAR may nest ${QUERY_LIMITS.nearNesting} deep.`,
      expected: 'fewer NEARs in each other',
    });
  }
}

function describe(problem: NearProblem, operator: string): Report {
  const expected = 'words, phrases, @entities, OR groups or another NEAR';
  switch (problem) {
    case 'not-inside-near':
      return {
        message: `NOT cannot stand beside ${operator}: what is absent is near nothing.`,
        expected,
        suggestion: `Write NOT (a ${operator} b), or a NOT ${operator} b.`,
      };
    case 'and-inside-near':
      return {
        message: `AND cannot stand inside ${operator}.`,
        expected,
        suggestion: `Join the terms by ${operator} too, or write a phrase in quotation marks.`,
      };
    case 'origin-inside-near':
      return {
        message: 'lang:, source: and feed: say where a story comes from and are near nothing.',
        expected,
        suggestion: 'Move it out of the NEAR and join it by AND.',
      };
  }
}

type NearProblem = Extract<QueryErrorCode, 'not-inside-near' | 'and-inside-near' | 'origin-inside-near'>;

function nearProblem(node: QueryNode): NearProblem | undefined {
  if (node.kind === 'not') return 'not-inside-near';
  if (node.kind === 'and') return 'and-inside-near';
  if (node.kind === 'lang' || node.kind === 'source' || node.kind === 'feed') return 'origin-inside-near';
  if (node.kind === 'field') return nearProblem(node.child);
  if (node.kind === 'or') return node.children.map(nearProblem).find((problem) => problem !== undefined);
  return undefined;
}

function nearDepth(node: QueryNode): number {
  if (node.kind === 'near') return 1 + Math.max(nearDepth(node.left), nearDepth(node.right));
  if (node.kind === 'or') return Math.max(...node.children.map(nearDepth));
  return node.kind === 'field' ? nearDepth(node.child) : 0;
}
