const SECRET = /^(?:token|password|newPassword|currentPassword|secret|link|url_?token)$/i;
const MASK = '•••';
/** Of a list in an answer: an import tells of each of thousands of lines, and has a place of its own for them. */
const KEPT_ITEMS = 50;

/** A copy for the audit log: what an answer shows once is not kept there, nor a whole page or list. */
export function redact(value: unknown): unknown {
  if (Array.isArray(value)) {
    const kept = value.slice(0, KEPT_ITEMS).map(redact);
    return value.length > KEPT_ITEMS ? [...kept, `and ${value.length - KEPT_ITEMS} more`] : kept;
  }
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, SECRET.test(name) && part !== null ? MASK : redact(part)]),
  );
}
