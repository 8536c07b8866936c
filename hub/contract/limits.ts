/** Bounds that hold for every version of every program; settings can only be stricter. */

/** Largest MQTT payload and HTTP body accepted, in bytes. */
export const MAX_MESSAGE_BYTES = 16 * 1024;

/** Most outbox entries a box keeps in flight; the hub may ask for fewer. */
export const MAX_IN_FLIGHT = 20;

/** Most events one Ack names. */
export const MAX_ACKED_EVENTS = 500;

/** Length of a rating window in ms: the norm's 30 s, up to 120 s at priority counters (W2). */
export const WINDOW_MS = { default: 30_000, min: 30_000, max: 120_000 } as const;

/** Joining never extends a window beyond this, counted from its first opening (W3). */
export const MAX_WINDOW_TOTAL_MS = 120_000;

/** With the window length that the key for more time adds once to a window of any age (W12), no window is open longer. */
export const MAX_WINDOW_OPEN_MS = MAX_WINDOW_TOTAL_MS + WINDOW_MS.max;

/** A box opens no window for an issuance older than this (W5; a setting of the box). */
export const MAX_ISSUANCE_AGE_MS = 10_000;

/** Period of a box's heartbeat; three missed ones make it silent. */
export const HEARTBEAT_MS = 14_000;

/** After this long without a sign a box is shown offline (B4 asks for at most 45 s). */
export const SILENT_AFTER_MS = 42_500;

/** An enrolment code works for this long, and once (B5). */
export const ENROLMENT_CODE_MS = 15 * 60_000;

/** So long after its certificate ended a box that was off gets another without a visit (B5). */
export const RENEWAL_GRACE_MS = 30 * 86_400_000;

/** Numberings of one box. A box begins another one only when its outbox was damaged or replaced; more are made up. */
export const MAX_EPOCHS = 100;
