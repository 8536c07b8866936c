import type { LampSignal } from '../lampSignal.js';

export interface SignalLightListener {
  /** The light is there and shows what it was last told; again after each `lost`. */
  connected(): void;
  /**
   * There is no light, or none that may be used; `detail` says which and what to do. Once between two `connected`, and
   * once more for each new reason.
   */
  lost(detail: string): void;
}

/**
 * A signal light at somebody's desk (A3). Implemented by `DrivenLight`, on whatever bus the light hangs.
 *
 * Guarantee: whatever was shown last is what the light shows as soon as it can, and stays so without further calls,
 * flashing at most three times a second. A light that is unplugged is reported at once, looked for every second, and
 * shows what it should again within 5 s of being back, without a restart. Shown changes that follow each other faster
 * than the light takes them are left out; the last one never is.
 *
 * Cancellation: after `close` the listener hears nothing more and the light is dark, unless it is gone or hangs; nothing
 * waits for it longer than 600 ms. `close` may be called at any time, also twice.
 *
 * Failure: no method throws or rejects. What a light refuses, and a light that takes nothing for 2 s, is a `lost`.
 */
export interface SignalLight {
  /** Kind of light, as its program reports it to the hub. */
  readonly kind: string;
  /** Called once. `show` may be called before. */
  start(listener: SignalLightListener): void;
  show(signal: LampSignal): void;
  close(): Promise<void>;
  /** No when a call of the system has been stuck for so long that only a restart can help. */
  healthy(): boolean;
}
