import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { ApiDocument, Json, Schema } from '../../src/api/openapi/document.js';

export interface SchemaCheck {
  /** Null where the value is valid, else what is wrong in one line. */
  errors(schema: Schema, value: unknown): string | null;
  compileErrors(reference: string): string | null;
}

/** Ajv over a document whose schemas refer to its components. */
export function createSchemaCheck(document: ApiDocument): SchemaCheck {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: false });
  addFormats.default(ajv);
  for (const keyword of ['components', 'paths', 'openapi', 'info', 'tags', 'servers', 'security', 'example']) {
    ajv.addKeyword(keyword);
  }
  ajv.addKeyword('discriminator');
  ajv.addSchema(document as unknown as Record<string, Json>, 'document');
  const compiled = new Map<string, ValidateFunction>();
  const compile = (schema: Schema): ValidateFunction => {
    const key = JSON.stringify(schema);
    const known =
      compiled.get(key) ?? ajv.compile(JSON.parse(key.replaceAll('"#/components/', '"document#/components/')));
    compiled.set(key, known);
    return known;
  };
  return {
    errors: (schema, value) => {
      const validate = compile(schema);
      return validate(value) ? null : ajv.errorsText(validate.errors, { dataVar: 'value' });
    },
    compileErrors: ($ref) => {
      try {
        compile({ $ref });
        return null;
      } catch (error) {
        return String(error);
      }
    },
  };
}
