import { BLOCKED_ADDRESS } from './address-guard.js';
import { type FetchFailure } from './fetch-outcome.js';

export interface NetworkFailure {
  reason: FetchFailure;
  /** In words, without the host: the caller names it. */
  cause: string;
}

const byCode: Record<string, NetworkFailure> = {
  ENOTFOUND: { reason: 'dns', cause: 'no such host' },
  ENODATA: { reason: 'dns', cause: 'the host has no address' },
  EAI_AGAIN: { reason: 'dns', cause: 'the name server did not answer' },
  EAI_FAIL: { reason: 'dns', cause: 'the name server failed' },
  ESERVFAIL: { reason: 'dns', cause: 'the name server failed' },
  ECONNREFUSED: { reason: 'connect', cause: 'connection refused' },
  EHOSTUNREACH: { reason: 'connect', cause: 'host unreachable' },
  ENETUNREACH: { reason: 'connect', cause: 'network unreachable' },
  EADDRNOTAVAIL: { reason: 'connect', cause: 'address not available' },
  EACCES: { reason: 'connect', cause: 'connecting is not permitted' },
  ETIMEDOUT: { reason: 'timeout', cause: 'no connection in time' },
  UND_ERR_CONNECT_TIMEOUT: { reason: 'timeout', cause: 'no connection in time' },
  UND_ERR_HEADERS_TIMEOUT: { reason: 'timeout', cause: 'no answer in time' },
  UND_ERR_BODY_TIMEOUT: { reason: 'timeout', cause: 'the body stalled' },
  UND_ERR_HEADERS_OVERFLOW: { reason: 'too-large', cause: 'the headers are too large' },
  UND_ERR_ABORTED: { reason: 'aborted', cause: 'given up' },
  UND_ERR_DESTROYED: { reason: 'aborted', cause: 'the client is closed' },
  UND_ERR_CLOSED: { reason: 'aborted', cause: 'the client is closed' },
  ECONNRESET: { reason: 'network', cause: 'connection reset' },
  EPIPE: { reason: 'network', cause: 'connection closed' },
  UND_ERR_SOCKET: { reason: 'network', cause: 'connection closed before the end' },
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: { reason: 'network', cause: 'the body is not as long as announced' },
  UND_ERR_INVALID_ARG: { reason: 'invalid-url', cause: 'the request cannot be written' },
  ERR_INVALID_URL: { reason: 'invalid-url', cause: 'not a URL' },
  EPROTO: { reason: 'tls', cause: 'no TLS handshake' },
  DEPTH_ZERO_SELF_SIGNED_CERT: { reason: 'tls', cause: 'self-signed certificate' },
  SELF_SIGNED_CERT_IN_CHAIN: { reason: 'tls', cause: 'self-signed certificate in the chain' },
  ERR_TLS_CERT_ALTNAME_INVALID: { reason: 'tls', cause: 'the certificate is for another host' },
  CERT_HAS_EXPIRED: { reason: 'tls', cause: 'the certificate has expired' },
};
const tlsCode = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|HOSTNAME_MISMATCH|DEPTH_ZERO)/;

/** Names what went wrong below HTTP. An error's own text is never passed on: it may quote what the server sent, or a URL. */
export function describeNetworkError(error: unknown): NetworkFailure {
  const { code, cause, errors, message } = error as NodeJS.ErrnoException & { cause?: unknown; errors?: unknown[] };
  if (code === BLOCKED_ADDRESS && message) return { reason: 'blocked-address', cause: message };
  if (code === 'ECONNRESET' && /TLS/.test(message)) return { reason: 'tls', cause: 'no TLS handshake' };
  const known = code === undefined ? undefined : byCode[code];
  if (known) return known;
  if (code !== undefined && tlsCode.test(code))
    return { reason: 'tls', cause: code.toLowerCase().replaceAll('_', ' ') };
  if (code?.startsWith('HPE_')) return { reason: 'network', cause: 'the answer is not HTTP' };
  // Happy eyeballs gathers one error an address; the first tells as much as all.
  if (errors?.length) return describeNetworkError(errors[0]);
  if (cause instanceof Error) return describeNetworkError(cause);
  return { reason: 'network', cause: code ? `network error ${code}` : 'network error' };
}
