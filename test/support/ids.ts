import type { IdSource } from '#platform/identity.js';

/** A UUIDv7 that says which one it is. */
export const uuid = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** Identifiers that are the same in every run. */
export function countedIds(): IdSource {
  let made = 0;
  return { uuid: () => uuid(++made), epoch: () => (++made).toString(16).padStart(16, '0') };
}
