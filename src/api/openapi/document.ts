/** The parts of an OpenAPI 3.1 document that are worked on here. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** JSON Schema, draft 2020-12. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  prefixItems?: Schema[];
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  enum?: Json[];
  const?: Json;
  default?: Json;
  example?: Json;
  examples?: Json[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  minimum?: number;
  maximum?: number;
  description?: string;
}

export interface MediaType {
  schema?: Schema;
  example?: Json;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required?: boolean;
  description?: string;
  schema?: Schema;
  example?: Json;
}

export interface Header {
  description?: string;
  schema?: Schema;
  $ref?: string;
}

export interface Response {
  $ref?: string;
  description?: string;
  headers?: Record<string, Header>;
  content?: Record<string, MediaType>;
}

export interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: (Parameter & { $ref?: string })[];
  requestBody?: { required?: boolean; description?: string; content?: Record<string, MediaType> };
  responses: Record<string, Response>;
  security?: Record<string, string[]>[];
  'x-scope'?: string;
}

export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'] as const;
export type Method = (typeof METHODS)[number];

export interface ApiDocument {
  openapi: string;
  info: { title: string; version: string; description?: string };
  paths: Record<string, Partial<Record<Method, Operation>>>;
  tags?: { name: string; description: string }[];
  security?: Record<string, string[]>[];
  components: {
    schemas: Record<string, Schema>;
    responses?: Record<string, Response>;
    parameters?: Record<string, Parameter>;
    headers?: Record<string, Header>;
  };
}

/** What the document cannot tell about a route by itself. */
export interface RouteFacts {
  operationId: string;
  /** The scope it needs; or that anybody may call it, or whoever has signed in. */
  access: string | typeof OPEN | typeof ANY_ACTOR;
  /** A POST that only reads. */
  changesNothing: boolean;
  /** The answer shows a thing that can be read by its id, and so has an entity tag. */
  hasEntityTag: boolean;
  /** It changes such a thing. */
  takesIfMatch: boolean;
  /** GET answers 304. */
  hasNotModified: boolean;
  /** The types of an answer that is no JSON. */
  produces: string[];
}

export const OPEN = 'open';
export const ANY_ACTOR = 'any actor';

/** Every operation with its place. */
export function* operationsOf(
  document: ApiDocument,
): Generator<{ path: string; method: Method; operation: Operation }> {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) yield { path, method, operation };
    }
  }
}

export function resolveSchema(schema: Schema, { components }: Pick<ApiDocument, 'components'>): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : (components.schemas[name] ?? {});
}
