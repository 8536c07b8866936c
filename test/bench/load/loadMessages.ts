import type { KeyPair } from '../../../device/identity.js';
import type { LeanCredentials } from './leanLine.js';

/** A window the load's boxes have opened and had rated while the hub was out of reach. */
export interface PlannedWindow {
  readonly window: string;
  readonly issuance: string;
  readonly issuedMs: number;
}

export interface PlannedBox {
  readonly office: string;
  readonly box: string;
  readonly windows: readonly PlannedWindow[];
  /** With them its events are sealed, before anything is sent. */
  readonly keys?: KeyPair;
  /** With them its line is encrypted. */
  readonly credentials?: LeanCredentials;
}

/** From the parent. `connect`: come and wait; `flow`: send what there is; `reconnect`: come back after a cut and send. */
export type LoadOrder =
  | { readonly kind: 'connect' | 'reconnect'; readonly port: number }
  | { readonly kind: 'flow' };

/** From the load. */
export type LoadReport =
  | { readonly kind: 'ready'; readonly events: number }
  /** `sending`: the boxes' way back begins; making them took the time before. */
  | { readonly kind: 'connected' | 'sending' }
  | {
      readonly kind: 'done';
      /** From the order to send until the last acknowledgement. */
      readonly ms: number;
      /** Until every box had been connected; 0 when all were before. */
      readonly connectMs: number;
      /** Publications of events, repeated ones included. */
      readonly sent: number;
    };
