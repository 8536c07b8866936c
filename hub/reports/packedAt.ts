const [FIRST_YEAR, LAST_YEAR] = [1981, 2098];

/** The time of a file as a ZIP archive can hold it, which knows the years 1980 to 2099 only. */
export function packedAt(ms: number): Date {
  const year = new Date(ms).getUTCFullYear();
  return year < FIRST_YEAR || year > LAST_YEAR ? new Date(Date.UTC(FIRST_YEAR, 0, 2)) : new Date(ms);
}
