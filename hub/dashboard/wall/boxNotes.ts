import type { Health } from '#contract/presence.js';
import type { BoxView, Presence } from '#contract/views.js';
import type { Words } from '#words/catalogue.js';
import { formatTime } from '#words/dates.js';
import type { IconName } from '../ui/Icon.js';

/** One line about a box: words that say everything, an icon of its own shape, and a tone for the colour. */
export interface Note {
  readonly icon: IconName;
  readonly tone: 'calm' | 'dim' | 'fault';
  readonly text: string;
}

const PRESENCE: Readonly<Record<Presence, Pick<Note, 'icon' | 'tone'>>> = {
  online: { icon: 'well', tone: 'calm' },
  unknown: { icon: 'unknown', tone: 'dim' },
  offline: { icon: 'offline', tone: 'fault' },
  lost: { icon: 'offline', tone: 'fault' },
};

/** What to say about the box at a counter, most important first; the first line is its presence (B4). */
export function boxNotes(box: BoxView | undefined, t: Words): readonly Note[] {
  if (box === undefined) return [{ icon: 'none', tone: 'dim', text: t.wall.counters.noBox }];
  return [presence(box, t), ...(box.presence === 'online' ? faults(box, t) : []), ...bookkeeping(box, t)];
}

function presence(box: BoxView, t: Words): Note {
  const state = t.boxStates[box.presence];
  const gone = box.presence === 'lost' || box.presence === 'offline';
  const since = gone && box.since !== undefined ? ` (${t.wall.counters.since(formatTime(box.since))})` : '';
  return { ...PRESENCE[box.presence], text: `${t.wall.counters.box(state)}${since}` };
}

/** Health is only the truth while the box is there to tell it. */
function faults(box: BoxView, t: Words): Note[] {
  const c = t.wall.counters;
  const notes = [
    health(box.panel, c.panelFault, c.panelAbsent, 'fault'),
    health(box.storage, c.storageFault, c.storageAbsent, 'fault'),
    health(box.voice, c.voiceFault, c.voiceAbsent, 'dim'),
  ].filter((note) => note !== undefined);
  if (box.stuckKeys.length > 0) {
    const keys = box.stuckKeys.map((level) => t.levels[level as keyof Words['levels']]).join('、');
    notes.push({ icon: 'warning', tone: 'fault', text: c.stuck(keys) });
  }
  return notes;
}

function health(
  state: Health | undefined,
  fault: string,
  absent: string,
  absentTone: Note['tone'],
): Note | undefined {
  if (state === 'fault') return { icon: 'warning', tone: 'fault', text: fault };
  if (state === 'absent') return { icon: 'none', tone: absentTone, text: absent };
  return undefined;
}

function bookkeeping(box: BoxView, t: Words): Note[] {
  const c = t.wall.counters;
  const notes: Note[] = [];
  if (box.missing > 0) notes.push({ icon: 'warning', tone: 'fault', text: c.missing(box.missing) });
  if (box.setAside > 0) notes.push({ icon: 'warning', tone: 'dim', text: c.setAside(box.setAside) });
  if (box.unacked >= UNSENT_WORTH_SAYING) {
    notes.push({ icon: 'waiting', tone: 'dim', text: c.unsent(box.unacked) });
  }
  return notes;
}

/** A few events are always on their way; a growing pile is worth a line. */
const UNSENT_WORTH_SAYING = 5;
