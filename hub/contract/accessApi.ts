import Type from 'typebox';
import {
  AccountDecision,
  AccountState,
  AccountView,
  ApplicationRequest,
  OneTimePassword,
  PasswordChange,
  SessionView,
  SignInRequest,
  TokenMade,
  TokenRequest,
  TokenView,
} from './access.js';
import { operation, page, pageOf } from './operation.js';
import { OfficeId, Uuid } from './values.js';

const oneAccount = Type.Object({ id: Uuid });
const oneToken = Type.Object({ id: Uuid });
const badPassword = [
  'request/invalid',
  'password/too-young',
  'password/too-short',
  'password/too-simple',
  'password/used-before',
];

/** Signing in, accounts and tokens (P1, P2). */
export const accessOperations = {
  session: operation({
    method: 'GET',
    path: '/session',
    summary: 'How whoever asks stands: signed in as whom, or not at all.',
    responses: { 200: SessionView },
  }),
  signIn: operation({
    method: 'POST',
    path: '/session',
    summary: 'Begins a session; alike for an unknown account and a wrong password.',
    body: SignInRequest,
    responses: { 201: SessionView },
    problems: {
      401: ['session/refused'],
      423: ['session/locked'],
      429: ['session/too-many-attempts'],
      503: ['session/busy'],
    },
  }),
  signOut: operation({
    method: 'POST',
    path: '/session/end',
    summary: 'Ends this session.',
    body: Type.Object({}),
    responses: { 200: SessionView },
  }),
  signOutEverywhere: operation({
    method: 'POST',
    path: '/session/end-all',
    summary: 'Ends every session of whoever asks, this one too.',
    body: Type.Object({}),
    responses: { 200: SessionView },
  }),
  changePassword: operation({
    method: 'POST',
    path: '/session/password',
    summary: 'Chooses another password; ends the other sessions of the account.',
    body: PasswordChange,
    responses: { 200: SessionView },
    problems: {
      401: ['session/refused'],
      422: badPassword,
      423: ['session/locked'],
      429: ['session/too-many-attempts'],
      503: ['session/busy'],
    },
  }),
  applyForAccount: operation({
    method: 'POST',
    path: '/accounts',
    summary: 'Applies for an account; a supervisor decides (P2).',
    body: ApplicationRequest,
    responses: { 201: Type.Object({ id: Uuid }) },
    problems: {
      409: ['account/name-taken'],
      422: ['request/invalid', 'account/unknown-office'],
      429: ['account/too-many-applications'],
    },
  }),
  accounts: operation({
    method: 'GET',
    path: '/accounts',
    summary: 'Accounts, newest application first.',
    query: Type.Object({
      office: Type.Optional(OfficeId),
      state: Type.Optional(AccountState),
      ...page,
    }),
    responses: {
      200: pageOf(Type.Object({ ...AccountView.properties, reason: Type.Optional(Type.String()) })),
    },
  }),
  approveAccount: operation({
    method: 'POST',
    path: '/accounts/{id}/approve',
    summary: 'Approves an application; the one-time password is shown this once. Journalled.',
    params: oneAccount,
    body: AccountDecision,
    responses: { 200: OneTimePassword },
    problems: {
      404: ['account/unknown'],
      409: ['account/decided'],
      403: ['access/beyond-own'],
      422: ['request/invalid', 'account/unknown-office'],
    },
  }),
  declineAccount: operation({
    method: 'POST',
    path: '/accounts/{id}/decline',
    summary: 'Declines an application. Journalled.',
    params: oneAccount,
    body: Type.Object({}),
    responses: { 200: AccountView },
    problems: { 404: ['account/unknown'], 409: ['account/decided'], 403: ['access/beyond-own'] },
  }),
  changeAccount: operation({
    method: 'POST',
    path: '/accounts/{id}',
    summary: 'Changes roles and offices of an account at once, for its open sessions too. Journalled.',
    params: oneAccount,
    body: AccountDecision,
    responses: { 200: AccountView },
    problems: {
      404: ['account/unknown'],
      409: ['account/last-administrator'],
      403: ['access/beyond-own'],
      422: ['request/invalid', 'account/unknown-office'],
    },
  }),
  disableAccount: operation({
    method: 'POST',
    path: '/accounts/{id}/disable',
    summary: 'Lets the account in no more and ends its sessions. Journalled.',
    params: oneAccount,
    body: Type.Object({}),
    responses: { 200: AccountView },
    problems: { 404: ['account/unknown'], 409: ['account/last-administrator'], 403: ['access/beyond-own'] },
  }),
  resetPassword: operation({
    method: 'POST',
    path: '/accounts/{id}/reset',
    summary:
      'Gives a new one-time password, lifts a lock or a disabling, and ends the account’s sessions. Journalled.',
    params: oneAccount,
    body: Type.Object({}),
    responses: { 200: OneTimePassword },
    problems: { 404: ['account/unknown'], 409: ['account/not-approved'], 403: ['access/beyond-own'] },
  }),
  tokens: operation({
    method: 'GET',
    path: '/tokens',
    summary: 'Tokens of programs, without the tokens themselves.',
    query: Type.Object({ office: Type.Optional(OfficeId), ...page }),
    responses: { 200: pageOf(TokenView) },
  }),
  makeToken: operation({
    method: 'POST',
    path: '/tokens',
    summary: 'Makes a token, which is shown this once. Journalled.',
    body: TokenRequest,
    responses: { 201: TokenMade },
    problems: { 403: ['access/beyond-own'], 404: ['office/unknown'] },
  }),
  revokeToken: operation({
    method: 'POST',
    path: '/tokens/{id}/revoke',
    summary: 'Ends a token at once. Journalled.',
    params: oneToken,
    body: Type.Object({}),
    responses: { 200: TokenView },
    problems: { 404: ['token/unknown'] },
  }),
} as const;
