import type { Role } from '#contract/access.js';

/**
 * Whom each page is for (P1); each lies in `<name>.html`. The hub decides by itself what it answers: this only spares
 * people pages on which everything would be refused.
 */
export const PAGE_ROLES = {
  console: ['supervisor'],
  wall: ['supervisor'],
  cases: ['supervisor'],
  'alarm-settings': ['supervisor'],
  overview: ['supervisor', 'officer'],
  counters: ['supervisor', 'officer'],
  clerks: ['supervisor', 'officer'],
  details: ['supervisor', 'officer'],
  surveys: ['supervisor', 'officer'],
  reports: ['supervisor', 'officer'],
  desk: ['clerk'],
  boxes: ['machine-room'],
  health: ['supervisor', 'machine-room'],
  accounts: ['supervisor', 'machine-room'],
  index: ['clerk', 'supervisor', 'officer', 'machine-room'],
} as const satisfies Record<string, readonly Role[]>;

export type PageName = keyof typeof PAGE_ROLES;

export const mayUse = (page: PageName, roles: readonly Role[]): boolean =>
  PAGE_ROLES[page].some((role) => roles.includes(role));
