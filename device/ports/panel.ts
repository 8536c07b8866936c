import type { Level } from '#contract/values.js';

/** What the citizen sees. Panels render a scene as well as their lamps can; every scene is the same for all levels pressed (W11). */
export type Scene =
  /** Nothing to press. */
  | { readonly kind: 'dark' }
  /** All keys lit: a rating is invited. */
  | { readonly kind: 'invite' }
  /** The last 10 s: keys flash once a second; `secondsLeft` for panels that can show it (W12). */
  | { readonly kind: 'countdown'; readonly secondsLeft: number }
  /** A press was stored. */
  | { readonly kind: 'accepted' }
  /** The box is out of service. */
  | { readonly kind: 'fault' };

export interface KeyEdge {
  /** The key, named by the level it stands for. */
  readonly level: Level;
  readonly down: boolean;
}

export interface PanelListener {
  /** The panel works; `held` are the keys down right now. Called again after each recovery. */
  ready(held: readonly Level[]): void;
  /** A raw contact edge, bounce included; the box decides what a press is. Only between `ready` and `lost`. */
  edge(edge: KeyEdge): void;
  /**
   * The panel cannot be used: unplugged, hung or failing. `detail` is for the log and the hub. Called again while
   * lost only when a device was found that has to be refused.
   */
  lost(detail: string): void;
}

/**
 * Five keys and their lamps. Every driver (Firmata board, serial pad, HID pad, touch screen, simulation)
 * implements this and passes the same conformance suite (B1).
 *
 * Guarantees: after `start` it reports `ready` or `lost`, finds an unplugged device again by itself, reports its
 * loss within 2 s and works within 5 s of its return (B2). No call throws or blocks once started; `show` while
 * lost is remembered and shown on recovery. After `stop` nothing is reported and the lamps are off if the device
 * can still be reached.
 */
export interface Panel {
  start(listener: PanelListener): Promise<void> | void;
  show(scene: Scene): void;
  stop(): Promise<void> | void;
}
