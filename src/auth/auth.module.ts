import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import { SETTINGS, type Settings } from '../config/settings.js';
import { ApiKeyController } from './api-key.controller.js';
import { ApiKeyStore } from './api-key.store.js';
import { AuthGuard } from './auth.guard.js';
import { createSecretBox, SECRET_BOX } from './secret-box.js';
import { SessionController } from './session.controller.js';
import { createLinkSigner, LINK_SIGNER } from './signed-link.js';

import { UserStore } from './user.store.js';

/**
 * Takes every request; gives an actor with a role, or refuses it. Closed by default: a new route asks for a viewer to read and
 * an editor to change unless it says otherwise. Also keeps the two uses of the secret key: sealed addresses and signed links.
 */
@Global()
@Module({
  imports: [ThrottlerModule.forRoot([{ ttl: 60_000, limit: 600 }])],
  controllers: [SessionController, ApiKeyController],
  providers: [
    UserStore,
    ApiKeyStore,
    { provide: APP_GUARD, useClass: AuthGuard },
    {
      provide: SECRET_BOX,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => createSecretBox(settings.secretKey),
    },
    {
      provide: LINK_SIGNER,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => createLinkSigner(settings.secretKey),
    },
  ],
  exports: [UserStore, ApiKeyStore, SECRET_BOX, LINK_SIGNER],
})
export class AuthModule {}
