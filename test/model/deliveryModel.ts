import { type BoxStep, connect, crash, cutOff, press, replace, report, take, timeout } from './boxSteps.js';
import {
  at,
  type Delivery,
  deliveryKey,
  epochOf,
  epochOfEvent,
  initialDelivery,
  maskOf,
  numbersOf,
  put,
  type Rules,
  type Side,
  seqOfEvent,
  through,
  without,
} from './delivery.js';
import type { Model, SettledMemory, Step } from './explorer.js';
import { beat, commit, receive } from './hubSteps.js';

type BoxStepKind = 'press' | 'report' | 'connect' | 'timeout' | 'box crash' | 'replace outbox';

/** What happens, so that it can be done to the real parts as well. */
export type Action =
  | { readonly kind: BoxStepKind | 'beat' | 'cut'; readonly side: number }
  | {
      readonly kind: 'receive' | 'lose up' | 'take' | 'lose down';
      readonly side: number;
      readonly message: number;
    }
  | { readonly kind: 'commit' | 'hub crash' | 'back up' | 'restore' };

/** Nothing of the machines themselves, but what is done to them. */
const FAULTS: ReadonlySet<Action['kind']> = new Set([
  ...(['cut', 'box crash', 'replace outbox', 'lose up', 'lose down'] as const),
  ...(['hub crash', 'back up', 'restore'] as const),
]);

const BOX_STEPS: Readonly<Record<BoxStepKind, BoxStep>> = {
  press,
  report,
  connect,
  timeout,
  'box crash': crash,
  'replace outbox': replace,
};

function ofSide(
  state: Delivery,
  index: number,
  change: (side: Side) => Side | undefined,
): Delivery | undefined {
  const side = state.sides[index];
  const after = side === undefined ? undefined : change(side);
  return after === undefined || after === side
    ? undefined
    : { ...state, sides: put(state.sides, index, after) };
}

/** The hub's process ends: what waits for its commit is gone, and so are the connections. */
const hubEnds = (side: Side): Side => ({ ...cutOff(side), queue: [] });

function ofHub(
  state: Delivery,
  kind: 'commit' | 'hub crash' | 'back up' | 'restore',
  rules: Rules,
): Delivery | undefined {
  const each = (change: (side: Side) => Side): readonly Side[] => state.sides.map(change);
  switch (kind) {
    case 'commit':
      return state.sides.every(({ queue }) => queue.length === 0)
        ? undefined
        : { ...state, sides: each((side) => commit(side, rules)) };
    case 'hub crash':
      return state.hubCrashes === 0
        ? undefined
        : { ...state, hubCrashes: state.hubCrashes - 1, sides: each(hubEnds) };
    case 'back up':
      return state.hasBackup || state.restores === 0
        ? undefined
        : { ...state, hasBackup: true, sides: each((side) => ({ ...side, backup: side.store })) };
    case 'restore':
      return !state.hasBackup || state.restores === 0
        ? undefined
        : {
            ...{ ...state, restores: state.restores - 1, hasBackup: false },
            sides: each((side) => ({
              ...hubEnds(side),
              store: side.backup ?? side.store,
              backup: undefined,
            })),
          };
  }
}

/** The state after an action; undefined when it cannot happen now or changes nothing. */
export function act(state: Delivery, action: Action, rules: Rules): Delivery | undefined {
  switch (action.kind) {
    case 'commit':
    case 'hub crash':
    case 'back up':
    case 'restore':
      return ofHub(state, action.kind, rules);
    case 'beat':
      return ofSide(state, action.side, (side) => beat(side, rules));
    case 'cut':
      return ofSide(state, action.side, cutOff);
    case 'receive':
      return ofSide(state, action.side, (side) => receive(side, action.message, rules));
    case 'take':
      return ofSide(state, action.side, (side) => take(action.message)(side, rules));
    case 'lose up':
      return ofSide(state, action.side, (side) => ({ ...side, up: without(side.up, action.message) }));
    case 'lose down':
      return ofSide(state, action.side, (side) => ({ ...side, down: without(side.down, action.message) }));
    default: {
      const step = BOX_STEPS[action.kind];
      return ofSide(state, action.side, (side) => step(side, rules));
    }
  }
}

/** Everything that could happen now, and some that cannot. */
export function* actionsOf({ sides }: Delivery): Generator<Action> {
  for (const kind of ['commit', 'hub crash', 'back up', 'restore'] as const) yield { kind };
  for (const [side, { up, down }] of sides.entries()) {
    for (const kind of Object.keys(BOX_STEPS) as BoxStepKind[]) yield { kind, side };
    yield { kind: 'beat', side };
    yield { kind: 'cut', side };
    for (const message of up)
      for (const kind of ['receive', 'lose up'] as const) yield { kind, side, message };
    for (const message of down)
      for (const kind of ['take', 'lose down'] as const) yield { kind, side, message };
  }
}

