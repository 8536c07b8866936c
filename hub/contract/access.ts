import Type, { type Static } from 'typebox';
import { OfficeId, Reference, Timestamp, Uuid } from './values.js';

/** Who may come in, as whom, and what for (P1, P2). */

const optional = Type.Optional;

/** 櫃檯人員, 主管, 業務承辦人員, 機房人員 (P1). */
export const Role = Type.Enum(['clerk', 'supervisor', 'officer', 'machine-room']);
export type Role = Static<typeof Role>;

/** What a program may be let in for, at one office. */
export const TokenPurpose = Type.Enum(['issuing', 'lamp', 'metrics']);
export type TokenPurpose = Static<typeof TokenPurpose>;

/** Name under which somebody signs in. */
export const AccountName = Type.String({
  pattern: '^[a-z][a-z0-9._-]{1,31}$',
  description:
    'account name: 2 to 32 small letters, digits, dots, underscores, hyphens, beginning with a letter',
});
export type AccountName = Static<typeof AccountName>;

/** As typed; rules of P2 are checked beyond this. Long enough for a phrase, short enough to hash at once. */
export const Password = Type.String({ minLength: 1, maxLength: 128 });

/** Offices somebody works for; `null` is every office, those to come too (a city user). */
export const Scope = Type.Union([Type.Array(OfficeId, { maxItems: 500, uniqueItems: true }), Type.Null()]);
export type Scope = Static<typeof Scope>;

export const Roles = Type.Array(Role, { minItems: 1, maxItems: 4, uniqueItems: true });

/**
 * `pending`: applied for. `approved`: has a one-time password. `active`: chose a password. `locked` and `disabled` let
 * nobody in; a lock ends by itself (P2).
 */
export const AccountState = Type.Enum(['pending', 'approved', 'active', 'disabled', 'declined']);
export type AccountState = Static<typeof AccountState>;

export const AccountView = Type.Object({
  id: Uuid,
  account: AccountName,
  /** Of the person, as it appears in the journal and beside alarms. */
  name: Reference,
  roles: Roles,
  offices: Scope,
  state: AccountState,
  appliedAt: Timestamp,
  decidedAt: optional(Timestamp),
  decidedBy: optional(Reference),
  lockedUntil: optional(Timestamp),
  signedInAt: optional(Timestamp),
  passwordAt: optional(Timestamp),
});
export type AccountView = Static<typeof AccountView>;

export const ApplicationRequest = Type.Object({
  account: AccountName,
  name: Reference,
  roles: Roles,
  offices: Scope,
  /** What the account is for, for whoever approves it. */
  reason: Type.String({ minLength: 1, maxLength: 300 }),
});
export type ApplicationRequest = Static<typeof ApplicationRequest>;

/** Roles and offices as approved, which may be fewer than those applied for. */
export const AccountDecision = Type.Object({ roles: Roles, offices: Scope });
export type AccountDecision = Static<typeof AccountDecision>;

/** Shown once, to whoever approved or reset; valid for 72 h and for one sign-in (P2). */
export const OneTimePassword = Type.Object({
  account: AccountName,
  password: Type.String(),
  expiresAt: Timestamp,
});
export type OneTimePassword = Static<typeof OneTimePassword>;

export const SignInRequest = Type.Object({ account: AccountName, password: Password });
export type SignInRequest = Static<typeof SignInRequest>;

export const PasswordChange = Type.Object({ password: Password, next: Password });
export type PasswordChange = Static<typeof PasswordChange>;

/**
 * How whoever asks stands. `demonstration`: everything is open, nothing is encrypted, and only this machine can reach
 * it. `nobody`: not signed in. `must-change`: signed in with a one-time or too old password, and may do nothing but
 * choose another (P2).
 */
export const SessionState = Type.Enum(['demonstration', 'nobody', 'must-change', 'signed-in']);
export type SessionState = Static<typeof SessionState>;

export const SessionView = Type.Object({
  state: SessionState,
  account: optional(AccountName),
  name: optional(Reference),
  roles: optional(Roles),
  offices: optional(Scope),
  /** When the session ends unless used, and at the latest. */
  idleUntil: optional(Timestamp),
  endsAt: optional(Timestamp),
  /** When the password must be changed. */
  passwordUntil: optional(Timestamp),
  /** Another way in, and what its provider is called. */
  oidc: optional(Type.String({ maxLength: 80 })),
});
export type SessionView = Static<typeof SessionView>;

export const TokenRequest = Type.Object({
  purpose: TokenPurpose,
  office: OfficeId,
  /** Which program it is for, e.g. "規費系統". */
  label: Reference,
  /** Days until it ends. */
  days: Type.Integer({ minimum: 1, maximum: 1_100 }),
});
export type TokenRequest = Static<typeof TokenRequest>;

export const TokenView = Type.Object({
  id: Uuid,
  purpose: TokenPurpose,
  office: OfficeId,
  label: Reference,
  madeAt: Timestamp,
  madeBy: Reference,
  endsAt: Timestamp,
  usedAt: optional(Timestamp),
  revokedAt: optional(Timestamp),
});
export type TokenView = Static<typeof TokenView>;

/** The token itself, shown this once: `rh_` and 43 letters of base64url, to be sent as `Authorization: Bearer …`. */
export const TokenMade = Type.Object({ ...TokenView.properties, token: Type.String() });
export type TokenMade = Static<typeof TokenMade>;
