/** A page of ours and a query: without a slash, colon or backslash before the query there is nowhere else to go. */
const OURS = /^(?:[a-z]+(?:-[a-z]+)*\.html)?(?:\?[\w\-.~%&=+,:;@!$'()*/]*)?$/;
const LONGEST = 1_000;

/** Where a browser goes after a sign-in elsewhere: a page of ours, whatever the address asked for. */
export const returnPage = (asked: unknown): string =>
  typeof asked === 'string' && asked.length <= LONGEST && OURS.test(asked) ? `/${asked}` : '/';
