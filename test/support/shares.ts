import fc from 'fast-check';

/** As the worked values of the standards are printed. */
export const sixDecimals = (value: number | undefined): number => Number(value?.toFixed(6));

/** More than ten years of a city. */
export const HUGE = 12_000_000;

/** So many of so many, with the ends and small numbers often. */
export const someShare = (least = 0, most = HUGE) =>
  fc
    .oneof(fc.integer({ min: least, max: Math.min(most, 60) }), fc.integer({ min: least, max: most }))
    .chain((of) => {
      const count = fc.oneof(fc.constantFrom(0, of), fc.nat(of));
      return fc.record({ count, of: fc.constant(of) });
    });

/** Counts of level 5, 4, 3, 2, 1, in which some are often 0. */
export const someLevels = (most = HUGE / 5) =>
  fc.array(fc.oneof(fc.constant(0), fc.nat(20), fc.nat(most)), { minLength: 5, maxLength: 5 });

/** Every number found in a value, however deep. */
export function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}
