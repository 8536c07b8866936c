import type { OperationId, ResultOf } from '#contract/api.js';
import type { IdPage } from '../store/listStore.js';

/** Operations that answer a page of a list. */
type Paged = {
  [I in OperationId]: ResultOf<I> extends { readonly items: readonly unknown[]; readonly next?: string }
    ? I
    : never;
}[OperationId];

/** A page of records from a page of their ids; what is gone meanwhile is left out. */
export function page<I extends Paged>(
  { ids, next }: IdPage,
  view: (id: string) => ResultOf<I>['items'][number] | undefined,
): { result: ResultOf<I> } {
  const items = ids.map(view).filter((item) => item !== undefined);
  return { result: { items, ...(next === undefined ? {} : { next }) } as ResultOf<I> };
}
