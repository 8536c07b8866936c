import type { IssuanceRequest } from '#contract/api.js';
import type { IssuanceKind } from '#contract/values.js';
import type { HubProblem } from '../api/hubProblem.js';

/** What the clerk has typed so far. */
export interface Draft {
  readonly kind: IssuanceKind;
  /** Absent while the suggested number stands. */
  readonly number: string | undefined;
  readonly clerk: string;
  readonly service: string;
  readonly visit: string;
}

export const FIELDS = ['kind', 'number', 'clerk', 'service', 'visit'] as const;
export type Field = (typeof FIELDS)[number];

export interface Place {
  readonly office: string;
  readonly counter: string;
}

/** The request for a draft; fields left empty are not sent. */
export function requestOf(draft: Draft, suggested: string, place: Place): IssuanceRequest {
  const service = draft.service.trim();
  const visit = draft.visit.trim();
  return {
    ...place,
    kind: draft.kind,
    number: (draft.number ?? suggested).trim(),
    clerk: draft.clerk.trim(),
    ...(service !== '' && { service }),
    ...(visit !== '' && { visit }),
  };
}

/** Fields without which there is no point in asking the hub, which judges the rest. */
export function emptyFields(request: IssuanceRequest): ReadonlySet<Field> {
  return new Set((['number', 'clerk'] as const).filter((field) => request[field] === ''));
}

/** Fields the hub found fault with, by the JSON Pointers of its problem document. */
export function faultyFields(problem: HubProblem): ReadonlySet<Field> {
  const named = problem.faults.flatMap(({ path }) => path.split('/'));
  return new Set(FIELDS.filter((field) => named.includes(field)));
}
