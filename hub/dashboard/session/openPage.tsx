import { type ComponentChildren, render } from 'preact';
import { systemClock } from '#platform/clock.js';
import { HubClient } from '../api/hubClient.js';
import { Person } from '../records/person.js';
import { LocaleChoice } from '../ui/locale.js';
import { browserMemory, type Memory } from '../ui/memory.js';
import { pageRoot } from '../ui/pageRoot.js';
import { Around } from './Around.js';
import { PageShell } from './PageShell.js';
import type { PageName } from './pageRoles.js';
import { Session } from './session.js';
import { watchedFetch } from './watchedFetch.js';

/** What a page is made with once the hub has said who sits before it. */
export interface PageParts {
  readonly window: Window & typeof globalThis;
  readonly memory: Memory;
  readonly choice: LocaleChoice;
  readonly session: Session;
  /** Under whose name things are done on this page. */
  readonly person: Person;
  /** Everything a page asks goes through it, so that a session that has ended leads back to the door. */
  readonly fetch: typeof fetch;
  readonly hub: HubClient;
  /** Address of `/api/v1`, with a closing slash. */
  readonly base: string;
}

/** The pages that keep a live stream. */
const LIVE: readonly PageName[] = ['console', 'wall'];

/**
 * Opens a page: asks the hub first who sits before it, and draws the page only for somebody it is for. `draw` makes and
 * starts the page's model; it is called once at most.
 */
export function openPage(name: PageName, draw: (parts: PageParts) => ComponentChildren): void {
  const { document, location } = window;
  const base = new URL('api/v1/', document.baseURI).href;
  const plain = window.fetch.bind(window);
  const clock = systemClock;
  const memory = browserMemory();
  const choice = new LocaleChoice(window, memory);
  const hub = new HubClient({ fetch: plain, clock, base });
  const session = new Session({ hub, clock, location, live: LIVE.includes(name) });
  const watched = watchedFetch(plain, session);
  const content = (): ComponentChildren =>
    draw({
      window,
      memory,
      choice,
      session,
      person: new Person(memory, session.name),
      fetch: watched,
      hub: new HubClient({ fetch: watched, clock, base }),
      base,
    });
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) void session.stay();
  });
  session.start();
  const around = document.createElement('div');
  document.body.prepend(around);
  render(<Around session={session} choice={choice} />, around);
  render(<PageShell name={name} session={session} choice={choice} draw={content} />, pageRoot(document));
}
