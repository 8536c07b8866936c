/** Uniform in [0, 1). */
export type Random = () => number;

/** A generator that gives the same numbers for the same seed (mulberry32, public domain). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Exponentially distributed with the given mean. */
export const exponential = (random: Random, mean: number): number => -mean * Math.log(1 - random());

/** One of the values, as often as its weight says. */
export function weighted<T>(random: Random, choices: ReadonlyArray<readonly [value: T, weight: number]>): T {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let point = random() * total;
  for (const [value, weight] of choices) {
    point -= weight;
    if (point < 0) return value;
  }
  const last = choices.at(-1);
  if (last === undefined) throw new RangeError('nothing to choose from');
  return last[0];
}

/** A generator of its own for something that has a name, the same for the same seed. */
export function namedRandom(seed: number, name: string): Random {
  let hash = 0x811c9dc5 ^ seed;
  for (let index = 0; index < name.length; index++)
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return seededRandom(hash ^ (hash >>> 15));
}

/** Normally distributed with mean 0 and standard deviation 1. */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** A factor around 1, of mean 1, that is never negative (log-normal). */
export const factor = (random: Random, spread: number): number =>
  Math.exp(spread * normal(random) - (spread * spread) / 2);

/** How many of something rare there are when there are `mean` on average (Poisson). */
export function poisson(random: Random, mean: number): number {
  const least = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > least; product *= random()) count++;
  return count;
}
