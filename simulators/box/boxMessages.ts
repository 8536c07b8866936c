import type { Level } from '#contract/values.js';
import type { Scene } from '../../device/ports/panel.js';
import type { Prompt } from '../../device/ports/voice.js';

/** How a simulated box is told what it is; one JSON argument of its program. */
export interface BoxOrder {
  readonly hub: string;
  readonly office: string;
  readonly box: string;
  readonly data: string;
  /** Serial device of the board that stands before it; a panel in memory otherwise. */
  readonly serial?: string;
  readonly logLevel: 'warn' | 'silent';
  readonly seed: number;
}

/** What the world does to the box. */
export type BoxInput =
  | { readonly kind: 'key'; readonly level: Level; readonly down: boolean }
  | { readonly kind: 'unplug' }
  | { readonly kind: 'plug' };

/** What can be seen and heard at the box. */
export type BoxOutput =
  | { readonly kind: 'started' }
  | { readonly kind: 'scene'; readonly scene: Scene }
  | { readonly kind: 'spoken'; readonly prompt: Prompt };
