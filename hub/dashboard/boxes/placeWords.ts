import type { PlaceRequest } from '#contract/enrolment.js';
import type { OfficeView } from '#contract/views.js';
import type { Locale } from '../ui/locale.js';

/** 東區戶政事務所 · 3 號櫃檯; names the hub no longer lists are shown by their ids. */
export function placeWords(
  { office, counter }: PlaceRequest,
  offices: readonly OfficeView[],
  locale: Locale,
): string {
  const found = offices.find(({ id }) => id === office);
  const where = counter === undefined ? locale.t.boxes.place.store : counterName(found, counter, locale);
  return `${officeName(office, offices, locale)} · ${where}`;
}

export function officeName(office: string, offices: readonly OfficeView[], locale: Locale): string {
  const found = offices.find(({ id }) => id === office);
  return found === undefined ? office : locale.say(found.name);
}

function counterName(office: OfficeView | undefined, counter: string, locale: Locale): string {
  const found = office?.counters.find(({ id }) => id === counter);
  return found === undefined ? `${locale.t.boxes.place.counter} ${counter}` : locale.say(found.name);
}
