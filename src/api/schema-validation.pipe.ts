import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import type { FieldError } from './problem.js';
import { ProblemException } from './problem.exception.js';

type Issue = { message: string; path?: readonly (PropertyKey | { key: PropertyKey })[] };

/** Checks what a route declares by `@Body({ schema })`, and names each field that is wrong. */
export class SchemaValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({
      exceptionFactory: (issues) =>
        new ProblemException('invalid-request', undefined, toFieldErrors(issues as readonly Issue[])),
    });
  }

  override async transform<Value>(value: Value, metadata: ArgumentMetadata): Promise<Value> {
    const errors = findUnstorable(value, []);
    if (errors.length > 0) throw new ProblemException('invalid-request', undefined, errors);
    try {
      return (await super.transform(value, metadata)) as Value;
    } catch (error) {
      throw metadata.type === 'param' && error instanceof ProblemException ? named(error, metadata.data) : error;
    }
  }
}

/** A parameter of the path is checked alone, and its errors do not know which it is. */
function named({ kind, detail, errors }: ProblemException, name = ''): ProblemException {
  return new ProblemException(
    kind,
    detail,
    errors?.map((error) => ({ ...error, path: error.path || name })),
  );
}

const MAX_ERRORS = 50;

function toFieldErrors(issues: readonly Issue[]): FieldError[] {
  return issues.slice(0, MAX_ERRORS).map(({ path = [], message }) => ({
    path: path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
    message,
  }));
}

/** PostgreSQL refuses NUL in text, and JSON half a surrogate pair: better said here, with the field, than as a failure there. */
function findUnstorable(value: unknown, path: string[]): FieldError[] {
  if (typeof value === 'string') {
    return /\0|\p{Surrogate}/u.test(value)
      ? [{ path: path.join('.'), message: 'a character that cannot be stored' }]
      : [];
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, part]) => findUnstorable(part, [...path, key]));
}
