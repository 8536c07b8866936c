import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Access } from '../access/access.js';
import { CALLBACK_PATH, VISIT_MS } from '../access/officeProvider.js';
import { returnPage } from '../access/returnPage.js';
import { OPEN } from './gate.js';
import { API_PREFIX } from './operation.js';
import { problemOf } from './problem.js';
import { addressOf } from './proxies.js';
import { COOKIE, SESSION_COOKIE, VISIT_COOKIE } from './sessionCookie.js';

/** Where a sign-in by the provider that failed is begun again. */
const SIGN_IN_PAGE = '/sign-in.html';

/**
 * Sends people to the office's identity provider and takes them back. These are visited by browsers, so that a failure
 * leads to the sign-in page, which is told its stable code.
 */
export function serveProvider(server: FastifyInstance, access: Access): void {
  const { provider, signIn } = access;
  if (provider === undefined) return;
  // The provider sends people back from another site, which a stricter cookie would not survive.
  const visit = { ...COOKIE, sameSite: 'lax', maxAge: VISIT_MS / 1_000 } as const;
  server.get(`${API_PREFIX}/session/oidc`, { config: { rule: OPEN } }, (request, reply) =>
    orBack(reply, async () => {
      const { url, ticket } = await provider.leave(returnPage((request.query as { next?: unknown }).next));
      return reply.setCookie(VISIT_COOKIE, ticket, visit).redirect(url);
    }),
  );
  server.get(CALLBACK_PATH, { config: { rule: OPEN } }, (request, reply) =>
    orBack(reply.clearCookie(VISIT_COOKIE, visit), async () => {
      const search = new URL(request.url, 'https://hub').search;
      const { name, next } = await provider.comeBack(request.cookies[VISIT_COOKIE] ?? '', search);
      const { secret } = await signIn.admit(name, addressOf(request));
      return reply.setCookie(SESSION_COOKIE, secret, COOKIE).redirect(next);
    }),
  );
}

async function orBack(reply: FastifyReply, act: () => Promise<FastifyReply>): Promise<FastifyReply> {
  try {
    return await act();
  } catch (error) {
    return reply.redirect(`${SIGN_IN_PAGE}?problem=${encodeURIComponent(problemOf(error).code)}`);
  }
}
