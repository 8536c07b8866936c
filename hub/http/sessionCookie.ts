import type { CookieSerializeOptions } from '@fastify/cookie';

/** `__Host-` has the browser refuse it from anybody but this host over TLS (RFC 6265bis §4.1.3). */
export const SESSION_COOKIE = '__Host-rating-session';
/** Held while somebody is at the identity provider, which sends them back from another site. */
export const VISIT_COOKIE = '__Host-rating-visit';

export const COOKIE: CookieSerializeOptions = {
  path: '/',
  secure: true,
  httpOnly: true,
  sameSite: 'strict',
};
