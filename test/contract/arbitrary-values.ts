import fc from 'fast-check';
import { type ApiDocument, resolveSchema, type Schema } from '../../src/api/openapi/document.js';

type Arbitrary = fc.Arbitrary<unknown>;

const MAX_DEPTH = 6;
/** PostgreSQL and JSON hold no others. */
const text = (constraints: fc.StringConstraints) => fc.string({ unit: 'grapheme', ...constraints });

const formats: Record<string, () => Arbitrary> = {
  uuid: () => fc.uuid({ version: 7 }),
  'date-time': () =>
    fc
      .date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString()),
  date: () =>
    fc
      .date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
  email: () => fc.stringMatching(/^[a-z]{1,8}@[a-z]{1,8}\.example$/),
  uri: () => fc.stringMatching(/^https:\/\/[a-z]{1,8}\.invalid\/[a-z]{0,8}$/),
};

/** Values that a schema lets through; what it says in words only is not known here. */
export function validValues(schema: Schema, document: ApiDocument, depth = 0): Arbitrary {
  if (schema.$ref) return validValues(resolveSchema(schema, document), document, depth);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => validValues(choice, document, depth)));
  if (schema.allOf?.[0]) return validValues(schema.allOf[0], document, depth);
  const types = [schema.type ?? (schema.properties ? 'object' : 'any')].flat();
  return fc.oneof(...types.map((type) => ofType(type, schema, document, depth)));
}

function ofType(type: string, schema: Schema, document: ApiDocument, depth: number): Arbitrary {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 1_000, 0x7fff_ffff) });
    case 'number':
      return fc.double({ min: schema.minimum ?? 0, max: schema.maximum ?? 1_000, noNaN: true });
    case 'array':
      if (!schema.items || depth > MAX_DEPTH) return fc.constant([]);
      return fc.array(validValues(schema.items, document, depth + 1), {
        minLength: schema.minItems ?? 0,
        maxLength: 3,
      });
    case 'object':
      return objects(schema, document, depth);
    case 'string':
      return texts(schema);
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

function texts(schema: Schema): Arbitrary {
  const format = formats[schema.format ?? ''];
  if (format) return format();
  const { minLength = 0, maxLength = 1_000 } = schema;
  const fits = (value: string) => value.length >= minLength && value.length <= maxLength;
  if (schema.pattern !== undefined)
    return fc.stringMatching(new RegExp(schema.pattern, 'u'), { maxLength: 40 }).filter(fits);
  return text({ minLength, maxLength: Math.min(maxLength, minLength + 20) }).filter(fits);
}

function objects(schema: Schema, document: ApiDocument, depth: number): Arbitrary {
  const fields = Object.entries(schema.properties ?? {});
  if (depth > MAX_DEPTH) return fc.constant({});
  const { additionalProperties } = schema;
  if (fields.length === 0 && typeof additionalProperties === 'object') {
    return fc.dictionary(fc.stringMatching(/^[a-z]{2}$/), validValues(additionalProperties, document, depth + 1), {
      maxKeys: 2,
      noNullPrototype: true,
    });
  }
  const model = Object.fromEntries(fields.map(([name, part]) => [name, validValues(part, document, depth + 1)]));
  return fc.record(model, {
    requiredKeys: (schema.required ?? []).filter((name) => name in model),
    noNullPrototype: true,
  });
}

const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });

/** What nobody means well with, or nobody means at all. */
export const HOSTILE: unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  2 ** 53,
  0.1,
  '',
  ' ',
  'x'.repeat(20_000),
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e',
  "'; DROP TABLE users; --",
  "' OR 1=1 --",
  '${7*7}{{7*7}}',
  '../../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  'a\r\nSet-Cookie: a=b',
  '<script>alert(1)</script>',
  '%00',
  '%',
  '__proto__',
  'constructor',
  '9'.repeat(400),
  '-9223372036854775809',
  'NaN',
  '2026-02-30T25:61:00Z',
  '+275760-09-13T00:00:00.001Z',
  '00000000-0000-0000-0000-00000000000g',
  [],
  {},
  [[[[]]]],
  { __proto__: null, constructor: { prototype: { isAdmin: true } } },
  nested(200),
  Array.from({ length: 5_000 }, (_one, index) => index),
];

/** A valid body with something in it broken: a field of another kind, gone, or too many. */
export function brokenBodies(valid: Arbitrary): Arbitrary {
  return fc.tuple(valid, fc.nat(), fc.constantFrom(...HOSTILE), fc.nat(3)).map(([body, at, hostile, how]) => {
    if (typeof body !== 'object' || body === null || Array.isArray(body) || how === 3) return hostile;
    const names = Object.keys(body);
    const name = names[at % Math.max(names.length, 1)];
    if (how === 0 || name === undefined) return { ...body, somethingElse: hostile };
    if (how === 1) return Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));
    return { ...body, [name]: hostile };
  });
}
