import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { SETTINGS, type Settings } from '../config/settings.js';
import { ApiKeyController } from './api-key.controller.js';
import { ApiKeyStore } from './api-key.store.js';
import { AuthGuard } from './auth.guard.js';
import { IdentityService } from './identity.service.js';
import { createRequestLimits, REQUEST_LIMITS } from './limits/request-limits.js';
import { createIdentityProvider, IDENTITY_PROVIDER } from './oidc/identity-provider.js';
import { IdentityStore } from './oidc/identity.store.js';
import { OidcController } from './oidc/oidc.controller.js';
import { AccountController } from './people/account.controller.js';
import { PasswordController } from './people/password.controller.js';
import { PasswordLinkService } from './people/password-link.service.js';
import { PasswordPageController } from './people/password-page.controller.js';
import { RosterStore } from './people/roster.store.js';
import { UserController } from './people/user.controller.js';
import { ResealService } from './reseal.service.js';
import { SealedColumnStore } from './sealed-column.store.js';
import { createSecretBox, SECRET_BOX } from './secret-box.js';
import { OwnSessionController } from './sessions/own-session.controller.js';
import { PasswordCheckService } from './sessions/password-check.service.js';
import { SessionController } from './sessions/session.controller.js';
import { SessionStore } from './sessions/session.store.js';
import { createLinkSigner, LINK_SIGNER } from './signed-link.js';
import { UserStore } from './user.store.js';

/**
 * Takes every request; gives an actor with scopes, or refuses it. Closed by default: a new route names its area, or is nobody's.
 * Also keeps the two uses of the secret key: sealed secrets and signed links. After the key was replaced, what the key before
 * sealed is sealed anew at start.
 */
@Global()
@Module({
  controllers: [
    SessionController,
    OidcController,
    OwnSessionController,
    AccountController,
    PasswordController,
    PasswordPageController,
    UserController,
    ApiKeyController,
  ],
  providers: [
    UserStore,
    SessionStore,
    ApiKeyStore,
    IdentityService,
    PasswordCheckService,
    PasswordLinkService,
    RosterStore,
    IdentityStore,
    SealedColumnStore,
    ResealService,
    { provide: APP_GUARD, useClass: AuthGuard },
    {
      provide: REQUEST_LIMITS,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => createRequestLimits(settings.REQUESTS_PER_MINUTE),
    },
    {
      provide: IDENTITY_PROVIDER,
      inject: [SETTINGS],
      useFactory: ({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, PUBLIC_URL }: Settings) =>
        OIDC_ISSUER && OIDC_CLIENT_ID
          ? createIdentityProvider({
              issuer: OIDC_ISSUER,
              clientId: OIDC_CLIENT_ID,
              clientSecret: OIDC_CLIENT_SECRET,
              publicUrl: PUBLIC_URL,
            })
          : null,
    },
    {
      provide: SECRET_BOX,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => createSecretBox(settings.secretKey, settings.SECRET_KEY_PREVIOUS),
    },
    {
      provide: LINK_SIGNER,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => createLinkSigner(settings.secretKey, settings.SECRET_KEY_PREVIOUS),
    },
  ],
  exports: [UserStore, ApiKeyStore, IdentityService, REQUEST_LIMITS, SECRET_BOX, LINK_SIGNER],
})
export class AuthModule {}
