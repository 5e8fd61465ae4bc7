import { spawnSync } from 'node:child_process';
import { type ApiDocument, operationsOf } from '../../src/api/openapi/document.js';
import { projectRoot } from '../../src/config/project-root.js';
import { createSchemaCheck, type SchemaCheck } from './schema-check.js';
import { drawApi } from '../../src/draw-api.js';

describe('the OpenAPI document', () => {
  let document: ApiDocument;
  let check: SchemaCheck;
  const failing = (find: (operation: ReturnType<typeof all>[number]) => unknown) =>
    all().flatMap((each) => {
      const found = find(each);
      return found ? [`${each.method.toUpperCase()} ${each.path}: ${JSON.stringify(found)}`] : [];
    });
  const all = () => [...operationsOf(document)];

  beforeAll(async () => {
    document = await drawApi();
    check = createSchemaCheck(document);
  });

  it('is valid OpenAPI 3.1', () => {
    // The validator is an ES module, which Jest cannot load.
    const script = `
      import { Validator } from '@seriousme/openapi-schema-validator';
      import { readFileSync } from 'node:fs';
      const result = await new Validator().validate(JSON.parse(readFileSync(0, 'utf8')));
      process.stdout.write(JSON.stringify(result));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: projectRoot,
      input: JSON.stringify(document),
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({ valid: true });
    expect(document.openapi).toBe('3.1.0');
    expect(all().length).toBeGreaterThan(60);
  });

  it('has schemas that compile', () => {
    for (const name of Object.keys(document.components.schemas)) {
      expect({ name, errors: check.compileErrors(`#/components/schemas/${name}`) }).toEqual({ name, errors: null });
    }
  });

  it('gives each operation an id of its own, in words of one form', () => {
    const ids = all().map(({ operation }) => operation.operationId ?? '');
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+([A-Z][a-z0-9]*)*$/.test(id))).toEqual([]);
    expect(ids).toEqual(expect.arrayContaining(['listFeeds', 'readFeed', 'createFeed', 'updateFeed', 'deleteFeed']));
  });

  it('describes each tag, operation, parameter and response', () => {
    expect(document.tags?.filter(({ description }) => !description)).toEqual([]);
    expect(failing(({ operation }) => !operation.summary || operation.tags?.length !== 1)).toEqual([]);
    expect(
      failing(({ operation }) =>
        operation.parameters?.find((parameter) => !parameter.$ref && (!parameter.description || !parameter.schema)),
      ),
    ).toEqual([]);
    expect(
      failing(({ operation }) =>
        Object.entries(operation.responses).find(([, response]) => !response.$ref && !response.description),
      ),
    ).toEqual([]);
  });

  it('names every parameter of each path', () => {
    expect(
      failing(({ path, operation }) => {
        const inPath = [...path.matchAll(/{(\w+)}/g)].map(([, name]) => name).sort();
        const named = (operation.parameters ?? []).filter((one) => one.in === 'path').map(({ name }) => name);
        return inPath.join() !== named.sort().join() && { inPath, named };
      }),
    ).toEqual([]);
  });

  it('has a schema for each answer with content, and an example that is valid, for bodies as for answers', () => {
    const problems: string[] = [];
    for (const { path, method, operation } of all()) {
      const place = `${method.toUpperCase()} ${path}`;
      const bodies = [['body', operation.requestBody] as const, ...Object.entries(operation.responses)];
      for (const [name, body] of bodies) {
        for (const [type, content] of Object.entries(body?.content ?? {})) {
          const what = `${place} ${name} ${type}`;
          if (!content.schema) problems.push(`${what}: no schema`);
          else if (content.example === undefined) problems.push(`${what}: no example`);
          else if (type.includes('json')) {
            const errors = check.errors(content.schema, content.example);
            if (errors) problems.push(`${what}: ${errors} in ${JSON.stringify(content.example)}`);
          }
        }
      }
    }
    for (const [name, { content = {} }] of Object.entries(document.components.responses ?? {})) {
      for (const { schema, example } of Object.values(content)) {
        const errors = schema ? check.errors(schema, example) : 'no schema';
        if (errors) problems.push(`${name}: ${errors}`);
      }
    }
    expect(problems).toEqual([]);
  });

  it('says who may, and which problems there may be', () => {
    expect(failing(({ operation }) => !operation['x-scope'] || !operation.security)).toEqual([]);
    expect(failing(({ path, operation }) => path.includes('{') && !operation.responses['404'] && 'no 404')).toEqual([]);
    expect(failing(({ operation }) => operation.security?.length && !operation.responses['401'])).toEqual([]);
    expect(failing(({ operation }) => !operation.responses['429'] || !operation.responses['default'])).toEqual([]);
    const patch = document.paths['/api/v1/topics/{id}']?.patch;
    expect(Object.keys(patch?.responses ?? {})).toEqual(
      expect.arrayContaining(['200', '400', '401', '403', '404', '409', '412', '413', '415', '429', 'default']),
    );
    expect(patch?.parameters).toContainEqual({ $ref: '#/components/parameters/IfMatch' });
    expect(patch?.['x-scope']).toBe('topics:write');
    expect(document.paths['/api/v1/topics/validate']?.post?.['x-scope']).toBe('topics:read');
  });
});
