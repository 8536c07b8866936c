import type { CaseView } from '#contract/cases.js';
import type { Language } from '#words/language.js';
import type { FrameModel } from '../figures/frameModel.js';
import { Names } from '../figures/names.js';

/** A page of its own for each case, so that the browser asks before unsaved changes are left. */
export const caseHref = ({ id, office }: Pick<CaseView, 'id' | 'office'>): string =>
  `./cases.html?${new URLSearchParams({ office, case: id })}`;

/** Counter of the case, with the office where several are looked at; the office where it has no counter. */
export const placeName = (
  { office, counter }: Pick<CaseView, 'office' | 'counter'>,
  frame: FrameModel,
  language: Language,
): string => frame.nameOf(counter === undefined ? office : `${office}/${counter}`, language);

/** Counter of the case by its own name, for where the office is named already; nothing where it has none. */
export const counterName = (
  { office, counter }: Pick<CaseView, 'office' | 'counter'>,
  frame: FrameModel,
  language: Language,
): string | undefined =>
  counter && new Names(frame.offices.value ?? [], office).of(`${office}/${counter}`, language);
