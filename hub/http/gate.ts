import fastifyCookie from '@fastify/cookie';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CodedError } from '#platform/errors.js';
import type { Access } from '../access/access.js';
import { admission, admissionAt } from '../access/decision.js';
import type { Concern, Rule } from '../access/policy.js';
import { NOBODY, type Principal } from '../access/principal.js';
import { SESSION_COOKIE } from './sessionCookie.js';

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal;
  }
  interface FastifyContextConfig {
    /** Who may ask; without one a path of the API is closed to everybody. */
    rule?: Rule;
    /** Takes files instead of JSON. */
    takesFiles?: true;
  }
}

/** For what tells nobody anything: health, and what the API is like. */
export const OPEN: Rule = { who: 'anybody', at: [] };

/** What was asked, after it was checked. */
export interface Asked {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/**
 * Lets nothing pass without a rule: every request gets the principal it shows itself to be, and goes on only when the
 * rule of its route says so. That is decided before a body is read; whether the office is right, once it is.
 */
export class Gate {
  constructor(private readonly access: Access) {}

  /** Before any route, so that no limit or handler sees a request without its principal. */
  async attach(server: FastifyInstance): Promise<void> {
    await server.register(fastifyCookie);
    server.decorateRequest('principal');
    server.addHook('onRequest', async (request) => {
      request.principal = this.access.principalOf({
        session: request.cookies[SESSION_COOKIE],
        token: bearer(request),
      });
    });
    server.addHook('preParsing', async (request) => {
      const rule = request.routeOptions.config.rule ?? (isPage(request) ? OPEN : undefined);
      if (rule === undefined) throw new CodedError('access/role', 'this is open to nobody');
      refuseCrossSite(request);
      refuse(admission(rule, request.principal));
    });
  }

  /** Throws `access/office`, `access/office-needed`. */
  checkOffices({ at }: Rule, principal: Principal, asked: Asked): void {
    const offices = at
      .map((concern) => this.officeOf(concern, asked))
      .filter((office) => office !== undefined);
    refuse(admissionAt(offices, principal));
  }

  private officeOf(concern: Concern, asked: Asked): string | null | undefined {
    if (concern === 'city') return null;
    if ('of' in concern)
      return this.access.officeOf(concern.of, String(fieldOf(asked.params, concern.field)));
    const office = fieldOf(asked[concern.in], concern.field);
    return typeof office === 'string' ? office : concern.given === true ? undefined : null;
  }
}

const fieldOf = (part: unknown, field: string): unknown =>
  (part as Readonly<Record<string, unknown>> | undefined)?.[field];

function refuse(denial: CodedError | undefined): void {
  if (denial !== undefined) throw denial;
}

/** The pages and what is not there are nobody's secret. */
const isPage = ({ routeOptions: { url } }: FastifyRequest): boolean =>
  url === undefined || !url.startsWith('/api/');

function bearer({ headers: { authorization } }: FastifyRequest): string | undefined {
  return authorization?.startsWith('Bearer ') ? authorization.slice('Bearer '.length).trim() : undefined;
}

/**
 * What changes something must come from a page of the hub itself: browsers send the cookie, and reach a hub on the
 * office's network, whoever's page asks. Whoever is signed in proves it; anybody else must not show the opposite. Programs
 * with a token cannot be made to ask by a page.
 */
function refuseCrossSite(request: FastifyRequest): void {
  const { method, headers, principal = NOBODY, routeOptions } = request;
  if (method === 'GET' || method === 'HEAD' || principal.kind === 'token') return;
  const from = originOf(request);
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const isPlain = type === undefined || type === 'application/json' || routeOptions.config.takesFiles;
  if (from === 'other' || (principal.kind === 'user' && (from === 'unknown' || isPlain !== true)))
    throw new CodedError('access/cross-site', 'expected a request by a page of this hub, with JSON');
}

/** By Fetch Metadata, or by `Origin` where a browser does not send it. */
function originOf({ headers }: FastifyRequest): 'own' | 'other' | 'unknown' {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' ? 'own' : 'other';
  const { origin, host } = headers;
  if (origin === undefined) return 'unknown';
  return URL.canParse(origin) && new URL(origin).host === host ? 'own' : 'other';
}
