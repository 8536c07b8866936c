import type { Clock } from '#platform/clock.js';
import type { HubClient } from '../api/hubClient.js';
import type { Memory } from '../ui/memory.js';
import { Announcer } from './announcer.js';
import type { TabLine } from './tabs.js';

export interface PageAnnouncerOptions {
  readonly window: Window & typeof globalThis;
  readonly office: string;
  readonly hub: HubClient;
  readonly clock: Clock;
  readonly memory: Memory;
  readonly random: () => number;
}

/** The announcer of a page of an office, in a browser. Wall and console of one office chime once between them. */
export function pageAnnouncer({ window, office, hub, ...options }: PageAnnouncerOptions): Announcer {
  const announcer = new Announcer({
    ...options,
    open: () => new window.AudioContext(),
    line: officeLine(window, office),
    report: async (id, body) => {
      await hub.ask('reportChimeTest', { params: { id }, body });
    },
  });
  window.addEventListener('pagehide', () => announcer.leave());
  window.addEventListener('pageshow', () => announcer.comeBack());
  return announcer;
}

/** A line to all tabs of this browser that watch the office; it works where the page came over plain HTTP, too. */
function officeLine({ BroadcastChannel }: Window & typeof globalThis, office: string): TabLine {
  const channel = new BroadcastChannel(`counter-rating.sound.${office}`);
  return {
    post: (message) => channel.postMessage(message),
    onMessage: (take) => channel.addEventListener('message', ({ data }) => take(data)),
  };
}
