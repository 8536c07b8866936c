import type { IssuanceKind, Level } from '#contract/values.js';
import type { Locale } from '../ui/locale.js';
import type { DetailsModel } from './detailsModel.js';

const BEST_FIRST: readonly Level[] = [5, 4, 3, 2, 1];
const KINDS: readonly IssuanceKind[] = ['receipt', 'notice'];

/** What can be chosen in the form of filters, in the language of the page; each list begins with everything. */
export function filterOptions({ frame }: DetailsModel, { t, say }: Locale) {
  const { filters } = t.records.details;
  const all = { value: '', label: t.records.any };
  const office = frame.offices.value?.find(({ id }) => id === frame.office.value);
  return {
    counters: [all, ...(office?.counters ?? []).map(({ id, name }) => ({ value: id, label: say(name) }))],
    kinds: [all, ...KINDS.map((kind) => ({ value: kind, label: t.documentKinds[kind] }))],
    levels: [all, ...BEST_FIRST.map((level) => ({ value: String(level), label: t.levels[level] }))],
    excluded: [
      all,
      { value: 'no', label: filters.excludedNot },
      { value: 'yes', label: filters.excludedOnly },
    ],
    flagged: [all, { value: 'no', label: filters.flaggedNot }, { value: 'yes', label: filters.flaggedOnly }],
  };
}
