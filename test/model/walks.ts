import type { Random } from '../../simulators/random.js';
import { type Delivery, initialDelivery, type Rules } from './delivery.js';
import { type Action, act, actionsOf, calmRound, isAtRest } from './deliveryModel.js';

/** A way through the model: what happened, and what was so before and after it. */
export interface Stride {
  readonly action: Action;
  readonly before: Delivery;
  readonly after: Delivery;
}

/** The rarer, the further a walk comes between them. */
const RARE: ReadonlySet<Action['kind']> = new Set([
  ...(['hub crash', 'restore', 'back up', 'box crash', 'replace outbox', 'cut'] as const),
]);
const RARELY = 0.12;
const MOST_ROUNDS = 12;

/** Random actions, faults among them, and then calm until the model is at rest. */
export function walk(rules: Rules, random: Random, length: number): Stride[] {
  const strides: Stride[] = [];
  let now = initialDelivery(rules);
  const go = (action: Action, after: Delivery): void => {
    strides.push({ action, before: now, after });
    now = after;
  };
  while (strides.length < length) {
    const chosen = choose(now, rules, random);
    if (chosen === undefined) break;
    go(...chosen);
  }
  for (let round = 0; round < MOST_ROUNDS && !isAtRest(now); round++) calmRound(now, rules, go);
  return strides;
}

function choose(state: Delivery, rules: Rules, random: Random): readonly [Action, Delivery] | undefined {
  const wantsRare = random() < RARELY;
  const possible = [...actionsOf(state)].flatMap((action) => {
    const after = act(state, action, rules);
    return after === undefined ? [] : [[action, after] as const];
  });
  const wanted = possible.filter(([{ kind }]) => RARE.has(kind) === wantsRare);
  const from = wanted.length > 0 ? wanted : possible;
  return from[Math.floor(random() * from.length)];
}
