import { StandardSchemaValidationPipe } from '@nestjs/common';
import { ProblemException } from './problem.exception.js';

type Issue = { message: string; path?: readonly (PropertyKey | { key: PropertyKey })[] };

/** Checks what a route declares by `@Body({ schema })`, and names each field that is wrong. */
export function schemaValidationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues) =>
      new ProblemException(
        'invalid-request',
        undefined,
        (issues as readonly Issue[]).slice(0, 50).map((issue) => ({
          path: (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
          message: issue.message,
        })),
      ),
  });
}
