import type { Key, Scene } from '../../device/ports/panel.js';
import type { Speech } from '../voice/memoryVoice.js';

/** How a simulated box is told what it is; one JSON argument of its program. */
export interface BoxOrder {
  readonly hub: string;
  readonly office: string;
  readonly box: string;
  readonly data: string;
  /** Serial device of the board that stands before it; a panel in memory otherwise. */
  readonly serial?: string;
  /** Port on 127.0.0.1 of a touch screen beside its keys, if it has one. */
  readonly screenPort?: number;
  readonly logLevel: 'warn' | 'silent';
  readonly seed: number;
}

/** What the world does to the box. */
export type BoxInput =
  | { readonly kind: 'key'; readonly key: Key; readonly down: boolean }
  | { readonly kind: 'unplug' }
  | { readonly kind: 'plug' };

/** What can be seen and heard at the box. */
export type BoxOutput =
  | { readonly kind: 'started' }
  | { readonly kind: 'scene'; readonly scene: Scene }
  | { readonly kind: 'spoken'; readonly speech: Speech };