/** What must never be: number, durability and single counting (D1–D4). */
function wrongWith(side: Side, isRestored: boolean): string | undefined {
  if (side.wrong !== undefined) return side.wrong;
  const { epoch, pending, kept, store, given, committed } = side;
  const thanked = through(at(given, epoch));
  const early = thanked & ~pending & ~at(committed, epoch);
  if (early !== 0) return `event ${numbersOf(early)} left the outbox before the hub had it durably`;
  const lost = thanked & ~kept & ~at(store.stored, epoch);
  if (lost !== 0 && !isRestored) return `event ${numbersOf(lost)} is neither in the outbox nor at the hub`;
  const made = store.stored.some((mask, index) => (mask & ~through(at(given, index))) !== 0);
  return made ? 'the hub counts an event that no box made' : undefined;
}

/**
 * What is wrong with a side at rest: an event that a box still has is not counted, or one that nobody has any more
 * does not show as a gap.
 */
function restlessness(side: Side): string | undefined {
  const { epoch, pending, kept, store, given } = side;
  const uncounted = (pending | kept) & ~at(store.stored, epoch);
  if (uncounted !== 0) return `event ${numbersOf(uncounted)} is in the outbox and never counted`;
  if (pending !== 0) return `event ${numbersOf(pending)} is counted and never settled`;
  for (const [index, highest] of given.entries()) {
    const silent = through(highest) & ~at(store.stored, index) & ~through(at(store.top, index));
    if (silent !== 0) return `event ${numbersOf(silent)} of outbox ${index + 1} is lost in silence`;
  }
  return undefined;
}

const isQuiet = ({ connected, owing, up, down, queue }: Side): boolean =>
  connected && !owing && up.length + down.length + queue.length === 0;

/** More than any state needs. */
const MOST_ROUNDS = 12;

/** Told of each action that was taken and where it led. */
export type Witness = (action: Action, after: Delivery) => void;

/** Once around with nothing broken: each part does what it would do by itself, and each message arrives once. */
export function calmRound(state: Delivery, rules: Rules, witness?: Witness): Delivery {
  let now = state;
  const go = (action: Action): void => {
    const after = act(now, action, rules);
    if (after === undefined) return;
    now = after;
    witness?.(action, now);
  };
  const each = (what: (side: Side, index: number) => void): void => now.sides.forEach(what);
  const deliver = (): void => {
    each(({ up }, side) => {
      for (const message of up)
        for (const kind of ['receive', 'lose up'] as const) go({ kind, side, message });
    });
    go({ kind: 'commit' });
    each(({ down }, side) => {
      for (const message of down)
        for (const kind of ['take', 'lose down'] as const) go({ kind, side, message });
    });
  };
  each((_, side) => {
    for (const kind of ['connect', 'report'] as const) go({ kind, side });
  });
  deliver();
  each((_, side) => {
    for (const kind of ['timeout', 'beat'] as const) go({ kind, side });
  });
  deliver();
  return now;
}

/** Nothing is under way, and all that a box has or had is counted or shows as a gap. */
export const isAtRest = ({ sides }: Delivery): boolean =>
  sides.every(isQuiet) && first(sides, restlessness) === undefined;

/** The protocol with everything that may happen to it within the bounds. */
export function deliveryModel(rules: Rules): Model<Delivery> {
  return {
    initial: initialDelivery(rules),
    key: deliveryKey,
    *steps(state): Generator<Step<Delivery>> {
      for (const action of actionsOf(state)) {
        const after = act(state, action, rules);
        if (after !== undefined)
          yield { label: describe(action), fault: FAULTS.has(action.kind), state: after };
      }
    },
    violation: ({ sides, restores }) =>
      first(sides, (side) => wrongWith(side, restores < rules.bounds.restores)),
    unsettled: (state, settled) => comesToRest(state, settled, rules),
  };
}

/**
 * Whether all comes right once nothing breaks any more. One way on that does is enough: it is made of steps that the
 * parts go on taking for ever, so that fair machines take it at last.
 */
function comesToRest(state: Delivery, settled: SettledMemory, rules: Rules): string | undefined {
  const path: string[] = [];
  let now = state;
  for (let round = 0; round <= MOST_ROUNDS; round++) {
    const key = deliveryKey(now);
    if (settled.has(key) || isAtRest(now)) {
      for (const each of [...path, key]) settled.add(each);
      return undefined;
    }
    path.push(key);
    now = calmRound(now, rules);
  }
  return `when faults stop: ${first(now.sides, restlessness) ?? 'the parts never come to rest'}`;
}

function first(sides: readonly Side[], what: (side: Side) => string | undefined): string | undefined {
  for (const [index, side] of sides.entries()) {
    const found = what(side);
    if (found !== undefined) return `box ${index + 1}: ${found}`;
  }
  return undefined;
}

/** For people. */
export function describe(action: Action): string {
  const whose = 'side' in action ? `box ${action.side + 1}: ` : '';
  return 'message' in action
    ? `${whose}${action.kind} ${describeMessage(action.kind, action.message)}`
    : `${whose}${action.kind}`;
}

function describeMessage(kind: Action['kind'], message: number): string {
  if (kind === 'receive' || kind === 'lose up')
    return `event ${seqOfEvent(message)} of outbox ${epochOfEvent(message) + 1}`;
  return `Ack of ${numbersOf(maskOf(message)).join(', ')} of outbox ${epochOf(message) + 1}`;
}
