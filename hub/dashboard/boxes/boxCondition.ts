import type { Check } from '#contract/events.js';
import { RENEWAL_GRACE_MS } from '#contract/limits.js';
import type { Health } from '#contract/presence.js';
import type { BoxView } from '#contract/views.js';
import type { IconName } from '../ui/Icon.js';

/** A tone for the colour and an icon of its own shape; the words beside it say the same. */
export interface Mark {
  readonly icon: IconName;
  readonly tone: 'calm' | 'dim' | 'fault';
}

/** A box that nobody has heard yet is expected, not ailing; a lost one is worth a walk. */
export function needsAttention(box: BoxView): boolean {
  return (
    // One that was shut out is expected to be silent.
    (box.presence === 'lost' && box.revokedAt === undefined) ||
    box.stuckKeys.length > 0 ||
    box.faults.length > 0 ||
    box.missing > 0 ||
    box.settings.refused !== undefined ||
    [box.panel, box.storage, box.voice].includes('fault') ||
    [box.panel, box.storage].includes('absent') ||
    Object.values(box.selfTest?.checks ?? {}).some(({ result }) => result === 'fault')
  );
}

/** What is to be done about the certificate of a box: nothing, switch the box on, or enrol it anew (B5). */
export function certificateState(until: string, nowMs: number): 'counts' | 'ended' | 'tooLate' {
  const pastMs = nowMs - Date.parse(until);
  if (pastMs < 0) return 'counts';
  return pastMs <= RENEWAL_GRACE_MS ? 'ended' : 'tooLate';
}

export const PRESENCE_MARKS: Readonly<Record<BoxView['presence'], Mark>> = {
  online: { icon: 'well', tone: 'calm' },
  unknown: { icon: 'unknown', tone: 'dim' },
  offline: { icon: 'offline', tone: 'dim' },
  lost: { icon: 'offline', tone: 'fault' },
};

export const HEALTH_MARKS: Readonly<Record<Health, Mark>> = {
  ok: { icon: 'well', tone: 'calm' },
  fault: { icon: 'warning', tone: 'fault' },
  absent: { icon: 'none', tone: 'dim' },
};

export const CHECK_MARKS: Readonly<Record<Check['result'], Mark>> = {
  ok: { icon: 'well', tone: 'calm' },
  fault: { icon: 'warning', tone: 'fault' },
  skipped: { icon: 'none', tone: 'dim' },
};

/** Whether what was decided is what is done; `undefined` while the box has not said. */
export function inForce({ settings }: BoxView): boolean | undefined {
  if (settings.inForce === undefined) return settings.wanted === 0 ? undefined : false;
  return settings.inForce === settings.wanted;
}
