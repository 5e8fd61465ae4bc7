import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemException } from './problem.exception.js';

type Done = (error: Error | null, value?: unknown) => void;

/** Looking for the place parses the text some more times: not for texts that are no mistake of a hand. */
const LONGEST_LOOKED_AT = 64 * 1024;

/**
 * The parser of JSON bodies: Fastify's own, which refuses `__proto__` and `constructor.prototype`, but says where a text stops being
 * JSON.
 */
export function createJsonParser(fastify: FastifyInstance) {
  const parse = fastify.getDefaultJsonParser('error', 'error') as (
    request: FastifyRequest,
    text: string,
    done: Done,
  ) => void;
  return (request: FastifyRequest, body: Buffer, done: Done): void => {
    const text = body.toString('utf8');
    parse(request, text, (error, value) => {
      if (!error) return done(null, value);
      if (text.trim() === '')
        return done(new ProblemException('invalid-request', 'The body is empty, and should be JSON'));
      const place = text.length > LONGEST_LOOKED_AT ? undefined : placeOfError(text);
      done(
        new ProblemException(
          'invalid-request',
          place ? `The body is not JSON: see ${place}` : 'The body is not JSON as it may be',
        ),
      );
    });
  };
}

/** As `line 2, column 7`; undefined where it is JSON. The shortest beginning that no continuation can mend ends with the culprit. */
export function placeOfError(text: string): string | undefined {
  if (isMendable(text) === undefined) return undefined;
  let good = 0;
  let bad = text.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (middle <= text.length && isMendable(text.slice(0, middle)) === false) bad = middle;
    else good = middle;
  }
  const before = text.slice(0, Math.min(good, text.length)).split('\n');
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}

/** Whether more text could make it JSON; undefined where it is JSON already. */
function isMendable(text: string): boolean | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    const place = /at position (\d+)/.exec(message)?.[1];
    if (/Unexpected end|Unterminated/.test(message)) return true;
    return place !== undefined && Number(place) >= text.length;
  }
}
