import { LEVELS, type Level, type VoiceLanguage } from '#contract/values.js';

/** Keys beside the five levels: one more window length for this citizen (W12), and the next language. */
export const EXTRA_KEYS = ['more-time', 'language'] as const;
export type ExtraKey = (typeof EXTRA_KEYS)[number];

/** A key, named by what it stands for. A panel needs the five levels; the extra keys are optional. */
export type Key = Level | ExtraKey;
export const KEYS: readonly Key[] = [...LEVELS, ...EXTRA_KEYS];

/** What the citizen sees. Panels render a scene as well as their lamps can; every scene is the same for all levels pressed (W11). */
export type Scene =
  /** Nothing to press. */
  | { readonly kind: 'dark' }
  /** All keys lit: a rating is invited, for `leftMs` from now. `moreTime`: the key for more time would still help. */
  | { readonly kind: 'invite'; readonly leftMs: number; readonly moreTime: boolean }
  /** The last 10 s, shown anew each second (W12). */
  | { readonly kind: 'countdown'; readonly secondsLeft: number; readonly moreTime: boolean }
  /** A press was stored. */
  | { readonly kind: 'accepted' }
  /** The box is out of service. */
  | { readonly kind: 'fault' }
  /** All lamps at once, for whoever tests them (B6); nobody is asked anything. */
  | { readonly kind: 'test' };

export interface KeyEdge {
  readonly key: Key;
  readonly down: boolean;
}

export interface PanelListener {
  /** The panel works; `held` are the keys down right now, in the order of `KEYS`. Called again after each recovery. */
  ready(held: readonly Key[]): void;
  /** A raw contact edge, bounce included; the box decides what a press is. Only between `ready` and `lost`. */
  edge(edge: KeyEdge): void;
  /** The citizen chose a language on a panel that can offer them by name. Only between `ready` and `lost`. */
  chose(language: VoiceLanguage): void;
  /**
   * The panel cannot be used: unplugged, hung or failing. `detail` is for the log and the hub. Called again while
   * lost only when a device was found that has to be refused.
   */
  lost(detail: string): void;
  /** A panel made of several works, but not all of it; undefined once all of it does. Only between `ready` and `lost`. */
  impaired(detail: string | undefined): void;
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
