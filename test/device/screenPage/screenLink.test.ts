import { beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import type { Key } from '../../../device/ports/panel.js';
import type { ChoiceReport, Report } from '../../../device/screen/screenMessages.js';
import { Fingers } from '../../../device/screenPage/fingers.js';
import { type EventLine, type LinkPhase, ScreenLink } from '../../../device/screenPage/screenLink.js';

class ScriptedLine implements EventLine {
  closed = false;
  private readonly listeners = new Map<string, (event: { readonly data?: string }) => void>();

  addEventListener(name: string, listener: (event: { readonly data?: string }) => void): void {
    this.listeners.set(name, listener);
  }

  tell(name: string, data: object = {}): void {
    this.listeners.get(name)?.({ data: JSON.stringify(data) });
  }

  close(): void {
    this.closed = true;
  }
}

interface Posted {
  readonly path: string;
  readonly body: Report | ChoiceReport;
  answer(status: number): void;
  fail(): void;
}

let clock: ManualClock;
let lines: ScriptedLine[];
let posts: Posted[];
let phases: LinkPhase[];
let held: Key[];
let outdated: number;
let link: ScreenLink;

beforeEach(() => {
  clock = new ManualClock();
  lines = [];
  posts = [];
  phases = [];
  held = [];
  outdated = 0;
  link = new ScreenLink({
    listen: () => {
      const line = new ScriptedLine();
      lines.push(line);
      return line;
    },
    post: (path, body) =>
      new Promise((resolve, reject) =>
        posts.push({ path, body, answer: resolve, fail: () => reject(new Error('no answer')) }),
      ),
    clock,
    random: () => 0.5,
    held: () => held,
    phase: (phase) => phases.push(phase),
    state: () => undefined,
    outdated: () => void outdated++,
  });
  link.start();
});

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const line = (): ScriptedLine => lines.at(-1) as ScriptedLine;
const bodies = () => posts.map(({ body }) => body);

/** Answers the newest post. */
async function answer(status = 204): Promise<void> {
  posts.at(-1)?.answer(status);
  await settled();
}

function fail(): Promise<void> {
  posts.at(-1)?.fail();
  return settled();
}

async function live(page = 'a'): Promise<void> {
  line().tell('page', { page, build: 'b1' });
  await answer();
}

describe('the page’s line to the box', () => {
  it('is live only once the box has answered a report with the keys that are down', async () => {
    held = [2];
    line().tell('page', { page: 'a', build: 'b1' });
    expect(bodies()).toEqual([{ page: 'a', edges: [], held: [2] }]);
    expect(phases).toEqual(['connecting']);
    await answer();
    expect(phases).toEqual(['connecting', 'live']);
  });

  it('reports an edge at once, and what moves meanwhile together after the answer', async () => {
    await live();
    held = [5];
    link.edge({ key: 5, down: true });
    held = [5, 1];
    link.edge({ key: 1, down: true });
    held = [1];
    link.edge({ key: 5, down: false });
    expect(posts).toHaveLength(2);
    await answer();
    expect(bodies().slice(1)).toEqual([
      { page: 'a', edges: [{ key: 5, down: true }], held: [5] },
      {
        page: 'a',
        edges: [
          { key: 1, down: true },
          { key: 5, down: false },
        ],
        held: [1],
      },
    ]);
  });

  it('gives a sign of life 600 ms after the last answer', async () => {
    await live();
    clock.advance(599);
    expect(posts).toHaveLength(1);
    clock.advance(1);
    expect(posts).toHaveLength(2);
  });

  it.each([
    ['an answer that does not come', () => clock.advance(1_500)],
    ['an answer that refuses', () => answer(409)],
    ['a request that fails', fail],
    ['a line that breaks', () => line().tell('error')],
    ['a farewell', () => line().tell('farewell')],
  ])('begins anew after %s, with nothing of before', async (_name, breaks) => {
    await live();
    link.edge({ key: 5, down: true });
    link.edge({ key: 5, down: false });
    await breaks();
    expect(line().closed).toBe(true);
    expect(phases.at(-1)).toBe('connecting');
    link.edge({ key: 4, down: true });
    clock.advance(250);
    expect(lines).toHaveLength(2);
    await live('b');
    expect(bodies().at(-1)).toEqual({ page: 'b', edges: [], held: [] });
    expect(phases.at(-1)).toBe('live');
  });

  it('tries again at short and growing pauses, never more than 1.5 s', () => {
    const pauses: number[] = [];
    for (let n = 0; n < 8; n++) {
      line().tell('error');
      const since = clock.monotonic();
      const count = lines.length;
      while (lines.length === count) clock.advance(1);
      pauses.push(clock.monotonic() - since);
    }
    expect(pauses[0]).toBeLessThanOrEqual(250);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(1_500);
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  });

  it('does not wait for ever for a line that opens and says nothing', () => {
    clock.advance(1_500 + 250);
    expect(lines).toHaveLength(2);
    expect(lines[0]?.closed).toBe(true);
  });

  it('gives way to a newer page and does not come back by itself', async () => {
    await live();
    line().tell('superseded');
    clock.advance(60_000);
    expect(phases.at(-1)).toBe('superseded');
    expect([lines.length, line().closed]).toEqual([1, true]);
  });

  it('hears nothing more of a line it left, not even a late answer', async () => {
    await live();
    const [first] = lines;
    clock.advance(600);
    const late = posts.at(-1);
    first?.tell('error');
    clock.advance(250);
    late?.answer(204);
    first?.tell('superseded');
    await settled();
    expect(phases.at(-1)).toBe('connecting');
    expect(lines).toHaveLength(2);
  });

  it('loads the page anew when the box serves another build of it, and reports nothing before', async () => {
    await live();
    line().tell('farewell');
    clock.advance(250);
    line().tell('page', { page: 'b', build: 'b2' });
    expect(outdated).toBe(1);
    expect(posts).toHaveLength(1);
  });

  it('sends a choice in the page’s name, and none while it has no name', async () => {
    link.choose({ language: 'en' });
    await live();
    link.choose({ language: 'en' });
    expect(posts.at(-1)).toMatchObject({ path: '/choice', body: { page: 'a', language: 'en' } });
    posts.at(-1)?.fail();
    await settled();
    expect(phases.at(-1)).toBe('live');
  });
});

describe('fingers', () => {
  let moves: string[];
  let fingers: Fingers;
  beforeEach(() => {
    moves = [];
    fingers = new Fingers((key, down) => moves.push(`${key} ${down ? 'down' : 'up'}`));
  });

  it('hold a key until the last of them lifts', () => {
    fingers.press(1, 5);
    fingers.press(2, 5);
    fingers.lift(1);
    expect(fingers.held).toEqual([5]);
    fingers.lift(2);
    expect(moves).toEqual(['5 down', '5 up']);
  });

  it('press one key each: what a finger touches on its way does not count', () => {
    fingers.press(1, 5);
    fingers.press(1, 4);
    fingers.lift(1);
    fingers.lift(1);
    expect(moves).toEqual(['5 down', '5 up']);
  });

  it('all lift at once', () => {
    fingers.press(1, 5);
    fingers.press('Digit1', 1);
    fingers.liftAll();
    expect(moves).toEqual(['5 down', '1 down', '5 up', '1 up']);
    expect(fingers.held).toEqual([]);
  });
});
