import { z } from 'zod';
import type { Schema } from './document.js';

type ZodDefinition = { type: string; in?: z.core.$ZodType; out?: z.core.$ZodType };
const definitionOf = (schema: z.core.$ZodType) => schema._zod.def as unknown as ZodDefinition;

/** `z.stringbool`: text on the wire, and yes or no to whoever writes the request. */
function isYesOrNo(schema: z.core.$ZodType): boolean {
  const { type, in: from, out: to } = definitionOf(schema);
  return (
    type === 'pipe' && !!from && !!to && definitionOf(from).type === 'string' && definitionOf(to).type === 'boolean'
  );
}

type Override = NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override']>;

const override: Override = ({ zodSchema, jsonSchema }) => {
  if (isYesOrNo(zodSchema)) {
    for (const key of Object.keys(jsonSchema))
      if (key !== 'default' && key !== 'description') delete (jsonSchema as Record<string, unknown>)[key];
    jsonSchema['type'] = 'boolean';
  }
  // The format says the same, and can be read.
  if (['uuid', 'date-time', 'date', 'email', 'uri'].includes(String(jsonSchema['format']))) {
    if (zodSchema._zod.def.type === 'string') delete jsonSchema['pattern'];
  }
  // What whole numbers in JavaScript go up to is nothing that a client has to be told.
  if (jsonSchema['minimum'] === Number.MIN_SAFE_INTEGER) delete jsonSchema['minimum'];
  if (jsonSchema['maximum'] === Number.MAX_SAFE_INTEGER) delete jsonSchema['maximum'];
};

/**
 * Zod to JSON Schema (draft 2020-12), with everything that has an id apart as a component. One id stands for one schema: two that
 * differ throw, since one would be lost.
 */
export function createSchemaConverter() {
  const seen = new Map<string, string>();
  return (schema: unknown, { schemaType }: { schemaType: 'input' | 'output' }) => {
    if (!(schema instanceof z.ZodType)) return undefined;
    const { $defs = {}, ...root } = z.toJSONSchema(schema, {
      target: 'draft-2020-12',
      io: schemaType,
      unrepresentable: 'any',
      override,
    }) as { $defs?: Record<string, Schema>; $schema?: string };
    delete root.$schema;
    for (const [id, definition] of Object.entries($defs)) {
      const text = JSON.stringify(definition);
      const before = seen.get(id) ?? text;
      if (before !== text) throw new Error(`Two schemas have the id ${id}: ${before} and ${text}`);
      seen.set(id, text);
    }
    return { schema: root, components: $defs };
  };
}
