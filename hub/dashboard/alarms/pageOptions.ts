import { systemClock } from '#platform/clock.js';
import { pageWakeups } from '../../watcher/wakeups.js';
import { browserDesktop } from '../notify/desktop.js';
import { Notifier } from '../notify/notifier.js';
import type { PageParts } from '../session/openPage.js';
import { pageAnnouncer } from '../sound/pageAnnouncer.js';
import type { AnsweringOptions } from './answeringModel.js';

/** What a page of one office, named in its address, is made with in a browser. */
export function pageOptions({ window, memory, session, fetch, hub, base }: PageParts): AnsweringOptions {
  const office = new URLSearchParams(window.location.search).get('office') ?? '';
  const clock = systemClock;
  const random = Math.random;
  return {
    hub,
    fetch,
    clock,
    random,
    memory,
    ...(session.name !== undefined && { signedIn: session.name }),
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
