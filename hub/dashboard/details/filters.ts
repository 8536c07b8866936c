import type { QueryOf } from '#contract/api.js';
import type { IssuanceKind, Level } from '#contract/values.js';
import type { Population } from '../figures/frameModel.js';

/** Which ratings are shown, as the form holds it; empty texts ask for nothing. */
export interface Filters {
  readonly counter: string;
  readonly clerk: string;
  readonly kind: '' | IssuanceKind;
  readonly service: string;
  readonly level: '' | `${Level}`;
  readonly excluded: YesNo;
  readonly flagged: YesNo;
}
export type YesNo = '' | 'yes' | 'no';

export const NO_FILTERS: Filters = {
  counter: '',
  clerk: '',
  kind: '',
  service: '',
  level: '',
  excluded: '',
  flagged: '',
};

/** The windows that the totals and the export are about: filters of single ratings do not choose windows. */
export function populationQuery(filters: Filters, population: Population) {
  const { counter, kind } = filters;
  const service = filters.service.trim();
  return {
    ...population,
    ...(population.office !== undefined && counter !== '' && { counter }),
    ...(kind !== '' && { kind }),
    ...(service !== '' && { service }),
  };
}

/** The ratings to list, without the cursor of a page. A viewer is named where one clerk is looked at (P5). */
export function listQuery(filters: Filters, population: Population, viewer: string): QueryOf<'ratings'> {
  const clerk = filters.clerk.trim();
  return {
    ...populationQuery(filters, population),
    ...(clerk !== '' && { clerk, viewer }),
    ...(filters.level !== '' && { level: Number(filters.level) as Level }),
    ...(filters.excluded !== '' && { excluded: filters.excluded === 'yes' }),
    ...(filters.flagged !== '' && { flagged: filters.flagged === 'yes' }),
  };
}
