import type { SelfTestPart } from '#contract/events.js';

/** In the order in which a box tests them; a part left out does not compile. */
const ORDER: Readonly<Record<SelfTestPart, true>> = {
  lamps: true,
  keys: true,
  sound: true,
  clock: true,
  disk: true,
  link: true,
};
export const SELF_TESTS = Object.keys(ORDER) as readonly SelfTestPart[];
