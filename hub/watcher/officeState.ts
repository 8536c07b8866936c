import type { AlarmView, DutyView, ShelfView } from '#contract/alarms.js';
import type { Figures } from '#contract/figures.js';
import type { ChimeTestView, LampView } from '#contract/signals.js';
import type { BoxView, CounterView, OfficeView, WindowView } from '#contract/views.js';
import type { StreamMessage } from './streamClient.js';

/** What a page knows of one office: the last snapshot with every later change applied. */
export interface OfficeState {
  readonly office: OfficeView;
  readonly boxes: ReadonlyMap<string, BoxView>;
  /** Per counter the window worth showing: the open one, else the newest. */
  readonly windows: ReadonlyMap<string, WindowView>;
  readonly alarms: ReadonlyMap<string, AlarmView>;
  /** By counter; those that have returned stay until their counter is shelved anew. */
  readonly shelves: ReadonlyMap<string, ShelfView>;
  readonly duty: DutyView;
  readonly lamps: ReadonlyMap<string, LampView>;
  readonly chimeTest: ChimeTestView | undefined;
  readonly today: Figures;
}

/**
 * The state after a message. A snapshot replaces everything; a change that arrives before the first one
 * says too little to be shown and is dropped.
 */
export function applyMessage(
  state: OfficeState | undefined,
  message: StreamMessage,
): OfficeState | undefined {
  if (message.name === 'snapshot') {
    const { office, boxes, windows, alarms, shelves, duty, lamps, chimeTest, today } = message.data;
    return {
      office,
      boxes: new Map(boxes.map((box) => [box.id, box])),
      windows: foremostWindows(windows),
      alarms: new Map(alarms.map((alarm) => [alarm.id, alarm])),
      shelves: new Map(shelves.map((shelf) => [shelf.counter, shelf])),
      duty,
      lamps: new Map(lamps.map((lamp) => [lamp.id, lamp])),
      chimeTest,
      today,
    };
  }
  if (state === undefined) return undefined;
  switch (message.name) {
    case 'window':
      return { ...state, windows: withWindow(state.windows, message.data) };
    case 'box':
      return { ...state, boxes: withBox(state, message.data) };
    case 'alarm':
      return { ...state, alarms: new Map(state.alarms).set(message.data.id, message.data) };
    case 'shelf':
      return { ...state, shelves: new Map(state.shelves).set(message.data.counter, message.data) };
    case 'duty':
      return { ...state, duty: message.data };
    case 'lamp':
      return { ...state, lamps: withLamp(state, message.data) };
    case 'chimeTest':
      return { ...state, chimeTest: message.data };
    case 'figures':
      return { ...state, today: message.data };
  }
}

/** A box that was moved to another office is no longer one of this one's (B5). */
function withBox({ office, boxes }: OfficeState, box: BoxView): ReadonlyMap<string, BoxView> {
  const changed = new Map(boxes);
  if (box.office === office.id) changed.set(box.id, box);
  else changed.delete(box.id);
  return changed;
}

/** A lamp that was given to another office is no longer one of this one's. */
function withLamp({ office, lamps }: OfficeState, lamp: LampView): ReadonlyMap<string, LampView> {
  const changed = new Map(lamps);
  if (lamp.office === office.id) changed.set(lamp.id, lamp);
  else changed.delete(lamp.id);
  return changed;
}

/** Per counter the window worth showing, out of many. */
export function foremostWindows(windows: readonly WindowView[]): ReadonlyMap<string, WindowView> {
  return windows.reduce(withWindow, new Map<string, WindowView>());
}

function withWindow(
  windows: ReadonlyMap<string, WindowView>,
  window: WindowView,
): ReadonlyMap<string, WindowView> {
  const shown = windows.get(window.counter);
  return supersedes(window, shown) ? new Map(windows).set(window.counter, window) : windows;
}

/** News of the shown window counts; of another one only if it is open now or the newer of two that are not. */
function supersedes(window: WindowView, shown: WindowView | undefined): boolean {
  if (shown === undefined || shown.id === window.id) return true;
  if (isOpen(window) !== isOpen(shown)) return isOpen(window);
  return window.issuedAt >= shown.issuedAt;
}

const isOpen = (window: WindowView): boolean => window.state === 'open';

/** The box that stands at a counter now: its own word comes before the office's list, which may be older. */
export function boxAt(state: OfficeState, counter: CounterView): BoxView | undefined {
  for (const box of state.boxes.values()) {
    if (box.counter === counter.id) return box;
  }
  return undefined;
}

/** Alarms that call: the urgent first, and among equals the one that waits longest. */
export function calling(state: OfficeState): AlarmView[] {
  return [...state.alarms.values()]
    .filter((alarm) => alarm.state === 'unacknowledged')
    .sort((a, b) => urgency(b) - urgency(a) || a.raisedAt.localeCompare(b.raisedAt));
}

const URGENCY: Readonly<Record<AlarmView['priority'], number>> = { high: 2, medium: 1, low: 0 };

const urgency = (alarm: AlarmView): number => URGENCY[alarm.priority];
