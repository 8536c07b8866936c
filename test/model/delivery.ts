/**
 * The delivery protocol (D2–D4) as a model: small enough that every order of events can be tried, close enough that
 * its steps can be replayed on the real parts (`conformance.test.ts`). Each step names the code it stands for.
 *
 * The line is a set of at most `line` messages for each direction. Whatever is in it may arrive at any time, in any
 * order and again and again, until it is lost; even after the connection it was sent on has gone. That is worse than
 * TCP and QoS 1 can be, on purpose: it covers brokers between box and hub and the messages of a broken connection.
 * A request to send again is no message of its own: it is heard at once or lost, because hearing it late makes the
 * box send less.
 *
 * In it an outbox is as it was left or gone. One that was put back to an older image gives its numbers a second time, which
 * the model would call wrong; that the box then numbers anew (`RenumberDesk`), with every event counted once, is shown on
 * the real parts in `test/faults/oldCard.test.ts` and `test/device/renumbering.test.ts`.
 */
export interface Bounds {
  readonly boxes: number;
  /** Ratings of each box. */
  readonly presses: number;
  readonly boxCrashes: number;
  readonly hubCrashes: number;
  readonly restores: number;
  /** Outboxes lost, of each box. */
  readonly replacements: number;
  /** Most messages under way in one direction. */
  readonly line: number;
  /** Settled events that a box keeps behind its newest number (`KEPT_SETTLED`). */
  readonly kept: number;
  /** Events in flight (`FIRST_IN_FLIGHT`). */
  readonly inFlight: number;
}

/** Ways to build it wrong; the model must find each. */
export type Mutation =
  | 'ack before commit'
  | 'settle on PUBACK'
  | 'store without looking for duplicates'
  | 'tell duplicates by number alone'
  | 'leave duplicates unacknowledged'
  | 'take an Ack of any epoch'
  | 'prune unsettled events'
  | 'number from what is kept after pruning all'
  | 'never ask after a restore'
  | 'heartbeat without the newest number'
  | 'resend only what is unsettled'
  | 'send each event once'
  | 'forget to report a replaced outbox after a crash'
  | 'prune the report of a replaced outbox';

/** What the hub has durably of one box. Masks have bit `seq - 1`; lists are by epoch. */
export interface Store {
  readonly stored: readonly number[];
  /** `SequenceLedger.highest` */
  readonly top: readonly number[];
  /** Mask of epochs. */
  readonly replaced: number;
  readonly current: number;
}

/** One box with its line and all that the hub has of it. */
export interface Side {
  readonly presses: number;
  readonly crashes: number;
  readonly replacements: number;
  readonly epoch: number;
  /** `SqliteOutbox.newest` */
  readonly last: number;
  readonly pending: number;
  /** Rows of the outbox, pending or settled. */
  readonly kept: number;
  /** `OutboxPump.connected` */
  readonly connected: boolean;
  readonly inFlightMask: number;
  readonly sentThrough: number;
  /** The outbox is new and the hub is not told yet what it replaces. */
  readonly owing: boolean;
  readonly up: readonly number[];
  readonly down: readonly number[];
  /** `GroupWriter.queue` */
  readonly queue: readonly number[];
  readonly store: Store;
  readonly backup: Store | undefined;
  /** Of each epoch the highest number that was ever given; what citizens were thanked for. */
  readonly given: readonly number[];
  /** Of each epoch what was ever committed. */
  readonly committed: readonly number[];
  /** Why this can no longer be right, seen at a step. */
  readonly wrong: string | undefined;
}

export interface Delivery {
  readonly sides: readonly Side[];
  readonly hubCrashes: number;
  readonly restores: number;
  readonly hasBackup: boolean;
}

export interface Rules {
  readonly bounds: Bounds;
  readonly mutation: Mutation | undefined;
}

export const bit = (seq: number): number => 1 << (seq - 1);
export const through = (seq: number): number => (1 << seq) - 1;

/** Numbers of a mask, ascending. */
export function numbersOf(mask: number): number[] {
  const found: number[] = [];
  for (let seq = 1; mask >> (seq - 1) !== 0; seq++) if ((mask & bit(seq)) !== 0) found.push(seq);
  return found;
}

/** Messages as numbers: an event by epoch and number, an Ack by epoch and mask. */
export const eventOf = (epoch: number, seq: number): number => (epoch << 4) | seq;
export const epochOfEvent = (event: number): number => event >> 4;
export const seqOfEvent = (event: number): number => event & 15;
export const ackOf = (epoch: number, mask: number): number => (epoch << 8) | mask;
export const epochOf = (message: number): number => message >> 8;
export const maskOf = (message: number): number => message & 255;

export function initialDelivery({ bounds }: Rules): Delivery {
  const { boxes, presses, boxCrashes, replacements, hubCrashes, restores } = bounds;
  const epochs = Array.from({ length: replacements + 1 }, () => 0);
  const side: Side = {
    ...{
      presses,
      crashes: boxCrashes,
      replacements,
      epoch: 0,
      last: 0,
      pending: 0,
      kept: 0,
      connected: false,
    },
    ...{ inFlightMask: 0, sentThrough: 0, owing: false, up: [], down: [], queue: [] },
    store: { stored: epochs, top: epochs, replaced: 0, current: 0 },
    ...{ backup: undefined, given: epochs, committed: epochs, wrong: undefined },
  };
  return { sides: Array.from({ length: boxes }, () => side), hubCrashes, restores, hasBackup: false };
}

export const put = <T>(list: readonly T[], index: number, value: T): readonly T[] =>
  list[index] === value ? list : list.map((each, at) => (at === index ? value : each));

export const at = (list: readonly number[], index: number): number => list[index] ?? 0;

/** A message joins those under way; one for which there is no room is lost. */
export function join(line: readonly number[], message: number, room: number): readonly number[] {
  if (line.length >= room || line.includes(message)) return line;
  return [...line, message].sort((a, b) => a - b);
}

export const without = (line: readonly number[], message: number): readonly number[] =>
  line.filter((each) => each !== message);

/** What of the present outbox's numbers the hub knows of and has not. */
export const missingOf = ({ stored, top }: Store, epoch: number): number =>
  through(at(top, epoch)) & ~at(stored, epoch);

/** Characters that tell the state of a box and its line from every other. */
export function sideKey(side: Side): string {
  const { store, backup } = side;
  const numbers = [
    ...[side.presses, side.crashes, side.replacements, side.epoch, side.last, side.pending, side.kept],
    ...[Number(side.connected) + 2 * Number(side.owing), side.inFlightMask, side.sentThrough],
    ...[side.up.length, ...side.up, side.down.length, ...side.down, side.queue.length, ...side.queue],
    ...[...store.stored, ...store.top, store.replaced, store.current],
    ...(backup === undefined ? [] : [...backup.stored, ...backup.top, backup.replaced, backup.current]),
    ...[...side.given, ...side.committed, side.wrong === undefined ? 0 : 1],
  ];
  return String.fromCharCode(...numbers);
}

/** Boxes are alike, so their order tells nothing. */
export const deliveryKey = ({ sides, hubCrashes, restores, hasBackup }: Delivery): string =>
  `${hubCrashes}${restores}${Number(hasBackup)}${sides.map(sideKey).sort().join('\uffff')}`;
