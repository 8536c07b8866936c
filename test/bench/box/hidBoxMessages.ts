import type { LitLamps } from '../../../device/adapters/lampPattern.js';

/** The one JSON argument of `hidBoxProcess.js`. */
export interface HidBoxOrder {
  readonly hub: string;
  readonly office: string;
  readonly box: string;
  readonly data: string;
}

/** From the box: what the pad's lamps show, whenever it took a message. */
export type HidBoxOutput = LitLamps;
