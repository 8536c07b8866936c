import type { BoxEvent } from '#contract/events.js';
import type { Evidence, HeldEvent, Press } from './evidence.js';

/** What must hold after any campaign, each rule with its first few breaches. */
export interface Discrepancy {
  readonly rule: string;
  readonly found: readonly string[];
}

export interface Audit {
  readonly discrepancies: readonly Discrepancy[];
  readonly stored: number;
  readonly counted: number;
  readonly alarms: number;
  /** Ratings that only a damaged outbox held, and that the hub shows as a gap. */
  readonly lostToDamage: number;
  /** Ratings for windows that a restored hub does not know; it keeps them aside (D7). */
  readonly asideAfterRestore: number;
}

type Rated = Extract<BoxEvent, { kind: 'rated' }>;
const MOST_NAMED = 5;
const ENDS: ReadonlySet<string> = new Set(['rated', 'expired', 'cancelled', 'missed']);

const keyOf = ({ box, event }: HeldEvent): string => `${box}/${event.epoch}/${event.seq}`;
const isRated = (held: HeldEvent): held is HeldEvent & { event: Rated } => held.event.kind === 'rated';
const counterOf = (box: string): string => box.replace(/^box-/, '');

/** Holds what citizens, boxes and hub say against each other. */
export function audit(evidence: Evidence): Audit {
  const facts = new Facts(evidence);
  const rules: ReadonlyArray<readonly [string, readonly string[]]> = [
    ['nothing happens that never may', evidence.incidents],
    ['D1 what a citizen was thanked for is stored, and what is stored was pressed', facts.unlikePresses()],
    ['D4 a box gives each number once', facts.reusedNumbers()],
    ['D2 D3 D4 the hub has every event of a box as it was recorded', facts.notReceived()],
    ['D4 what a damaged outbox took with it is shown', facts.hiddenLosses()],
    ['D7 nothing is kept aside that a restore or damage does not explain', facts.strangelyAside()],
    ['every stored rating is counted once, with its level', facts.miscounted()],
    ['A1 each rating of 2 or 1 has exactly one alarm', facts.misalarmed()],
    ['W4 a window has one outcome', facts.twoOutcomes()],
    ['W4 every window ends', facts.endless()],
    ['W13 a box reports the end of every window it opened', facts.unreported()],
  ];
  return {
    discrepancies: rules.flatMap(([rule, found]) =>
      found.length === 0 ? [] : [{ rule, found: found.slice(0, MOST_NAMED) }],
    ),
    stored: evidence.stored.filter(isRated).length,
    counted: evidence.ratings.length,
    alarms: evidence.alarms.length,
    lostToDamage: facts.lostToDamage().filter(isRated).length,
    asideAfterRestore: facts.asideAfterRestore().size,
  };
}

class Facts {
  private readonly received: ReadonlyMap<string, BoxEvent>;
  /** Ids of events the hub took, but did not count. */
  private readonly aside: ReadonlyMap<string, string>;

  constructor(private readonly evidence: Evidence) {
    this.received = new Map(evidence.received.map((held) => [keyOf(held), held.event]));
    this.aside = new Map(
      evidence.setAside.flatMap(({ event, reason }) => (event === undefined ? [] : [[event.id, reason]])),
    );
  }

  unlikePresses(): string[] {
    const { pressed, thanked, stored, blinded } = this.evidence;
    const boxes = [...new Set([...stored.map(({ box }) => box), ...blinded.keys()])];
    return boxes.flatMap((box) => {
      const levels = (list: readonly Press[]) =>
        list.filter(({ counter }) => counter === counterOf(box)).map(({ level }) => level as number);
      const kept = stored.filter(isRated).flatMap((held) => (held.box === box ? [held.event.level] : []));
      const unseen = kept.length - levels(thanked).length;
      const most = blinded.get(box) ?? 0;
      return [
        ...(isWithin(levels(thanked), kept) ? [] : [`${box}: a thanked rating is not in its outbox`]),
        ...(isWithin(kept, levels(pressed)) ? [] : [`${box}: its outbox holds a rating nobody pressed`]),
        ...(unseen <= most ? [] : [`${box}: ${unseen} stored ratings were not thanked in ${most} faults`]),
      ];
    });
  }

  reusedNumbers(): string[] {
    const ids = new Map<string, string>();
    return this.evidence.stored.flatMap((held) => {
      const key = keyOf(held);
      const known = ids.get(key) ?? held.event.id;
      ids.set(key, known);
      // Damage to the last transaction of a log cannot be told from a power cut within it.
      return known === held.event.id || this.isDamaged(held)
        ? []
        : [`${key} is ${known} and ${held.event.id}`];
    });
  }

  notReceived(): string[] {
    return this.evidence.stored.flatMap((held) => {
      const there = this.received.get(keyOf(held));
      if (there === undefined) return this.isDamaged(held) ? [] : [`${keyOf(held)} (${held.event.kind})`];
      if (there.id !== held.event.id && this.isDamaged(held)) return [];
      if (JSON.stringify(there) === JSON.stringify(held.event) || this.aside.has(there.id)) return [];
      return [`${keyOf(held)} is another at the hub: ${JSON.stringify(there)}`];
    });
  }

  lostToDamage(): HeldEvent[] {
    return this.evidence.stored.filter(
      (held) => this.isDamaged(held) && this.received.get(keyOf(held))?.id !== held.event.id,
    );
  }

