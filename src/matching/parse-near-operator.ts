import { type Lexeme } from './lex-query.js';
import { QUERY_LIMITS, type ReportError } from './query-error.js';
import { type NearNode } from './query-node.js';

/** `NEAR/5`, `ONEAR/5`, `NEAR/s`, `NEAR/2s`. */
export function parseNearOperator(
  operator: Lexeme,
  report: ReportError,
): Pick<NearNode, 'unit' | 'within' | 'ordered'> | undefined {
  const [, name = '', digits = '', sentences = ''] = /^(O?NEAR)\/(\d{0,6})([sS]?)$/.exec(operator.text) ?? [];
  const unit = sentences === '' ? 'words' : 'sentences';
  const within = digits === '' ? (sentences === '' ? 0 : 1) : Number(digits);
  const most = unit === 'words' ? QUERY_LIMITS.nearWords : QUERY_LIMITS.nearSentences;
  if (name !== '' && within >= 1 && within <= most) return { unit, within, ordered: name === 'ONEAR' };
  report('near-distance', operator, {
    message: `${operator.text} does not say how near.`,
    expected: `/1 to /${QUERY_LIMITS.nearWords} for words, /s for a sentence, /2s to /${QUERY_LIMITS.nearSentences}s for sentences`,
    suggestion: 'Did you mean NEAR/5?',
  });
  return undefined;
}
