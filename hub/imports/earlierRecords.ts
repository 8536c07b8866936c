import { hash } from 'node:crypto';
import { WINDOW_MS } from '#contract/limits.js';
import type { LoadedWindow } from '../store/windowLoader.js';
import { type EarlierWindow, identityOf } from './earlierWindow.js';

/**
 * An earlier record as a window of this hub: ended, without a box, with one document. Its ids are made of what it is and
 * of when it was issued, so that the same record always has the same ones, and none sorts after a window of today.
 */
export function earlierRecord(window: EarlierWindow, source: string, receivedMs: number): LoadedWindow {
  const { office, counter, clerk, kind, number, service, issuedMs, outcome, reason, level, afterMs } = window;
  const digest = hash('sha256', identityOf(window), 'hex');
  const id = uuidOf(issuedMs, digest.slice(0, 32));
  const common = { office, counter, clerk, kind, service, visit: null, issuedMs };
  return {
    window: {
      ...common,
      id,
      box: null,
      state: 'ended',
      lengthMs: WINDOW_MS.default,
      openedMs: null,
      closesMs: null,
      endedMs: issuedMs + lastedMs(window),
      outcome,
      reason,
      provisional: false,
      level,
      afterMs,
      extraPresses: 0,
      extended: false,
      flagged: false,
      excluded: false,
      source,
      dueMs: null,
    },
    issuance: {
      ...common,
      id: uuidOf(issuedMs, digest.slice(32)),
      number,
      receivedMs,
      voidedMs: null,
      offered: id,
      window: id,
    },
  };
}

function lastedMs({ outcome, afterMs }: EarlierWindow): number {
  if (outcome === 'rated') return Math.round(afterMs ?? 0);
  return outcome === 'expired' ? WINDOW_MS.default : 0;
}

/** UUIDv7 (RFC 9562) with the time of issue, 1970 for earlier ones, and a digest in place of chance. */
function uuidOf(issuedMs: number, digest: string): string {
  const time = Math.max(0, issuedMs).toString(16).padStart(12, '0');
  const variant = (8 + (Number.parseInt(digest.charAt(3), 16) & 3)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${digest.slice(0, 3)}-${variant}${digest.slice(4, 7)}-${digest.slice(7, 19)}`;
}
