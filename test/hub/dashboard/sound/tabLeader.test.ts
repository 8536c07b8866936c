import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEAD_MS,
  JOIN_MS,
  LOOK_MS,
  leads,
  newTab,
  nextTab,
  type TabInput,
  type TabMessage,
  type TabState,
} from '../../../../hub/dashboard/sound/tabLeader.js';

const STEP_MS = 50;
const SETTLED_MS = 2_000;

interface Tab {
  state: TabState;
  open: boolean;
  on: boolean;
  frozen: boolean;
  /** Between its timers; those of hidden pages are slow. */
  everyMs: number;
  /** Its own clock is ahead by this. */
  readonly ahead: number;
  readonly inbox: { readonly due: number; readonly message: TabMessage }[];
}

/** Tabs of a browser whose messages take a while, and whose timers may be slow. */
class Browser {
  now = 0;
  readonly tabs: Tab[] = [];

  constructor(private readonly delayMs: number) {}

  open(everyMs = LOOK_MS): Tab {
    const ahead = this.tabs.length * 12_345;
    const id = `${'pdkwam'[this.tabs.length % 6]}${this.tabs.length}`;
    const state = newTab(id, this.now + ahead);
    const tab = { state, open: true, on: false, frozen: false, everyMs, ahead, inbox: [] };
    this.tabs.push(tab);
    return tab;
  }

  turn(tab: Tab, input: { kind: 'on' | 'off' | 'look' } | { kind: 'message'; message: TabMessage }): void {
    if (input.kind === 'on' || input.kind === 'off') tab.on = input.kind === 'on';
    const { state, send } = nextTab(tab.state, { ...input, now: this.now + tab.ahead } as TabInput);
    tab.state = state;
    for (const message of send) {
      for (const other of this.tabs) {
        if (other !== tab && other.open) other.inbox.push({ due: this.now + this.delayMs, message });
      }
    }
  }

  pass(ms: number): void {
    for (const end = this.now + ms; this.now < end; ) {
      this.now += STEP_MS;
      for (const tab of this.awake()) this.deliver(tab);
      for (const tab of this.awake()) if (this.now % tab.everyMs < STEP_MS) this.turn(tab, { kind: 'look' });
    }
  }

  leaders(): Tab[] {
    return this.awake().filter(({ state }) => leads(state));
  }

  armed(): Tab[] {
    return this.awake().filter(({ on }) => on);
  }

  private awake(): Tab[] {
    return this.tabs.filter(({ open, frozen }) => open && !frozen);
  }

  private deliver(tab: Tab): void {
    for (let next = tab.inbox[0]; next !== undefined && next.due <= this.now; next = tab.inbox[0]) {
      tab.inbox.shift();
      this.turn(tab, { kind: 'message', message: next.message });
    }
  }
}

/** A browser of armed tabs that have settled; the first leads. */
function settled(...everyMs: number[]): Browser {
  const browser = new Browser(10);
  for (const each of everyMs) {
    browser.turn(browser.open(each), { kind: 'on' });
    browser.pass(SETTLED_MS);
  }
  return browser;
}

const event = fc.record({
  what: fc.constantFrom('open', 'on', 'off', 'close', 'vanish', 'freeze', 'thaw'),
  tab: fc.nat(5),
  afterMs: fc.integer({ min: 0, max: 60 }).map((steps) => steps * STEP_MS),
});
type Happening = typeof event extends fc.Arbitrary<infer E> ? E : never;

function happen(browser: Browser, { what, tab: index, afterMs }: Happening): void {
  const tab = browser.tabs[index % Math.max(1, browser.tabs.length)];
  if (what === 'open') browser.turn(browser.open(), { kind: 'on' });
  else if (tab?.open && !tab.frozen) {
    if (what === 'on' || what === 'off') browser.turn(tab, { kind: what });
    else if (what === 'freeze') tab.frozen = true;
    else if (what === 'close') browser.turn(tab, { kind: 'off' });
    if (what === 'close' || what === 'vanish') tab.open = false;
  } else if (tab !== undefined && what === 'thaw') tab.frozen = false;
  browser.pass(afterMs);
}

