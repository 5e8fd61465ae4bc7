import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AuditController } from './audit.controller.js';
import { AuditStore } from './audit.store.js';
import { ChangeInterceptor } from './change.interceptor.js';
import { ChangeLockStore } from './change-lock.store.js';
import { EntityTagInterceptor } from './entity-tag.interceptor.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { IdempotencyStore } from './idempotency.store.js';

/**
 * Takes every change that comes through the API; sees to it that it is made once, not over another's, and is written down. Routes
 * say nothing for it: what is changed is told from where a route stands. Outermost is the key that makes it once, so that an answer
 * that is given again is not a second entry.
 */
@Module({
  controllers: [AuditController],
  providers: [
    AuditStore,
    ChangeLockStore,
    IdempotencyStore,
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: ChangeInterceptor },
    { provide: APP_INTERCEPTOR, useClass: EntityTagInterceptor },
  ],
})
export class ChangesModule {}
