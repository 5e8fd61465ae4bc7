import type { Method, Operation, Parameter, RouteFacts } from './document.js';
import { exampleOf, type ExampleSource } from './example.js';

const ownWords: Record<string, string> = {
  limit: 'How many to answer at most',
  cursor: '`nextCursor` of the page before, with the same filters and order',
  sort: 'By which field, ascending; with a minus before it, descending. Without it, newest first',
  total: 'Whether to count all that the filters let through',
  since: 'Only what came then or later',
  from: 'Not before this time',
  to: 'Before this time',
  q: 'A query, in the query language of topics',
  query: 'A query, in the query language of topics',
  matched: 'Only stories that some topic finds, or that none does',
  open: 'Only what is still open, or only what is cleared',
  active: 'Only what holds now, or only what does not',
  recipient: 'The address that the mail came back to; needed where the mail itself does not show it',
  name: 'How it is called',
  token: 'The signed part of a link in a message',
  subscription: 'Only as to this subscription, by its id',
};

/** Every parameter says what it is; where a route does not, by its name. */
export function describeParameters(path: string, operation: Operation, source: ExampleSource): void {
  for (const parameter of operation.parameters ?? []) {
    if (parameter.$ref) continue;
    parameter.description ||=
      parameter.schema?.description ||
      (parameter.in === 'path' ? idWords(path, parameter.name) : filterWords(parameter));
    delete parameter.schema?.description;
    const example = parameter.schema && exampleOf(parameter.schema, source, parameter.name);
    if (example !== undefined && example !== null && parameter.in === 'path') parameter.example = example;
  }
}

function idWords(path: string, name: string): string {
  if (name !== 'id') return `${sentence(name)} of the thing`;
  const collection = path.split('/{id}')[0]?.split('/').at(-1) ?? 'things';
  return `Id of the ${singular(collection).replaceAll('-', ' ')}`;
}

function filterWords({ name }: Parameter): string {
  return ownWords[name] ?? `Only those with this ${words(name)}`;
}

const words = (name: string) => name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
const sentence = (name: string) => words(name).replace(/^./, (letter) => letter.toUpperCase());
const singular = (plural: string) => plural.replace(/ies$/, 'y').replace(/s$/, '');

export const sharedParameters: Record<string, Parameter> = {
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description:
      'The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done',
    schema: { type: 'string' },
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'The ETag of what is known already. If it is still the same, the answer is 304, without a body',
    schema: { type: 'string' },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again',
    schema: { type: 'string', minLength: 1, maxLength: 257 },
  },
};

const refer = (name: keyof typeof sharedParameters) =>
  ({ $ref: `#/components/parameters/${name}` }) as unknown as Parameter;

/** The request headers that every route of its kind takes. */
export function addRequestHeaders(method: Method, operation: Operation, facts: RouteFacts): void {
  const added: Parameter[] = [];
  if (facts.takesIfMatch) added.push(refer('IfMatch'));
  if (facts.hasNotModified && method === 'get') added.push(refer('IfNoneMatch'));
  if (method === 'post' && !facts.changesNothing) added.push(refer('IdempotencyKey'));
  if (added.length > 0) operation.parameters = [...(operation.parameters ?? []), ...added];
}
