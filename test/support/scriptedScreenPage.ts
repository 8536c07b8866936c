import { Agent, request } from 'node:http';
import { type Clock, systemClock, type Timer } from '#platform/clock.js';
import type { Key, Scene } from '../../device/ports/panel.js';
import type { ScreenState } from '../../device/screen/screenMessages.js';
import { type LinkPhase, ScreenLink } from '../../device/screenPage/screenLink.js';
import { NodeEventLine } from './eventLine.js';

const DARK: Scene = { kind: 'dark' };

/**
 * An open page of the touch screen, without a browser around it: the page's own line to the box on real
 * connections. `freeze` stops its event loop as a hung browser's would be, `close` ends it as a closed tab.
 */
export class ScriptedScreenPage {
  readonly link: ScreenLink;
  phase: LinkPhase = 'connecting';
  state: ScreenState | undefined;
  /** How often it found that the box serves another build. */
  outdated = 0;
  private readonly agent = new Agent({ keepAlive: true });
  private readonly lines = new Set<NodeEventLine>();
  private frozen = false;
  private closed = false;
  private delayed: Array<() => void> = [];

  constructor(
    private readonly address: string,
    held: () => readonly Key[],
    private readonly changed: () => void,
  ) {
    const run = (task: () => void) => this.run(task);
    this.link = new ScreenLink({
      listen: (path) => {
        const line = new NodeEventLine(new URL(path, address).href, run);
        this.lines.add(line);
        return line;
      },
      post: (path, body) => this.post(path, JSON.stringify(body)),
      clock: pausing(run),
      random: () => 0.5,
      held,
      phase: (phase) => {
        this.phase = phase;
        changed();
      },
      state: (state) => {
        this.state = state;
        changed();
      },
      outdated: () => void this.outdated++,
    });
    this.link.start();
  }

  /** What can be seen on it. */
  get scene(): Scene {
    return this.phase === 'live' && !this.closed && this.state !== undefined ? this.state.scene : DARK;
  }

  freeze(): void {
    this.frozen = true;
  }

  thaw(): void {
    this.frozen = false;
    for (const task of this.delayed.splice(0)) this.run(task);
  }

  close(): void {
    this.closed = true;
    this.agent.destroy();
    for (const line of this.lines) line.close();
    this.changed();
  }

  private run(task: () => void): void {
    if (this.closed) return;
    if (this.frozen) this.delayed.push(task);
    else task();
  }

  private post(path: string, body: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const headers = {
        origin: new URL(this.address).origin,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      };
      const posting = request(new URL(path, this.address), { method: 'POST', agent: this.agent, headers });
      posting.on('response', (response) => {
        response.resume();
        response.on('end', () => this.run(() => resolve(response.statusCode ?? 0)));
      });
      posting.on('error', (error) => this.run(() => reject(error)));
      posting.end(body);
    });
  }
}

/** Real time, whose timers wait while the page hangs. */
const pausing = (run: (task: () => void) => void): Clock => ({
  ...systemClock,
  after: (ms: number, task: () => void): Timer => {
    let cancelled = false;
    const timer = systemClock.after(ms, () => run(() => cancelled || task()));
    return {
      cancel: () => {
        cancelled = true;
        timer.cancel();
      },
    };
  },
});
