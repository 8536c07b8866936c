/**
 * Which of several tabs chimes for an office in one browser: of those whose sound is on, the one that has been at it
 * longest. Each tab decides for itself from what it heard of the others; a pure machine, all times on its own
 * monotonic clock in ms.
 */

/** Between two looks at the others. */
export const LOOK_MS = 400;
/** A tab that may chime listens so long for others before it does. */
export const JOIN_MS = 150;
/** A leader that has not answered for so long is replaced at the next look, so within 2 s of falling silent. */
export const DEAD_MS = 1_200;

/** The lower the rank the more senior; of two with the same rank the one whose id comes first. */
export interface Peer {
  readonly id: string;
  readonly rank: number;
}

/**
 * `ask` wants the leader to answer; without a rank the asker has only just come. `here` is said by whoever leads.
 * `gone` is said by a tab that closes or may no longer sound.
 */
export type TabMessage =
  | { readonly kind: 'ask'; readonly id: string; readonly rank?: number }
  | { readonly kind: 'here'; readonly id: string; readonly rank: number }
  | { readonly kind: 'gone'; readonly id: string };

interface Heard extends Peer {
  readonly heardAt: number;
}

export interface TabState {
  readonly id: string;
  /** `off` while its sound is, so that it can never lead; `joining` while it listens for others. */
  readonly stage: 'off' | 'joining' | 'in';
  /** Means something only when `in`. */
  readonly rank: number;
  readonly joinedAt: number;
  /** When anything happened to this tab last: a longer gap means that it slept. */
  readonly awakeAt: number;
  readonly others: ReadonlyMap<string, Heard>;
}

export type TabInput =
  | { readonly kind: 'on' | 'off' | 'look'; readonly now: number }
  | { readonly kind: 'message'; readonly now: number; readonly message: TabMessage };

export interface TabTurn {
  readonly state: TabState;
  readonly send: readonly TabMessage[];
}

export const newTab = (id: string, now: number): TabState => ({
  id,
  stage: 'off',
  rank: 0,
  joinedAt: now,
  awakeAt: now,
  others: new Map(),
});

/** Whether this tab chimes: it takes part, and knows nobody more senior. */
export const leads = (state: TabState): boolean =>
  state.stage === 'in' && [...state.others.values()].every((other) => isSenior(state, other));

const isSenior = (a: Peer, b: Peer): boolean => a.rank < b.rank || (a.rank === b.rank && a.id < b.id);

/** What a tab is and says after something happened to it. */
export function nextTab(before: TabState, input: TabInput): TabTurn {
  const slept = input.now - before.awakeAt > DEAD_MS;
  const woken = slept ? afterSleep(before, input.now) : silently(before);
  const state = { ...woken.state, awakeAt: input.now };
  const turn = input.kind === 'message' ? hear(state, input.message, input.now) : act(state, input);
  return { state: turn.state, send: [...woken.send, ...turn.send] };
}

/**
 * One that slept judges nobody by a silence it slept through. Had it led it may have been replaced, so it comes anew;
 * with nobody else about there is nobody to ask.
 */
function afterSleep(state: TabState, now: number): TabTurn {
  const others = new Map([...state.others].map(([id, other]) => [id, { ...other, heardAt: now }]));
  if (!leads(state) || others.size === 0) return silently({ ...state, others });
  return join({ ...state, others }, now);
}

function act(
  state: TabState,
  input: { readonly kind: 'on' | 'off' | 'look'; readonly now: number },
): TabTurn {
  switch (input.kind) {
    case 'on':
      return state.stage === 'off' ? join(state, input.now) : silently(state);
    case 'off':
      return state.stage === 'off'
        ? silently(state)
        : { state: { ...state, stage: 'off', others: new Map() }, send: [{ kind: 'gone', id: state.id }] };
    case 'look':
      return state.stage === 'off' ? silently(state) : look(state, input.now);
  }
}

const join = (state: TabState, now: number): TabTurn => ({
  state: { ...state, stage: 'joining', joinedAt: now },
  send: [{ kind: 'ask', id: state.id }],
});

function look(state: TabState, now: number): TabTurn {
  const others = new Map([...state.others].filter(([, { heardAt }]) => now - heardAt <= DEAD_MS));
  const still: TabState = { ...state, others };
  if (still.stage === 'joining' && now - still.joinedAt < JOIN_MS) return silently(still);
  const taking: TabState = still.stage === 'in' ? still : { ...still, stage: 'in', rank: rankAfter(others) };
  if (!leads(taking)) return { state: taking, send: [{ kind: 'ask', id: taking.id, rank: taking.rank }] };
  return leads(state) ? silently(taking) : { state: taking, send: [here(taking)] };
}

/** Behind everybody who was there before. */
const rankAfter = (others: TabState['others']): number =>
  1 + Math.max(0, ...[...others.values()].map(({ rank }) => rank));

function hear(state: TabState, message: TabMessage, now: number): TabTurn {
  if (state.stage === 'off' || message.id === state.id) return silently(state);
  const others = new Map(state.others);
  if (message.kind === 'gone' || message.rank === undefined) others.delete(message.id);
  else others.set(message.id, { id: message.id, rank: message.rank, heardAt: now });
  const after: TabState = { ...state, others };
  const answers = leads(after) && (message.kind !== 'gone' || !leads(state));
  return answers ? { state: after, send: [here(after)] } : silently(after);
}

const here = ({ id, rank }: TabState): TabMessage => ({ kind: 'here', id, rank });

const silently = (state: TabState): TabTurn => ({ state, send: [] });
