import { SILENT_AFTER_MS } from '#contract/limits.js';
import type { Presence } from '#contract/views.js';

export interface BoxPresence {
  readonly presence: Presence;
  /** The run of the box's program that was heard last. */
  readonly boot: string | undefined;
  /** Monotonic ms of the last sign. */
  readonly heardAt: number;
}

export type PresenceInput =
  /** The box announced itself, or said goodbye, or its last will was published. */
  | { readonly kind: 'status'; readonly status: 'online' | 'offline' | 'lost'; readonly boot: string }
  /** Any other message of the box. */
  | { readonly kind: 'heard' }
  | { readonly kind: 'tick' };

export const unknownPresence: BoxPresence = { presence: 'unknown', boot: undefined, heardAt: 0 };

/**
 * Whether a box is there (B4): offline at once on a clean stop, lost by its last will, and lost after three
 * missed heartbeats when nobody could publish the will. The will of an earlier run says nothing about this one.
 */
export function nextPresence(state: BoxPresence, input: PresenceInput, now: number): BoxPresence {
  switch (input.kind) {
    case 'heard':
      return { ...state, presence: 'online', heardAt: now };
    case 'tick':
      return state.presence === 'online' && now - state.heardAt >= SILENT_AFTER_MS
        ? { ...state, presence: 'lost' }
        : state;
    case 'status':
      if (input.status === 'online') return { presence: 'online', boot: input.boot, heardAt: now };
      if (state.boot !== undefined && state.boot !== input.boot) return state;
      return { ...state, presence: input.status, boot: input.boot };
  }
}
