import type { Key } from '../../ports/panel.js';
import type { Lamps } from '../lampPattern.js';

/** Something to send to a pad. */
export interface PadMessage {
  readonly kind: 'report' | 'feature';
  readonly bytes: Uint8Array;
}

/** How a pad is asked whether it lives: by a message it answers with a report, or by a feature report it gives. */
export type PadQuestion = PadMessage | { readonly kind: 'ask'; readonly id: number; readonly length: number };

/** What a report says about the keys. */
export interface PadState {
  /** Every key that is down, in the order of `KEYS`. */
  readonly down: readonly Key[];
  /** The report answers the question of the driver. */
  readonly asked: boolean;
}

/**
 * What a pad shows: one small number for each of its cells, a lamp, a picture or a brightness. The driver gives
 * them their meaning.
 */
export type PadLook = readonly number[];

/** What a pad is known to show; a cell is undefined while nothing is known of it. */
export type ShownLook = ReadonlyArray<number | undefined>;

/**
 * A kind of pad: its reports as pure functions. `read` takes any bytes and never throws.
 */
export interface PadDriver {
  readonly question: PadQuestion;
  /** Undefined for a report that says nothing about the keys. */
  read(report: Uint8Array): PadState | undefined;
  look(lamps: Lamps): PadLook;
  /** The cell to be written next on the way from `shown` to `wanted`, most urgent first; undefined when there is none. */
  next(shown: ShownLook, wanted: PadLook): number | undefined;
  /** The messages that make a cell show a value, to be sent in order and without others in between. */
  encode(cell: number, value: number): readonly PadMessage[];
}

export interface PadModel {
  readonly name: string;
  /** Maker and product, for people. */
  readonly title: string;
  readonly vendorId: number;
  readonly productIds: readonly number[];
  /** May take some 100 ms. */
  makeDriver(): PadDriver;
}

/** Whether a number reads from another place in a look. */
export const differs =
  (shown: ShownLook) =>
  (value: number, cell: number): boolean =>
    shown[cell] !== value;
