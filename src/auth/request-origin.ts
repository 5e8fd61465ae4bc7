import type { FastifyRequest } from 'fastify';
import { ProblemException } from '../api/problem.exception.js';

/** The types of a form, which a page of any site may post without asking. https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
const FORM_TYPES = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);

/**
 * Beside the cookie, which is SameSite=Strict: refuses what a page of another site made the browser send, were it a neighbouring
 * host of the same site. Browsers say where a request comes from (Fetch Metadata); older ones name the origin at least. Programs say neither.
 */
export function refuseForeignSite({ headers }: FastifyRequest, ownOrigin: string): void {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') refuse();
  const { origin, host } = headers;
  if (origin === undefined || origin === ownOrigin) return;
  // What a page that gives no referrer posts as a form.
  if (origin === 'null' && site === 'same-origin') return;
  if (URL.canParse(origin) && new URL(origin).host === host) return;
  refuse();
}

function refuse(): never {
  throw new ProblemException('not-allowed', 'The request comes from another site');
}

/** A form posted from elsewhere is never taken for a request to the API, whatever its fields are called. */
export function refuseForms({ headers }: FastifyRequest): void {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (!hasBody || (type !== undefined && !FORM_TYPES.has(type))) return;
  throw new ProblemException('unsupported-media-type', 'The body must be JSON, with the content type application/json');
}
