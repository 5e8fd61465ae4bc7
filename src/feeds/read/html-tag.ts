const TAB = 0x09;
const SPACE = 0x20;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;

/**
 * The name, in lower case, of the tag that the `<` at `at` begins, with a `/` before it in an end tag; '' for a comment or a declaration;
 * undefined where it is a less-than sign. As https://html.spec.whatwg.org/multipage/parsing.html#tag-open-state has it.
 */
export function nameOfTag(source: string, at: number): string | undefined {
  let end = at + 1;
  if (source.charCodeAt(end) === SLASH) end += 1;
  if (!isLetter(source.charCodeAt(end))) {
    const next = source[at + 1];
    return next === '!' || next === '?' || (next === '/' && source.length > at + 2) ? '' : undefined;
  }
  for (;;) {
    const code = source.charCodeAt(end);
    if (Number.isNaN(code) || code === GREATER || code === SLASH || code === SPACE || (code >= TAB && code <= 0x0d))
      break;
    end += 1;
  }
  return source.slice(at + 1, end).toLowerCase();
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

/** Where what stands behind the tag begins: the source's end, if nothing ends the tag. */
export function endOfTag(source: string, at: number, name: string): number {
  if (name === '' && source.startsWith('<!--', at)) return after(source, '-->', at + 2);
  if (name === '') return after(source, '>', at);
  let wasEquals = false;
  for (let i = at + 1; i < source.length; i += 1) {
    const code = source.charCodeAt(i);
    if (code === GREATER) return i + 1;
    if (wasEquals && (code === DOUBLE_QUOTE || code === SINGLE_QUOTE)) {
      const close = source.indexOf(code === DOUBLE_QUOTE ? '"' : "'", i + 1);
      // The quotation mark that is missing would swallow the rest.
      if (close === -1) return after(source, '>', i);
      i = close;
      wasEquals = false;
    } else if (code !== SPACE) wasEquals = code === EQUALS;
  }
  return source.length;
}

function after(source: string, end: string, from: number): number {
  const at = source.indexOf(end, from);
  return at === -1 ? source.length : at + end.length;
}
