import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Prisma } from '../database/generated/client.js';
import { ProblemException } from './problem.exception.js';
import { type Problem, type ProblemKind, problemKinds } from './problem.js';

/** Turns whatever a route throws into problem details; what is not the client's doing goes to the log, never into the answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('API');

  catch(exception: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = toProblem(exception, request.id);
    if (problem.status >= 500) {
      const cause = exception instanceof Error ? (exception.stack ?? exception.message) : String(exception);
      this.logger.error(
        `${request.method} ${request.routeOptions.url ?? 'unknown route'} (request ${request.id}): ${cause}`,
      );
    }
    void reply.status(problem.status).type('application/problem+json').send(problem);
  }
}

function toProblem(exception: unknown, requestId: string): Problem {
  const build = (kind: ProblemKind, status: number, detail?: string, errors?: Problem['errors']): Problem => ({
    type: `urn:wirewatch:problem:${kind}`,
    title: problemKinds[kind].title,
    status,
    ...(detail === undefined ? {} : { detail }),
    requestId,
    ...(errors === undefined ? {} : { errors }),
  });
  if (exception instanceof ProblemException) {
    return build(exception.kind, exception.getStatus(), exception.detail, exception.errors);
  }
  if (exception instanceof Prisma.PrismaClientKnownRequestError) {
    if (exception.code === 'P2002') return build('conflict', 409, 'Something with the same identity exists already');
    if (exception.code === 'P2003')
      return build('conflict', 409, 'It refers to something that does not exist, or is referred to');
    if (exception.code === 'P2025') return build('not-found', 404);
  }
  const status = statusOf(exception);
  const detail = exception instanceof HttpException && status < 500 ? exception.message : undefined;
  return build(kindOfStatus(status), status, detail);
}

/** Fastify's own errors (a body that is no JSON, too large a body) carry a statusCode and are no HttpException. */
function statusOf(exception: unknown): number {
  if (exception instanceof HttpException) return exception.getStatus();
  const status = (exception as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

function kindOfStatus(status: number): ProblemKind {
  if (status === 401) return 'not-signed-in';
  if (status === 403) return 'not-allowed';
  if (status === 404) return 'not-found';
  if (status === 409) return 'conflict';
  if (status === 429) return 'too-many-requests';
  if (status === 405) return 'method-not-allowed';
  if (status === 406) return 'not-acceptable';
  if (status === 412) return 'precondition-failed';
  if (status === 413) return 'too-large';
  if (status === 415) return 'unsupported-media-type';
  if (status === 422) return 'unprocessable';
  if (status >= 500) return 'internal-error';
  return 'invalid-request';
}
