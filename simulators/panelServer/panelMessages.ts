import type { Words } from '#contract/views.js';
import type { Station, StationState } from './station.js';

/** One line of the index of counters. */
export interface StationListing {
  readonly counter: string;
  readonly name: Words;
  readonly hardware: Station['hardware'];
}

/**
 * What `/panel/{counter}/events` sends. `visitor` comes first and names this connection; a key pressed in its name
 * is released when it ends.
 */
export interface PanelEvents {
  readonly visitor: { readonly visitor: string };
  readonly state: StationState;
}
