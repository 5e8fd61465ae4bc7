import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemKinds } from '../../src/api/problem.js';
import type { ApiDocument, Method } from '../../src/api/openapi/document.js';
import { projectRoot } from '../../src/config/project-root.js';
import { drawApi } from '../../src/draw-api.js';
import { createSchemaCheck } from './schema-check.js';

const page = readFileSync(join(projectRoot, 'docs/api.md'), 'utf8');

describe('docs/api.md', () => {
  let document: ApiDocument;

  beforeAll(async () => {
    document = await drawApi();
  });

  it('has each kind of problem, with its status, and no other', () => {
    const rows = [...page.matchAll(/^\| `([a-z-]+)` \| ([\d, ]+) \|/gm)].map(([, kind, statuses]) => [kind, statuses]);
    expect(rows.map(([kind]) => kind).sort()).toEqual(Object.keys(problemKinds).sort());
    for (const [kind, statuses] of rows) {
      expect(statuses).toContain(String(problemKinds[kind as keyof typeof problemKinds].status));
    }
  });

  it('has calls that the document has, with parameters and bodies that are valid', () => {
    const calls = [...page.matchAll(/^curl ([^]*?)"\$WIREWATCH([^"]+)"/gm)];
    expect(calls.length).toBeGreaterThan(4);
    for (const [, options = '', address = ''] of calls) {
      const method = (/-X (\w+)/.exec(options)?.[1] ?? 'GET').toLowerCase() as Method;
      const [path = '', query = ''] = address.replace(/\$\w+/g, '{id}').split('?');
      const operation = document.paths[path]?.[method];
      expect({ path, isThere: operation !== undefined }).toEqual({ path, isThere: true });
      const names = operation?.parameters?.map(({ name }) => name);
      for (const name of new URLSearchParams(query).keys()) expect(names).toContain(name);
      const body = /-d '([^']+)'/.exec(options)?.[1];
      const schema = operation?.requestBody?.content?.['application/json']?.schema;
      if (body !== undefined && schema) {
        expect(createSchemaCheck(document).errors(schema, JSON.parse(body))).toBeNull();
      }
    }
  });

  it('names only addresses that there are', () => {
    const named = [...page.matchAll(/`(?:[A-Z]+ )(\/api\/v1\/[\w/-]+)`/g)].map(([, path]) => path ?? '');
    expect(named.length).toBeGreaterThan(2);
    for (const path of named) expect(Object.keys(document.paths)).toContain(path);
  });
});
