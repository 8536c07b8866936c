import type { OperationId } from '#contract/api.js';
import type { Operation } from '#contract/operation.js';
import { Reference } from '#contract/values.js';
import type { Principal } from '../access/principal.js';

/** Fields other than `by` and `viewer` that say who acts: who goes off duty, and whose document it is. */
const OWN_FIELDS: { readonly [I in OperationId]?: Readonly<Record<string, 'name' | 'account'>> } = {
  setDuty: { person: 'name' },
  issue: { clerk: 'account' },
};

/**
 * Puts whoever is signed in into every field that says who acts, whatever was sent: nobody acts in another's name. What
 * programs send, and the demonstration, stays as it is.
 */
export function inOwnName<T extends { readonly query: unknown; readonly body: unknown }>(
  id: OperationId,
  operation: Operation,
  principal: Principal,
  sent: T,
): T {
  if (principal.kind !== 'user') return sent;
  const fields: Readonly<Record<string, 'name' | 'account'>> = {
    by: 'name',
    viewer: 'name',
    ...OWN_FIELDS[id],
  };
  const fill = (schema: Operation['query'], value: unknown): unknown => {
    const names = Object.keys(fields).filter((field) => isReference(schema?.properties[field]));
    if (names.length === 0 || typeof value !== 'object' || value === null) return value;
    return {
      ...value,
      ...Object.fromEntries(names.map((name) => [name, principal[fields[name] ?? 'name']])),
    };
  };
  return { ...sent, query: fill(operation.query, sent.query), body: fill(operation.body, sent.body) };
}

/** A question about figures may be grouped `by` something, which is nobody. */
const isReference = (schema: object | undefined): boolean =>
  schema !== undefined &&
  'pattern' in schema &&
  schema.pattern === (Reference as { pattern?: unknown }).pattern;
