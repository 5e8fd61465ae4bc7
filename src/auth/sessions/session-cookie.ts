import type { CookieSerializeOptions } from '@fastify/cookie';

const NAME = 'wirewatch_session';

/** Over https with the prefix that no neighbouring host and no plain connection can set a cookie with. RFC 6265bis §4.1.3.2 */
export function sessionCookieName(publicUrl: string): string {
  return isSecure(publicUrl) ? `__Host-${NAME}` : NAME;
}

export function sessionCookieOptions(publicUrl: string): CookieSerializeOptions {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure(publicUrl) };
}

export function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith('https:');
}
