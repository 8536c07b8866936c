import { PAGE_ROLES } from './pageRoles.js';

/** A file of ours, or none for the start page, and a query: without a slash, colon or backslash there is nowhere else to go. */
const OURS = /^(?:([a-z]+(?:-[a-z]+)*)\.html)?(?:\?[\w\-.~%&=+,:;@!$'()*/]*)?$/;
const LONGEST = 1_000;
export const START_PAGE = './';

/** Where to go after signing in: one of our own pages, whatever the address asks for. */
export function nextPage(search: string): string {
  const asked = new URLSearchParams(search).get('next') ?? '';
  const file = asked.length > LONGEST ? null : OURS.exec(asked);
  if (file === null) return START_PAGE;
  const name = file[1];
  return name === undefined || Object.hasOwn(PAGE_ROLES, name) ? `./${asked}` : START_PAGE;
}

/** The page at this address as `nextPage` takes it. */
export function asNext({ pathname, search }: Pick<Location, 'pathname' | 'search'>): string {
  return pathname.slice(pathname.lastIndexOf('/') + 1) + search;
}

export type Door = 'sign-in' | 'change';

/** Tells the door that a page which sounded alarms led to it, and sounds none any more. */
export const SILENCED = 'silenced';

/** The way to the door, which speaks the language asked for and leads back to the page at this address. */
export function doorAddress(
  door: Door,
  from: Pick<Location, 'pathname' | 'search'>,
  silenced = false,
): string {
  const query = new URLSearchParams();
  if (door === 'change') query.set('change', '1');
  if (silenced) query.set(SILENCED, '1');
  const next = asNext(from);
  if (next !== '') query.set('next', next);
  const lang = new URLSearchParams(from.search).get('lang');
  if (lang !== null) query.set('lang', lang);
  const text = query.toString();
  return text === '' ? './sign-in.html' : `./sign-in.html?${text}`;
}
