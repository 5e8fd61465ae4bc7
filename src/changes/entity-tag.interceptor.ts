import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { VOLATILE } from './change.decorator.js';
import { entityTag, namesTag } from './entity-tag.js';

/** Gives each thing that is read by its id an `ETag`: for `If-Match` when it is changed, and for `If-None-Match` when it is read again. */
@Injectable()
export class EntityTagInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const handler = context.getHandler();
    const isRead = handler.name === 'read' && this.reflector.get<string>(PATH_METADATA, handler).endsWith(':id');
    if (!isRead || !['GET', 'HEAD'].includes(request.method)) return next.handle();
    const volatile = this.reflector.get<ReadonlySet<string> | undefined>(VOLATILE, context.getClass());
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(
      map((view: unknown) => {
        const tag = entityTag(view, volatile);
        void reply.header('etag', tag);
        const known = request.headers['if-none-match'];
        if (volatile || known === undefined || !namesTag(known, tag, 'weak')) return view;
        void reply.status(304);
        return undefined;
      }),
    );
  }
}
