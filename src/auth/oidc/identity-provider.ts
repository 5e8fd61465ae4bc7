import * as oidc from 'openid-client';
import { isLoopbackUrl } from './loopback-url.js';

/** Injection token of {@link IdentityProvider}; null where none is set up. */
export const IDENTITY_PROVIDER = Symbol('identity provider');

/** Below the public URL. It must be registered at the provider. */
export const OIDC_CALLBACK_PATH = 'api/v1/session/oidc/callback';

/** What must come back with the person, and is kept in their browser meanwhile. */
export interface PendingSignIn {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** Who the provider says that somebody is. */
export interface Identity {
  issuer: string;
  subject: string;
  name: string | null;
  /** Null where the provider does not vouch for it. */
  verifiedEmail: string | null;
}

export type Identified =
  | { kind: 'identified'; identity: Identity }
  /** The person, or the provider in their stead, said no. */
  | { kind: 'declined' }
  /** Something does not fit together, or the provider cannot be reached; `reason` is for the log, and holds no secret. */
  | { kind: 'failed'; reason: string };

export interface IdentityProvider {
  readonly issuer: string;
  begin(): Promise<{ kind: 'begun'; url: string; pending: PendingSignIn } | { kind: 'failed'; reason: string }>;
  /** `query` as the provider sent the person back with it. */
  finish(query: string, pending: PendingSignIn): Promise<Identified>;
}

export interface IdentityProviderOptions {
  issuer: string;
  clientId: string;
  clientSecret?: string;
  publicUrl: string;
}

const TIMEOUT_S = 10;
const METADATA_MS = 60 * 60_000;
const SCOPE = 'openid email profile';

/**
 * OpenID Connect by the authorization code flow, with PKCE, state and nonce; the ID token's signature is checked although it comes
 * from the provider itself. Over plain http only where the provider runs on this very machine.
 */
export function createIdentityProvider({
  issuer,
  clientId,
  clientSecret,
  publicUrl,
}: IdentityProviderOptions): IdentityProvider {
  const redirectUrl = `${publicUrl}/${OIDC_CALLBACK_PATH}`;
  let found: { until: number; configuration: Promise<oidc.Configuration> } | undefined;
  const discover = () => {
    if (found && found.until > Date.now()) return found.configuration;
    const execute = [oidc.enableNonRepudiationChecks, ...(isLoopbackUrl(issuer) ? [oidc.allowInsecureRequests] : [])];
    const configuration = oidc.discovery(new URL(issuer), clientId, undefined, authentication(clientSecret), {
      timeout: TIMEOUT_S,
      execute,
    });
    const entry = { until: Date.now() + METADATA_MS, configuration };
    found = entry;
    // The next person's attempt asks again.
    configuration.catch(() => {
      if (found === entry) found = undefined;
    });
    return configuration;
  };
  return {
    issuer,
    async begin() {
      try {
        const configuration = await discover();
        const pending = {
          state: oidc.randomState(),
          nonce: oidc.randomNonce(),
          codeVerifier: oidc.randomPKCECodeVerifier(),
        };
        const url = oidc.buildAuthorizationUrl(configuration, {
          redirect_uri: redirectUrl,
          scope: SCOPE,
          state: pending.state,
          nonce: pending.nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(pending.codeVerifier),
          code_challenge_method: 'S256',
        });
        return { kind: 'begun', url: url.href, pending };
      } catch (error) {
        return { kind: 'failed', reason: reasonOf(error) };
      }
    },
    async finish(query, { state, nonce, codeVerifier }) {
      try {
        const configuration = await discover();
        const tokens = await oidc.authorizationCodeGrant(configuration, new URL(`${redirectUrl}?${query}`), {
          pkceCodeVerifier: codeVerifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims) return { kind: 'failed', reason: 'no ID token' };
        // Many providers tell the address only where it is asked for.
        const more =
          claims.email === undefined && configuration.serverMetadata().userinfo_endpoint
            ? await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub)
            : {};
        return { kind: 'identified', identity: toIdentity(issuer, { ...more, ...claims }) };
      } catch (error) {
        if (error instanceof oidc.AuthorizationResponseError) return { kind: 'declined' };
        return { kind: 'failed', reason: reasonOf(error) };
      }
    },
  };
}

/** By the header, as the standard has it, unless the provider names the other way. OpenID Connect Core 9 */
function authentication(secret: string | undefined): oidc.ClientAuth {
  if (secret === undefined) return oidc.None();
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const way = methods.includes('client_secret_basic') ? oidc.ClientSecretBasic : oidc.ClientSecretPost;
    way(secret)(server, client, body, headers);
  };
}

function toIdentity(issuer: string, claims: oidc.UserInfoResponse | oidc.IDToken): Identity {
  const { sub, name, email, email_verified: isVerified } = claims;
  return {
    issuer,
    subject: sub,
    name: typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, MAX_NAME) : null,
    // Anything but true is no voucher: some providers let people write any address.
    verifiedEmail: isVerified === true && typeof email === 'string' ? email.toLowerCase() : null,
  };
}

const MAX_NAME = 100;

/** The kind of failure only: what a provider answers may hold a code or a token. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = error as { code?: unknown };
  const { code: inner } = (error.cause ?? {}) as { code?: unknown };
  return [error.name, code, inner].filter((part) => typeof part === 'string').join(' ');
}
