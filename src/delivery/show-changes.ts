import type { DiffPart, WordingDiff } from '../stories/diff-wordings.js';
import { cutAt, flatten } from './display-text.js';

/** Clean for display, not yet escaped for any channel. */
export interface ShownChange {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

export type ShownChanges = { kind: 'unchanged' } | { kind: 'too-long' } | { kind: 'changed'; parts: ShownChange[] };

/** Of what stands before the first change. */
const LEAD_LENGTH = 80;
const ELLIPSIS: ShownChange = { kind: 'same', text: '…' };

/** What changed from one wording to the next, from its first change on, in at most `maxLength` UTF-16 units and an ellipsis. */
export function showChanges(diff: WordingDiff, maxLength: number): ShownChanges {
  if (diff.outcome === 'too-long') return { kind: 'too-long' };
  const first = diff.parts.findIndex(({ kind }) => kind === 'added' || kind === 'removed');
  if (first < 0) return { kind: 'unchanged' };
  const parts: ShownChange[] = leadOf(diff.parts.slice(0, first));
  let left = maxLength - lengthOf(parts);
  for (const part of diff.parts.slice(first)) {
    if (part.kind === 'elided') {
      parts.push({ kind: 'same', text: ' … ' });
      continue;
    }
    const text = flatten(part.text.length > left ? cutAt(part.text, left) : part.text);
    if (text !== '') parts.push({ kind: part.kind, text });
    left -= part.text.length;
    if (left < 0) {
      parts.push(ELLIPSIS);
      break;
    }
  }
  return { kind: 'changed', parts };
}

function leadOf(before: readonly DiffPart[]): ShownChange[] {
  const last = before.at(-1);
  if (last?.kind !== 'same') return before.length > 0 ? [ELLIPSIS] : [];
  if (last.text.length <= LEAD_LENGTH) return [...(before.length > 1 ? [ELLIPSIS] : []), clean(last.text)];
  const tail = last.text.slice(-LEAD_LENGTH).replace(/^[\uDC00-\uDFFF]/, '');
  const word = tail.search(/\s/);
  return [ELLIPSIS, clean(word < 0 ? tail : tail.slice(word))];
}

function clean(text: string): ShownChange {
  return { kind: 'same', text: flatten(text) };
}

function lengthOf(parts: readonly ShownChange[]): number {
  return parts.reduce((sum, { text }) => sum + text.length, 0);
}

/** In a text without formatting, as word diffs are written: `[-old-]{+new+}`. */
export function changesAsText(parts: readonly ShownChange[]): string {
  return parts
    .map(({ kind, text }) => {
      if (kind === 'same') return text;
      const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
      return kind === 'added' ? `${before}{+${words}+}${after}` : `${before}[-${words}-]${after}`;
    })
    .join('')
    .trim();
}
