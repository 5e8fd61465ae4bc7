/** What became of one fetch of a feed. Durations in milliseconds; validators are opaque and kept byte for byte. */
export type FetchOutcome =
  | {
      kind: 'fresh';
      status: number;
      /** Where the body came from, after every redirect. */
      finalUrl: string;
      /** The address to use from now on: set only when every hop was 301 or 308. */
      movedTo?: string;
      body: Buffer;
      contentType?: string;
      /** The Link headers (RFC 8288), as one. */
      links?: string;
      etag?: string;
      lastModified?: string;
      maxAgeMs?: number;
    }
  | {
      kind: 'not-modified';
      finalUrl: string;
      movedTo?: string;
      etag?: string;
      lastModified?: string;
      maxAgeMs?: number;
    }
  | { kind: 'gone'; status: 410 }
  | { kind: 'retry-later'; status: 429 | 503; afterMs?: number }
  | {
      kind: 'failed';
      reason: FetchFailure;
      /** One line naming host and cause, fit for a person; never a query string or userinfo. */
      message: string;
      status?: number;
    };

export type FetchFailure =
  | 'invalid-url'
  | 'blocked-address'
  | 'dns'
  | 'connect'
  | 'tls'
  | 'timeout'
  | 'too-large'
  | 'too-many-redirects'
  | 'redirect-loop'
  | 'internal-error'
  | 'http-status'
  | 'aborted'
  | 'decode'
  | 'network';