describe('A3 several tabs of one browser chime once', () => {
  it('whatever opens, closes, vanishes, sleeps or wakes: within 2 s exactly one tab leads, if any may sound', () => {
    fc.assert(
      fc.property(
        fc.array(event, { minLength: 1, maxLength: 25 }),
        fc.constantFrom(0, 10, 100),
        (events, delayMs) => {
          const browser = new Browser(delayMs);
          for (const each of events) {
            happen(browser, each);
            expect(browser.leaders().every(({ on }) => on)).toBe(true);
          }
          browser.pass(SETTLED_MS);
          for (let rest = 0; rest < 10; rest++) {
            expect(browser.leaders()).toHaveLength(browser.armed().length > 0 ? 1 : 0);
            browser.pass(200);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('one alone leads as soon as it has listened for others', () => {
    const browser = new Browser(10);
    const tab = browser.open(STEP_MS);
    browser.turn(tab, { kind: 'on' });
    browser.pass(JOIN_MS - STEP_MS);
    expect(leads(tab.state)).toBe(false);
    browser.pass(STEP_MS);
    expect(leads(tab.state)).toBe(true);
  });

  it('a newcomer never takes over from one that leads, not even for a moment', () => {
    const browser = settled(LOOK_MS, LOOK_MS);
    const [first] = browser.tabs;
    browser.turn(browser.open(), { kind: 'on' });
    for (let time = 0; time < SETTLED_MS; time += STEP_MS) {
      browser.pass(STEP_MS);
      expect(browser.leaders()).toEqual([first]);
    }
  });

  it('a leader that closes is replaced as soon as the others hear of it', () => {
    const browser = settled(LOOK_MS, LOOK_MS, LOOK_MS);
    const [first, second] = browser.tabs as [Tab, Tab];
    browser.turn(first, { kind: 'off' });
    first.open = false;
    browser.pass(STEP_MS);
    expect(browser.leaders()).toEqual([second]);
  });

  it('a leader that vanishes or freezes without a word is replaced within 2 s', () => {
    for (let phase = 0; phase < LOOK_MS; phase += STEP_MS) {
      const browser = settled(LOOK_MS, LOOK_MS);
      browser.pass(phase);
      const [first, second] = browser.tabs as [Tab, Tab];
      first.frozen = true;
      browser.pass(DEAD_MS + 2 * LOOK_MS);
      expect(browser.leaders()).toEqual([second]);
    }
  });

  it('a leader that thaws does not take over again', () => {
    const browser = settled(LOOK_MS, LOOK_MS);
    const [first, second] = browser.tabs as [Tab, Tab];
    first.frozen = true;
    browser.pass(10_000);
    first.frozen = false;
    for (let time = 0; time < SETTLED_MS; time += STEP_MS) {
      browser.pass(STEP_MS);
      expect(browser.leaders()).toEqual([second]);
    }
  });

  it('a hidden leader whose timers hardly run stays leader, because it answers', () => {
    const browser = settled(LOOK_MS, LOOK_MS);
    const [first] = browser.tabs as [Tab];
    first.everyMs = 60_000;
    for (let time = 0; time < 130_000; time += LOOK_MS) {
      browser.pass(LOOK_MS);
      expect(browser.leaders()).toEqual([first]);
    }
  });

  it('a hidden follower whose timers hardly run does not take silence of its own for the silence of the leader', () => {
    const browser = settled(LOOK_MS, LOOK_MS);
    const [first, second] = browser.tabs as [Tab, Tab];
    second.everyMs = 60_000;
    for (let time = 0; time < 130_000; time += STEP_MS) {
      browser.pass(STEP_MS);
      expect(browser.leaders()).toEqual([first]);
    }
  });

  it('a tab whose sound is off says nothing and never leads', () => {
    const browser = settled(LOOK_MS);
    const quiet = browser.open();
    browser.turn(quiet, { kind: 'off' });
    browser.pass(SETTLED_MS);
    expect(leads(quiet.state)).toBe(false);
    expect(browser.tabs[0]?.state.others.size).toBe(0);
  });
});
