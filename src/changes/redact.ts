const SECRET = /^(?:token|password|newPassword|currentPassword|secret|link|url_?token)$/i;
const MASK = '•••';

/** A copy for the audit log: what an answer shows once is not kept there. */
export function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, SECRET.test(name) && part !== null ? MASK : redact(part)]),
  );
}
