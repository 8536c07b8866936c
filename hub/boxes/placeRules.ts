import type { PlaceRequest } from '#contract/enrolment.js';
import { CodedError } from '#platform/errors.js';
import type { Place } from '../store/placeStore.js';
import type { SiteStore } from '../store/siteStore.js';

/** The place asked for. Throws `CodedError` `place/unknown-office` or `place/unknown-counter`. */
export function knownPlace(sites: SiteStore, { office, counter }: PlaceRequest): Place {
  if (!sites.hasOffice(office))
    throw new CodedError('place/unknown-office', `office ${office} is not one of this hub's offices`);
  if (counter !== undefined && !sites.places.hasCounter(office, counter))
    throw new CodedError('place/unknown-counter', `office ${office} has no counter ${counter}`);
  return { office, counter: counter ?? null };
}

/** Throws `CodedError` `box/counter-taken` when another box stands there, naming it. */
export function refuseTaken(sites: SiteStore, { office, counter }: Place, box: string): void {
  const occupant = counter === null ? undefined : sites.places.occupant(office, counter);
  if (occupant !== undefined && occupant !== box)
    throw new CodedError(
      'box/counter-taken',
      `box ${occupant} stands at counter ${counter} of office ${office}; move it away first`,
    );
}

/** For the journal: `east/3`, or the office alone for a box at no counter. */
export const placeText = (place: Place | undefined): string =>
  place === undefined
    ? 'nowhere'
    : place.counter === null
      ? place.office
      : `${place.office}/${place.counter}`;
