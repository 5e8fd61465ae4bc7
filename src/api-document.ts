import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { createSchemaConverter } from './api/openapi/convert-schema.js';
import { ANY_ACTOR, type ApiDocument, OPEN, type RouteFacts } from './api/openapi/document.js';
import { finishDocument } from './api/openapi/finish-document.js';
import { operationId } from './api/openapi/operation-id.js';
import { problemSchema } from './api/problem.js';
import { scopeIn, type Area } from './auth/scope.js';
import { CHANGES_NOTHING, VOLATILE } from './changes/change.decorator.js';

const DESCRIPTION = `The REST API of Wirewatch, a newsroom monitor: feeds, topics, stories, subscriptions, alerts and deliveries.
Sign in, or send an API key as a bearer token. Errors are problem details (RFC 9457).`;

/** The OpenAPI 3.1 document of every route that there is. The application need not be initialised; its prefix must be set. */
export function createApiDocument(app: NestFastifyApplication, version: string): ApiDocument {
  const frame = new DocumentBuilder()
    .setTitle('Wirewatch')
    .setDescription(DESCRIPTION)
    .setVersion(version)
    .setOpenAPIVersion('3.1.0')
    .addServer('/', 'This Wirewatch')
    .addSecurity('session', {
      type: 'apiKey',
      in: 'cookie',
      name: 'wirewatch_session',
      description: 'Set by signing in. Over https its name is `__Host-wirewatch_session`',
    })
    .addSecurity('apiKey', { type: 'http', scheme: 'bearer', description: 'An API key' })
    .addSecurityRequirements('session')
    .addSecurityRequirements('apiKey')
    .build();
  const convert = createSchemaConverter();
  const drawn = SwaggerModule.createDocument(app, frame, {
    operationIdFactory: keyOf,
    standardSchemaConverter: convert,
  }) as unknown as ApiDocument;
  Object.assign(drawn.components.schemas, convert(problemSchema, { schemaType: 'output' })?.components);
  return finishDocument(drawn, gatherFacts(app));
}

export function serveDocs(app: NestFastifyApplication, version: string): void {
  let document: ApiDocument | undefined;
  const create = () => (document ??= createApiDocument(app, version));
  SwaggerModule.setup('docs', app, create as unknown as () => ReturnType<typeof SwaggerModule.createDocument>, {
    jsonDocumentUrl: 'docs/openapi.json',
  });
}

const keyOf = (controller: string, method: string) => `${controller}.${method}`;

function gatherFacts(app: NestFastifyApplication): Map<string, RouteFacts> {
  const scanner = new MetadataScanner();
  const facts = new Map<string, RouteFacts>();
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue;
      const prototype = metatype.prototype as Record<string, object>;
      for (const name of scanner.getAllMethodNames(prototype)) {
        const handler = prototype[name];
        if (!handler || !Reflect.hasMetadata(PATH_METADATA, handler)) continue;
        facts.set(keyOf(metatype.name, name), factsOf(metatype, name, handler));
      }
    }
  }
  return facts;
}

function factsOf(controller: object & { name: string; prototype: object }, name: string, handler: object): RouteFacts {
  const reflector = new Reflector();
  const targets = [handler, controller] as (() => void)[];
  const pathOf = (method: object | undefined) =>
    method ? String(Reflect.getMetadata(PATH_METADATA, method) as unknown) : '';
  const { read } = controller.prototype as { read?: object };
  const path = pathOf(handler);
  const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod;
  const isReadable = pathOf(read) === ':id';
  const standsOnId = path === ':id' || path.startsWith(':id/');
  const isRead = name === 'read' && path.endsWith(':id');
  const changesNothing = reflector.getAllAndOverride<boolean | undefined>(CHANGES_NOTHING, targets) ?? false;
  const isChange = method !== RequestMethod.GET && !changesNothing;
  return {
    operationId: operationId(controller.name, name),
    access: accessOf(reflector, targets, method === RequestMethod.GET),
    changesNothing,
    hasEntityTag: isRead || (isReadable && isChange),
    takesIfMatch: isReadable && isChange && standsOnId,
    produces: reflector.get<string[] | undefined>('swagger/apiProduces', targets[0] as () => void) ?? [],
    hasNotModified: isRead && reflector.get<unknown>(VOLATILE, controller as () => void) === undefined,
  };
}

function accessOf(reflector: Reflector, targets: (() => void)[], isReading: boolean): string {
  if (reflector.getAllAndOverride<boolean | undefined>('wirewatch:open', targets)) return OPEN;
  const scope = reflector.getAllAndOverride<string | undefined>('wirewatch:scope', targets);
  if (scope !== undefined) return scope === 'any actor' ? ANY_ACTOR : scope;
  const area = reflector.getAllAndOverride<Area | undefined>('wirewatch:area', targets);
  return (area && scopeIn(area, isReading ? 'read' : 'write')) ?? 'none';
}
