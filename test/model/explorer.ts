/** One way on from a state. */
export interface Step<S> {
  readonly label: string;
  /** Something that breaks, is lost or delayed; what the system itself does is none. */
  readonly fault: boolean;
  readonly state: S;
}

/** A system as states and the steps between them. */
export interface Model<S> {
  readonly initial: S;
  steps(state: S): Iterable<Step<S>>;
  /** The same for states that nothing tells apart. */
  key(state: S): string;
  /** What must never be, and is; undefined when all is well. */
  violation(state: S): string | undefined;
  /** Where a state comes to when nothing breaks any more: what is still wrong there; undefined when nothing is. */
  unsettled(state: S, settled: SettledMemory): string | undefined;
}

/** Keys of states from which everything was seen to come right. */
export type SettledMemory = Set<string>;

export interface Exploration {
  readonly states: number;
  readonly steps: number;
  /** Steps to the state farthest from the first. */
  readonly depth: number;
  /** All states within the bounds were seen. */
  readonly exhausted: boolean;
  readonly counterexample?: Counterexample;
}

/** The shortest way to what is wrong. */
export interface Counterexample {
  readonly what: string;
  readonly trace: readonly string[];
}

interface Seen {
  readonly from: number;
  readonly label: string;
}

/**
 * Visits every reachable state breadth first, so that the first thing found wrong has the shortest trace. Stops at
 * it, or after `most` states.
 */
export function explore<S>(model: Model<S>, most = Number.POSITIVE_INFINITY): Exploration {
  const walk = new Walk<S>(model);
  let layer = [walk.enter(model.initial, -1, 'begin')].filter((entry) => entry !== undefined);
  let depth = 0;
  for (; layer.length > 0; depth++) {
    const next: Array<readonly [S, number]> = [];
    for (const [state, index] of layer) {
      const what = model.violation(state) ?? model.unsettled(state, walk.settled);
      if (what !== undefined)
        return { ...walk.found(depth), counterexample: walk.counterexample(what, index) };
      for (const step of model.steps(state)) {
        walk.steps++;
        const entry = walk.enter(step.state, index, step.label);
        if (entry !== undefined) next.push(entry);
      }
      if (walk.seen.length >= most) return walk.found(depth);
    }
    layer = next;
  }
  return { ...walk.found(depth), exhausted: true };
}

/** What was seen, and by which step first. */
class Walk<S> {
  readonly seen: Seen[] = [];
  readonly settled: SettledMemory = new Set();
  steps = 0;
  private readonly known = new Set<string>();

  constructor(private readonly model: Model<S>) {}

  enter(state: S, from: number, label: string): readonly [S, number] | undefined {
    const key = this.model.key(state);
    if (this.known.has(key)) return undefined;
    this.known.add(key);
    this.seen.push({ from, label });
    return [state, this.seen.length - 1];
  }

  found(depth: number): Exploration {
    return { states: this.seen.length, steps: this.steps, depth, exhausted: false };
  }

  counterexample(what: string, index: number): Counterexample {
    const trace: string[] = [];
    for (let at = this.seen[index]; at !== undefined && at.from >= 0; at = this.seen[at.from])
      trace.unshift(at.label);
    return { what, trace };
  }
}

/** For people: numbered steps and where they lead. */
export const readable = ({ what, trace }: Counterexample): string =>
  [...trace.map((label, index) => `${String(index + 1).padStart(3)}. ${label}`), ` => ${what}`].join('\n');
