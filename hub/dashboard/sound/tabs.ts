import { type ReadonlySignal, signal } from '@preact/signals';
import { type Clock, every } from '#platform/clock.js';
import {
  JOIN_MS,
  LOOK_MS,
  leads,
  newTab,
  nextTab,
  type TabInput,
  type TabMessage,
  type TabState,
} from './tabLeader.js';

/** A line to the other tabs of this browser that watch the same office. Nothing comes back to who posted it. */
export interface TabLine {
  post(message: unknown): void;
  onMessage(take: (message: unknown) => void): void;
}

export interface TabsOptions {
  readonly line: TabLine;
  readonly clock: Clock;
  /** Tells this tab from every other. */
  readonly id: string;
  /** A second beat, which goes on in a hidden page: calls once after so many ms, or never while it cannot. */
  readonly beat: (ms: number, task: () => void) => void;
}

/** This tab among the others: says whether it is the one that chimes (A3: several tabs chime once). */
export class Tabs {
  private readonly leading = signal(false);
  private state: TabState;
  /** How often this tab came to take part. */
  private stays = 0;

  constructor(private readonly options: TabsOptions) {
    this.state = newTab(options.id, options.clock.monotonic());
    options.line.onMessage((message) => {
      if (isTabMessage(message)) this.turn({ kind: 'message', now: this.now(), message });
    });
    every(options.clock, LOOK_MS, () => this.look());
  }

  get leads(): ReadonlySignal<boolean> {
    return this.leading;
  }

  /** Whether this tab's sound is on; only then does it take part. */
  take(on: boolean): void {
    const was = this.state.stage;
    this.turn({ kind: on ? 'on' : 'off', now: this.now() });
    if (was !== 'off' || !on) return;
    this.options.clock.after(JOIN_MS, () => this.look());
    this.stays += 1;
    this.beat(this.stays);
  }

  private beat(stay: number): void {
    this.options.beat(LOOK_MS, () => {
      if (this.state.stage === 'off' || stay !== this.stays) return;
      this.look();
      this.beat(stay);
    });
  }

  private look(): void {
    this.turn({ kind: 'look', now: this.now() });
  }

  private turn(input: TabInput): void {
    const { state, send } = nextTab(this.state, input);
    this.state = state;
    for (const message of send) this.options.line.post(message);
    this.leading.value = leads(state);
  }

  private now(): number {
    return this.options.clock.monotonic();
  }
}

/** Another version of the page may say anything; what is not of this kind is passed over. */
function isTabMessage(message: unknown): message is TabMessage {
  if (typeof message !== 'object' || message === null) return false;
  const { kind, id, rank } = message as Record<string, unknown>;
  if (typeof id !== 'string') return false;
  if (kind === 'here') return typeof rank === 'number';
  return kind === 'gone' || (kind === 'ask' && (rank === undefined || typeof rank === 'number'));
}
