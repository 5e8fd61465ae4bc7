import fc from 'fast-check';
import {
  type ApiDocument,
  type Method,
  type Operation,
  operationsOf,
  type Schema,
} from '../../src/api/openapi/document.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { ADMIN, startTestWirewatch, type TestWirewatch } from '../support/wirewatch.js';
import { brokenBodies, HOSTILE, validValues } from './arbitrary-values.js';
import { signInAs } from './people.js';
import { createSchemaCheck, type SchemaCheck } from './schema-check.js';
import { type RawAnswer, sendRaw } from './send-raw.js';
import { drawApi } from '../../src/draw-api.js';

interface Sent {
  method: Method;
  path: string;
  headers: Record<string, string>;
  body?: string | undefined;
}

interface Target {
  path: string;
  method: Method;
  operation: Operation;
}

/** Of each operation; a full round takes about a minute. */
const VALID_RUNS = 5;
const BROKEN_RUNS = 20;
const UNKNOWN = '019cb7a4-3f1e-7c52-9a0d-4e6b00000000';
/** They end the session that this test has, or never end. */
const LEFT_OUT = new Set(['signOut', 'followLive']);
const LEAK =
  /node_modules|\/src\/|\.[jt]s:\d+|\bat [\w.<>]+ \(|\/home\/|\/root\/|\/tmp\/|prisma\.|Invalid `|SELECT |postgres(ql)?:/;

describe('every operation of the document, called with all sorts of things', () => {
  let database: TestDatabase;
  let wirewatch: TestWirewatch;
  let document: ApiDocument;
  let check: SchemaCheck;
  let cookie: string;
  const ids: Record<string, string> = {};
  const seen = new Map<string, number>();

  beforeAll(async () => {
    document = await drawApi();
    check = createSchemaCheck(document);
    database = await createTestDatabase();
    wirewatch = await startTestWirewatch({ DATABASE_URL: database.url });
    cookie = await signInAs(wirewatch.url, ADMIN);
    await makeThings();
  });

  afterAll(async () => {
    await wirewatch?.stop();
    await database?.drop();
  });

  /** One of each thing, so that ids are found. */
  const makeThings = async () => {
    const { expectCall } = wirewatch;
    const make = async (path: string, body: unknown) =>
      (ids[path] = (await expectCall(201, 'POST', `/${path}`, body)).id);
    await make('feeds', { url: 'http://127.0.0.1:9/feed' });
    await make('entities', {
      slug: 'grain',
      kind: 'concept',
      name: 'Grain',
      forms: { en: [{ text: 'grain' }] },
    });
    await make('topics', { slug: 'grain', name: 'Grain', query: 'grain' });
    await make('subscribers', { name: 'Ana' });
    await make('targets', { subscriberId: ids['subscribers'], kind: 'mailbox' });
    await make('subscriptions', {
      subscriberId: ids['subscribers'],
      name: 'Grain',
      topicIds: [ids['topics']],
      targetIds: [ids['targets']],
    });
  };

  const targets = (): Target[] =>
    [...operationsOf(document)]
      .filter(({ operation }) => !LEFT_OUT.has(operation.operationId ?? ''))
      // What deletes comes last, so that there is something for the others.
      .sort((one, other) => Number(one.method === 'delete') - Number(other.method === 'delete'));

  const judge = ({ path, method, operation }: Target, sent: Sent, answer: RawAnswer): string | null => {
    const what = `${operation.operationId}: ${sent.method} ${sent.path.slice(0, 300)} ${JSON.stringify(sent.headers).slice(0, 200)} ${(sent.body ?? '').slice(0, 300)} → ${answer.status} ${answer.text.slice(0, 300)}`;
    seen.set(`${method} ${path}`, Math.max(seen.get(`${method} ${path}`) ?? 0, answer.status < 400 ? 2 : 1));
    const type = String(answer.headers['content-type'] ?? '').split(';')[0] ?? '';
    if (answer.status >= 500 && answer.status !== 503) return `fails: ${what}`;
    if (answer.status >= 400) {
      if (LEAK.test(answer.text)) return `tells too much: ${what}`;
      if (type !== 'application/problem+json') return `no problem details but ${type}: ${what}`;
      const errors = check.errors({ $ref: '#/components/schemas/Problem' }, JSON.parse(answer.text));
      return errors && `${errors}: ${what}`;
    }
    const declared = operation.responses[String(answer.status)];
    if (!declared) return `an undeclared status: ${what}`;
    if (answer.text === '') return null;
    const content = declared.content?.[type];
    if (!content?.schema) return `an undeclared type ${type}: ${what}`;
    const errors = type.endsWith('json') ? check.errors(content.schema, JSON.parse(answer.text)) : null;
    return errors && `${errors}: ${what}`;
  };

  const send = (sent: Sent) =>
    sendRaw(wirewatch.url, { ...sent, method: sent.method.toUpperCase(), headers: { cookie, ...sent.headers } });

  const pathWith = (path: string, values: (name: string, collection: string) => string) =>
    path.replace(
      /([\w-]+)\/{(\w+)}/g,
      (_all, collection: string, name: string) => `${collection}/${values(name, collection)}`,
    );

  const bodyOf = (operation: Operation): [string, Schema] | undefined => {
    const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
    return type !== undefined && content?.schema ? [type, content.schema] : undefined;
  };

  /** The example of a body, with ids of what there is where it names others. */
  const withKnownIds = (example: unknown): unknown => {
    if (typeof example !== 'object' || example === null || Array.isArray(example)) return example;
    return Object.fromEntries(
      Object.entries(example).map(([name, value]) => {
        const known = ids[name.replace(/Ids?$/, 's')];
        return [name, known === undefined ? value : name.endsWith('Ids') ? [known] : known];
      }),
    );
  };

  const validRequests = ({ path, method, operation }: Target): fc.Arbitrary<Sent> => {
    const query = (operation.parameters ?? []).filter((one) => one.in === 'query' && one.schema);
    const fields = Object.fromEntries(query.map(({ name, schema }) => [name, validValues(schema as Schema, document)]));
    const needed = query.filter(({ required }) => required).map(({ name }) => name);
    const body = bodyOf(operation);
    return fc
      .record({
        query: fc.record(fields, { requiredKeys: needed, noNullPrototype: true }),
        body: body ? validValues(body[1], document) : fc.constant(undefined),
        isKnown: fc.nat(3).map((one) => one > 0),
        isExample: fc.boolean(),
      })
      .map((parts): Sent => {
        const search = new URLSearchParams(
          Object.entries(parts.query as Record<string, unknown>).map(([name, value]): [string, string] => [
            name,
            String(value),
          ]),
        ).toString();
        const content = parts.isExample
          ? withKnownIds(operation.requestBody?.content?.[body?.[0] ?? '']?.example)
          : parts.body;
        const at = pathWith(path, (_name, collection) => (parts.isKnown && ids[collection]) || UNKNOWN);
        const isText = typeof content === 'string' && body?.[0] !== 'application/json';
        return {
          method,
          path: search ? `${at}?${search}` : at,
          headers: body ? { 'content-type': body[0] } : ({} as Record<string, string>),
          body: body && (isText ? String(content) : JSON.stringify(content)),
        };
      });
  };

  const brokenRequests = (target: Target): fc.Arbitrary<Sent> => {
    const { path, method, operation } = target;
    const names = (operation.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => name);
    const body = bodyOf(operation);
    const hostile = fc.constantFrom(...HOSTILE);
    const inAddress = hostile.map((value) =>
      String(typeof value === 'object' ? JSON.stringify(value) : value).slice(0, 3_000),
    );
    const odd = (one: fc.Arbitrary<string>) =>
      fc.oneof(
        one.map((value) => encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd'))),
        fc.constantFrom('%00', '%ff', '%', '%2e%2e', '%0d%0a', 'null'),
      );
    const brokenPath = path.includes('{')
      ? odd(inAddress).map((value) => pathWith(path, () => value || '-'))
      : fc.constant(path);
    const goodPath = fc
      .boolean()
      .map((isKnown) => pathWith(path, (_name, collection) => (isKnown && ids[collection]) || UNKNOWN));
    const search = fc
      .array(
        fc.tuple(
          fc.constantFrom(
            'somethingElse',
            '__proto__',
            'cursor',
            'limit',
            'sort',
            'constructor[prototype][a]',
            ...names,
          ),
          odd(inAddress),
        ),
        {
          maxLength: 4,
        },
      )
      .map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&'));
    const headers = fc.record(
      {
        'if-match': fc.constantFrom('*', '""', 'W/"x"', '"' + 'x'.repeat(3_000) + '"', 'nonsense', ','),
        'idempotency-key': fc.constantFrom('', ' ', 'x'.repeat(3_000), '"', 'a b', 'key\t1'),
        'content-type': fc.constantFrom(
          'text/plain',
          'application/xml',
          'application/json; charset=utf-16',
          'nonsense',
          'multipart/form-data',
          'application/x-www-form-urlencoded',
        ),
        accept: fc.constantFrom('image/png', '*/*', 'nonsense'),
        'last-event-id': fc.constant('x'),
      },
      { requiredKeys: [], noNullPrototype: true },
    );
    const content = fc.oneof(
      {
        weight: 6,
        arbitrary: (body ? brokenBodies(validValues(body[1], document)) : hostile).map((value) =>
          JSON.stringify(value),
        ),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          '',
          '{',
          '{"a":',
          '[1,',
          'null',
          '"text"',
          '{"__proto__":{"a":1}}',
          '\u0000',
          '{"a":"\\ud800"}',
          '['.repeat(50_000),
        ),
      },
      { weight: 1, arbitrary: fc.constant(`{"name":"${'x'.repeat(1_200_000)}"}`) },
    );
    return fc
      .record({
        path: fc.oneof(brokenPath, goodPath),
        search,
        headers,
        content,
        hasOddHeaders: fc.nat(2).map((one) => one === 0),
      })
      .map((parts) => ({
        method,
        path: parts.search ? `${parts.path}?${parts.search}` : parts.path,
        headers: {
          ...(method === 'get' || method === 'delete' ? {} : { 'content-type': 'application/json' }),
          ...(parts.hasOddHeaders ? (parts.headers as Record<string, string>) : {}),
        },
        body: method === 'get' || method === 'delete' ? undefined : parts.content,
      }));
  };

  const run = async (target: Target, requests: fc.Arbitrary<Sent>, numRuns: number, findings: string[]) => {
    for (const sent of fc.sample(requests, numRuns)) {
      const finding = judge(target, sent, await send(sent));
      if (finding) findings.push(finding);
    }
  };

  it('answers what is valid as it is described', async () => {
    const findings: string[] = [];
    for (const target of targets()) await run(target, validRequests(target), VALID_RUNS, findings);
    expect(findings).toEqual([]);
  }, 120_000);

  it('answers what is not valid with problem details, and never fails', async () => {
    const findings: string[] = [];
    for (const target of targets()) await run(target, brokenRequests(target), BROKEN_RUNS, findings);
    expect(findings).toEqual([]);
  }, 120_000);

  it('has called them all', () => {
    expect(seen.size).toBe(targets().length);
    // Else they would all be refused at the door, and nothing behind it be tried.
    const answered = [...seen.values()].filter((level) => level === 2).length;
    expect(answered / seen.size).toBeGreaterThan(0.6);
  });
});
