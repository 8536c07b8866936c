/** What eyes and ears at the desk notice. */
export interface Seen {
  /** `dark` while no lamp of it is lit. */
  readonly colour: 'dark' | 'red' | 'amber' | 'blue' | 'other';
  readonly rings: boolean;
}

export const DARK: Seen = { colour: 'dark', rings: false };

/** What one model of light does with the bytes it gets, as its firmware would. Times in ms of one monotonic clock. */
export interface LightFirmware {
  /** Power-on. */
  boot(nowMs: number): void;
  /** Takes what one write handed over; throws where the system would refuse it. */
  write(message: Uint8Array, nowMs: number): void;
  look(nowMs: number): Seen;
}
