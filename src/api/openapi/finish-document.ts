import { describeTags } from './api-tags.js';
import { addRequestHeaders, describeParameters, sharedParameters } from './describe-parameters.js';
import { describeResponses, problemResponses, sharedHeaders } from './describe-responses.js';
import {
  ANY_ACTOR,
  type ApiDocument,
  type MediaType,
  OPEN,
  type Operation,
  operationsOf,
  type RouteFacts,
} from './document.js';
import { exampleOf, type ExampleSource } from './example.js';

const SIGNED_IN: Record<string, string[]>[] = [{ session: [] }, { apiKey: [] }];

/**
 * Makes the document that the framework drew whole: ids, who may, headers, problems, examples, words for each parameter. All of it by
 * rule, so that a new route has it without a word of its own.
 *
 * @param factsOf by the operation's id as the framework gave it, `FeedController.update`
 */
export function finishDocument(document: ApiDocument, factsOf: ReadonlyMap<string, RouteFacts>): ApiDocument {
  document.components.responses = problemResponses();
  document.components.parameters = sharedParameters;
  document.components.headers = sharedHeaders;
  describeTags(document);
  for (const { path, method, operation } of operationsOf(document)) {
    const facts = factsOf.get(operation.operationId ?? '');
    if (!facts) throw new Error(`${method} ${path}: nothing is known of ${operation.operationId}`);
    operation.operationId = facts.operationId;
    describeAccess(operation, facts);
    describeParameters(path, operation, document);
    addRequestHeaders(method, operation, facts);
    describeResponses(path, method, operation, facts);
    addExamples(operation, document);
  }
  refuseTwins(document);
  return document;
}

function describeAccess(operation: Operation, { access }: RouteFacts): void {
  operation.security = access === OPEN ? [] : SIGNED_IN;
  operation['x-scope'] = access === ANY_ACTOR ? 'any' : access === OPEN ? 'none' : access;
  const words =
    access === OPEN
      ? 'Anybody may call this.'
      : access === ANY_ACTOR
        ? 'For whoever is signed in, and for every API key.'
        : `Needs the scope \`${access}\`.`;
  operation.description = operation.description ? `${operation.description.trim()}\n\n${words}` : words;
}

function addExamples(operation: Operation, source: ExampleSource): void {
  const bodies = [operation.requestBody, ...Object.values(operation.responses)];
  for (const content of bodies.flatMap((body) => Object.values(body?.content ?? {}))) addExample(content, source);
}

function addExample(content: MediaType, source: ExampleSource): void {
  if (!content.schema || content.example !== undefined) return;
  const example = exampleOf(content.schema, source);
  if (example !== undefined) content.example = example;
}

/** A client has one function for each id. */
function refuseTwins(document: ApiDocument): void {
  const seen = new Set<string>();
  for (const { operation } of operationsOf(document)) {
    const id = operation.operationId ?? '';
    if (seen.has(id)) throw new Error(`Two operations have the id ${id}`);
    seen.add(id);
  }
}