  hiddenLosses(): string[] {
    const gaps = this.lostToDamage().filter((held) => !this.received.has(keyOf(held)));
    const losers = new Set(gaps.map(({ box }) => box));
    return this.evidence.boxes.flatMap(({ id, lost, replaced }) =>
      losers.has(id) && lost === 0 && replaced === undefined ? [`${id} lost events and shows nothing`] : [],
    );
  }

  strangelyAside(): string[] {
    const { setAside, restores } = this.evidence;
    return setAside.flatMap(({ box, reason, event }) => {
      const byRestore = restores > 0 && this.isOfLostWindow(event);
      const byDamage = event === undefined || this.evidence.damaged.has(event.epoch) || this.isMoved(event);
      return byRestore || byDamage ? [] : [`${box}: ${reason} ${JSON.stringify(event)}`];
    });
  }

  /** Refused under the numbers of a damaged outbox before, and sent again under new ones. */
  private isMoved({ kind, at }: BoxEvent): boolean {
    return this.evidence.setAside.some(
      ({ event }) =>
        event !== undefined &&
        event.kind === kind &&
        event.at === at &&
        this.evidence.damaged.has(event.epoch),
    );
  }

  /** Of a window whose issuance the copy did not have, and which brought no docket to make it again from. */
  private isOfLostWindow(event: BoxEvent | undefined): boolean {
    if (event === undefined || !('window' in event) || event.window === undefined) return false;
    return !this.windowIds.has(event.window) && !this.withDocket.has(event.window);
  }

  asideAfterRestore(): Set<string> {
    const { setAside } = this.evidence;
    return new Set(
      setAside.flatMap(({ event }) =>
        event?.kind === 'rated' && this.isOfLostWindow(event) ? [event.window] : [],
      ),
    );
  }

  miscounted(): string[] {
    const { ratings, stored, restores } = this.evidence;
    const counted = new Map(ratings.map(({ window, level }) => [window, level as number]));
    const kept = new Map(stored.filter(isRated).map((held) => [held.event.window, held]));
    const twice = ratings.length - counted.size;
    const missing = [...kept].flatMap(([window, held]) => {
      if (counted.has(window) || this.isDamaged(held)) return [];
      if (restores > 0 && this.isOfLostWindow(held.event)) return [];
      return [`${window} (level ${held.event.level}, ${keyOf(held)}) is not counted`];
    });
    const wrong = [...counted].flatMap(([window, level]) =>
      kept.get(window)?.event.level === level
        ? []
        : [`${window} is counted as ${level}, which no box stored`],
    );
    return [...(twice === 0 ? [] : [`${twice} windows are counted twice`]), ...missing, ...wrong];
  }

  misalarmed(): string[] {
    const due = this.evidence.ratings.filter(({ level }) => level <= 2).map(({ window }) => window);
    const raised = this.evidence.alarms.map(({ about }) => (about.source === 'rating' ? about.window : ''));
    const times = new Map<string, number>();
    for (const window of raised) times.set(window, (times.get(window) ?? 0) + 1);
    const wanting = due.flatMap((window) =>
      times.get(window) === 1 ? [] : [`${window} has ${times.get(window) ?? 0} alarms`],
    );
    const known = new Set(due);
    const groundless = raised.flatMap((window) => (known.has(window) ? [] : [`an alarm about ${window}`]));
    return [...wanting, ...groundless];
  }

  twoOutcomes(): string[] {
    const ends = new Map<string, string>();
    return this.evidence.received.flatMap(({ event }) => {
      if (!ENDS.has(event.kind) || !('window' in event) || this.aside.has(event.id)) return [];
      const window = event.window ?? '';
      const before = ends.get(window);
      ends.set(window, event.kind);
      return before === undefined ? [] : [`${window} ended as ${before} and as ${event.kind}`];
    });
  }

  endless(): string[] {
    return this.evidence.windows.flatMap(({ id, state, outcome }) =>
      state === 'ended' && outcome !== undefined ? [] : [`${id} is ${state}`],
    );
  }

  unreported(): string[] {
    const ends = new Map<string, number>();
    for (const held of this.evidence.stored) {
      const { event } = held;
      // What a damaged outbox lost was forgotten, and its window may have been offered and opened once more.
      if (this.isDamaged(held) || !ENDS.has(event.kind)) continue;
      if ('window' in event && event.window !== undefined)
        ends.set(event.window, (ends.get(event.window) ?? 0) + 1);
    }
    return this.evidence.stored.flatMap((held) => {
      if (held.event.kind !== 'opened' || this.isDamaged(held)) return [];
      const times = ends.get(held.event.window) ?? 0;
      return times === 1 ? [] : [`${held.event.window} (${keyOf(held)}) has ${times} ends`];
    });
  }

  private get windowIds(): ReadonlySet<string> {
    this.knownWindows ??= new Set(this.evidence.windows.map(({ id }) => id));
    return this.knownWindows;
  }
  private knownWindows: ReadonlySet<string> | undefined;

  /** Windows a restored hub could make again from what the box echoes. */
  private get withDocket(): ReadonlySet<string> {
    this.docketed ??= new Set(
      this.evidence.stored.flatMap(({ event }) =>
        event.kind === 'opened' && 'docket' in event && event.docket !== undefined ? [event.window] : [],
      ),
    );
    return this.docketed;
  }
  private docketed: ReadonlySet<string> | undefined;

  private isDamaged({ event }: HeldEvent): boolean {
    return this.evidence.damaged.has(event.epoch);
  }
}

/** Whether `part` can be had from `whole` by leaving some out. */
function isWithin<T>(part: readonly T[], whole: readonly T[]): boolean {
  let found = 0;
  for (const value of whole) if (found < part.length && value === part[found]) found++;
  return found === part.length;
}
