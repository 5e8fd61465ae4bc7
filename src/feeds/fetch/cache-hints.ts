type Headers = Record<string, string | string[] | undefined>;

/** For how long the server says its answer stays as it is (RFC 9111 §4.2): max-age less Age, else Expires less Date. */
export function readMaxAgeMs(headers: Headers): number | undefined {
  const cacheControl = first(headers, 'cache-control')?.toLowerCase() ?? '';
  if (/\bno-(store|cache)\b/.test(cacheControl)) return undefined;
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,10})/.exec(cacheControl)?.[1];
  if (maxAge !== undefined) {
    const ageMs = Number(/^\d{1,10}$/.exec(first(headers, 'age') ?? '')?.[0] ?? 0) * 1000;
    return positive(Number(maxAge) * 1000 - ageMs);
  }
  // Both from the server's clock, so a wrong one does no harm.
  return positive(Date.parse(first(headers, 'expires') ?? '') - Date.parse(first(headers, 'date') ?? ''));
}

/** Retry-After (RFC 9110 §10.2.3): seconds, or a date. */
export function readRetryAfterMs(headers: Headers, now: Date): number | undefined {
  const value = first(headers, 'retry-after')?.trim();
  if (value === undefined) return undefined;
  if (/^\d{1,10}(\.\d+)?$/.test(value)) return Math.round(Number(value) * 1000);
  return positive(Date.parse(value) - now.getTime());
}

export function first(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function positive(ms: number): number | undefined {
  return ms > 0 ? ms : undefined;
}
