import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Prisma } from '../database/generated/client.js';
import { ProblemException } from './problem.exception.js';
import { type Failure, failureOfServer, kindOfStatus, toProblem } from './to-problem.js';

/** Turns whatever a route throws into problem details; what is not the client's doing goes to the log, never into the answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('API');

  catch(exception: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = toProblem(failureOf(exception, request), request.id);
    if (problem.status >= 500) {
      const cause = exception instanceof Error ? (exception.stack ?? exception.message) : String(exception);
      this.logger.error(
        `${request.method} ${request.routeOptions.url ?? 'unknown route'} (request ${request.id}): ${cause}`,
      );
    }
    // RFC 9110, section 15.5.2: a 401 says how to sign in.
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer realm="wirewatch"');
    // RFC 9110, section 15.5.16
    if (problem.status === 415 && !reply.hasHeader('accept-post')) {
      void reply.header(request.method === 'PATCH' ? 'accept-patch' : 'accept-post', 'application/json');
    }
    void reply.status(problem.status).type('application/problem+json').send(problem);
  }
}

function failureOf(exception: unknown, request: FastifyRequest): Failure {
  if (exception instanceof ProblemException) {
    const { kind, detail, errors } = exception;
    return { kind, status: exception.getStatus(), detail, errors };
  }
  if (exception instanceof Prisma.PrismaClientKnownRequestError) return failureOfDatabase(exception);
  if (exception instanceof Prisma.PrismaClientInitializationError) return { kind: 'unavailable' };
  if (!(exception instanceof HttpException)) return failureOfServer(exception) ?? { kind: 'internal-error' };
  const status = exception.getStatus();
  // The framework's words repeat the address, which may hold a token.
  if (request.is404) return { kind: 'not-found', detail: 'There is nothing at this address' };
  return { kind: kindOfStatus(status), status, detail: status < 500 ? exception.message : undefined };
}

/** https://www.prisma.io/docs/orm/reference/error-reference */
function failureOfDatabase({ code, meta }: Prisma.PrismaClientKnownRequestError): Failure {
  switch (code) {
    case 'P2002':
      return { kind: 'conflict', detail: 'Something with the same identity exists already', errors: takenFields(meta) };
    case 'P2003':
      return { kind: 'conflict', detail: 'It refers to something that does not exist, or is referred to' };
    case 'P2025':
      return { kind: 'not-found' };
    case 'P1001':
    case 'P1002':
    case 'P1008':
    case 'P1017':
    case 'P2024':
    case 'P2037':
      return { kind: 'unavailable', detail: 'The database does not answer' };
    default:
      return { kind: 'internal-error' };
  }
}

interface DriverMeta {
  driverAdapterError?: { cause?: { constraint?: { index?: unknown }; table?: unknown } };
}

/** Of a constraint over one column, from its name: `topics_slug_key`. What several columns make unique is no one field's fault. */
function takenFields(meta: Record<string, unknown> | undefined): Failure['errors'] {
  const { constraint, table } = (meta as DriverMeta | undefined)?.driverAdapterError?.cause ?? {};
  const field = /^([a-z]+)_key$/.exec(String(constraint?.index).replace(`${String(table)}_`, ''))?.[1];
  return field === undefined ? undefined : [{ path: field, message: 'is taken already' }];
}
