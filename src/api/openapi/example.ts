import { type ApiDocument, type Json, resolveSchema, type Schema } from './document.js';
import { knownExamples } from './example-values.js';
import { fits } from './fits.js';

export type ExampleSource = Pick<ApiDocument, 'components'>;

const MAX_DEPTH = 8;

/**
 * An example of a schema: what the schema brings itself, else what a field of this name is like here, else the simplest thing that is
 * valid. The same for the same schema, always. Undefined where nothing valid is found.
 *
 * @param name of the field or the component that the schema is of
 */
export function exampleOf(schema: Schema, source: ExampleSource, name = '', owner = '', depth = 0): Json | undefined {
  if (schema.$ref) {
    const component = schema.$ref.split('/').at(-1) ?? '';
    const resolved = resolveSchema(schema, source);
    // An enumeration is told by the field that it is of, too.
    const known = resolved.properties ? undefined : knownExample(resolved, name, owner);
    return known ?? exampleOf(resolved, source, component, owner, depth + 1);
  }
  if (schema.example !== undefined) return schema.example;
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  if (depth > MAX_DEPTH) return undefined;
  const known = knownExample(schema, name, owner);
  if (known !== undefined) return known;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  if (schema.allOf) return mergedExample(schema.allOf, source, name, owner, depth);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return firstChoice(choices, source, name, owner, depth);
  return plainExample(schema, source, name, owner, depth);
}

function knownExample(schema: Schema, name: string, owner: string): Json | undefined {
  const choices = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter(({ $ref }) => !$ref);
  return knownExamples(owner, name).find((value) =>
    choices.some((choice) => choice.type !== undefined && fits(choice, value)),
  );
}

function mergedExample(parts: Schema[], ...rest: [ExampleSource, string, string, number]): Json | undefined {
  const values = parts.map((part) => exampleOf(part, ...rest));
  if (values.length === 1) return values[0];
  const objects = values.filter((value) => typeof value === 'object' && value !== null && !Array.isArray(value));
  return Object.assign({}, ...objects) as Json;
}

function firstChoice(
  choices: Schema[],
  source: ExampleSource,
  name: string,
  owner: string,
  depth: number,
): Json | undefined {
  const mayBeNull = choices.some(({ type }) => type === 'null');
  const others = choices.filter(({ type }) => type !== 'null');
  // A bare text or number of which nothing is known says less than null does.
  const telling = mayBeNull
    ? others.filter((choice) => choice.$ref ?? choice.enum ?? choice.properties ?? choice.format)
    : others;
  for (const choice of telling) {
    const value = exampleOf(choice, source, name, owner, depth + 1);
    if (value !== undefined) return value;
  }
  return mayBeNull ? null : undefined;
}

function plainExample(
  schema: Schema,
  source: ExampleSource,
  name: string,
  owner: string,
  depth: number,
): Json | undefined {
  const types = [schema.type ?? []].flat();
  if (types.includes('object') || schema.properties) return objectExample(schema, source, name, depth);
  if (types.includes('array')) return arrayExample(schema, source, name, owner, depth);
  if (types.includes('string')) return textExample(schema, name);
  if (types.includes('boolean')) return false;
  if (types.includes('integer') || types.includes('number'))
    return Math.max(schema.minimum ?? 1, 1) <= (schema.maximum ?? 1)
      ? Math.max(schema.minimum ?? 1, 1)
      : (schema.minimum ?? 0);
  if (types.includes('null')) return null;
  return {};
}

function objectExample(schema: Schema, source: ExampleSource, name: string, depth: number): Json | undefined {
  const entries: [string, Json][] = [];
  for (const [field, part] of Object.entries(schema.properties ?? {})) {
    const isNeeded = schema.required?.includes(field) ?? false;
    // What may be left out is shown where something is known of it.
    if (!isNeeded && knownExamples(name, field, 'own').length === 0) continue;
    const value = exampleOf(part, source, field, name, depth + 1);
    if (value !== undefined) entries.push([field, value]);
    else if (isNeeded) return undefined;
  }
  return Object.fromEntries(entries);
}

function arrayExample(schema: Schema, source: ExampleSource, name: string, owner: string, depth: number): Json {
  if (schema.prefixItems)
    return schema.prefixItems.map((item) => exampleOf(item, source, name, owner, depth + 1) ?? null);
  const item = schema.items && exampleOf(schema.items, source, name.replace(/s$/, ''), owner, depth + 1);
  return item === undefined ? [] : [item];
}

const formats: Record<string, string> = {
  'date-time': '2026-03-04T07:30:00.000Z',
  date: '2026-03-04',
  email: 'ana@desk.example',
  uri: 'https://news.example/',
};

function textExample(schema: Schema, name: string): Json | undefined {
  const value = schema.format === 'uuid' ? idLike(name) : (formats[schema.format ?? ''] ?? (name || 'text'));
  return [value, value.padEnd(schema.minLength ?? 0, '-'), 'a'].find((text) => fits(schema, text));
}

/** Looks like the ids that are given here (UUIDv7); another for each kind of thing. */
function idLike(name: string): string {
  let hash = 7;
  for (const character of name) hash = (hash * 31 + character.charCodeAt(0)) % 0xffff_ffff;
  return `019cb7a4-3f1e-7c52-9a0d-4e6b${hash.toString(16).padStart(8, '0')}`;
}
