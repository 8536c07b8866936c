import { systemClock } from '#platform/clock.js';
import { pageWakeups } from '../../watcher/wakeups.js';
import { HubClient } from '../api/hubClient.js';
import { browserDesktop } from '../notify/desktop.js';
import { Notifier } from '../notify/notifier.js';
import { pageAnnouncer } from '../sound/pageAnnouncer.js';
import { browserMemory } from '../ui/memory.js';
import type { AnsweringOptions } from './answeringModel.js';

/** What a page of one office, named in its address, is made with in a browser. */
export function pageOptions(window: Window & typeof globalThis): AnsweringOptions {
  const base = new URL('api/v1/', window.document.baseURI).href;
  const office = new URLSearchParams(window.location.search).get('office') ?? '';
  const fetch = window.fetch.bind(window);
  const clock = systemClock;
  const random = Math.random;
  const memory = browserMemory();
  const hub = new HubClient({ fetch, clock, base });
  return {
    hub,
    fetch,
    clock,
    random,
    memory,
    wakeups: pageWakeups({ window, document: window.document }, clock),
    streamUrl: `${base}stream?office=${encodeURIComponent(office)}`,
    announcer: pageAnnouncer({ window, office, hub, clock, memory, random }),
    notifier: new Notifier({
      desktop: browserDesktop(window),
      clock,
      reducedMotion: () => window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    }),
  };
}
