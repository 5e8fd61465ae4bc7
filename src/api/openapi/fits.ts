import type { Json, Schema } from './document.js';

/** Whether a plain value (text, number, yes or no, null, a list of such) is valid for a schema without references. */
export function fits(schema: Schema, value: Json): boolean {
  const types = [schema.type ?? []].flat();
  if (schema.const !== undefined && schema.const !== value) return false;
  if (schema.enum && !schema.enum.includes(value)) return false;
  if (value === null) return types.includes('null');
  if (typeof value === 'string') return types.includes('string') && fitsText(schema, value);
  if (typeof value === 'boolean') return types.includes('boolean');
  if (typeof value === 'number') {
    const isType = types.includes('number') || (types.includes('integer') && Number.isInteger(value));
    return isType && value >= (schema.minimum ?? -Infinity) && value <= (schema.maximum ?? Infinity);
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    return types.includes('array') && value.every((item) => !items || items.$ref !== undefined || fits(items, item));
  }
  return types.includes('object') && !schema.properties;
}

const formats: Record<string, RegExp> = {
  uuid: /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
  date: /^\d{4}-\d\d-\d\d$/,
  email: /^[\w.-]+@[\w.-]+\.\w+$/,
  uri: /^[a-z]+:\S+$/,
};

function fitsText(schema: Schema, text: string): boolean {
  if (text.length < (schema.minLength ?? 0) || text.length > (schema.maxLength ?? Infinity)) return false;
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(text)) return false;
  return schema.format === undefined || (formats[schema.format]?.test(text) ?? true);
}
