import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type Clock, every, type Timer } from '#platform/clock.js';
import type { Key } from '../ports/panel.js';
import type { Choices, ScreenState } from '../screen/screenMessages.js';
import { Fingers } from './fingers.js';
import { type Look, lookOf } from './look.js';
import { type LinkPhase, ScreenLink, type ScreenLinkOptions } from './screenLink.js';

export interface ScreenModelOptions
  extends Pick<ScreenLinkOptions, 'listen' | 'post' | 'clock' | 'random' | 'outdated'> {
  /** Whether the browser itself is set to more contrast. */
  readonly moreContrast: boolean;
}

/**
 * The ring is drawn anew this often and stands still in between. Gliding, it would keep the browser drawing: measured
 * on two busy cores without a graphics card, a press was then heard 14–28 ms late instead of 2.
 */
const STEP_MS = 1_000;
/** How long a click that no finger made holds its key: long enough to count as a press. */
const TAP_MS = 80;

/** What the page knows and does. */
export class ScreenModel {
  readonly phase: Signal<LinkPhase> = signal('connecting');
  readonly state: Signal<ScreenState | undefined> = signal(undefined);
  readonly look: ReadonlySignal<Look> = computed(() => lookOf(this.state.value, this.phase.value));
  /** What is left of the window, 0–1. */
  readonly share = signal(1);
  readonly fingers: Fingers;
  private readonly link: ScreenLink;
  private readonly clock: Clock;
  private endsAt = 0;
  private steps: Timer | undefined;

  constructor(private readonly options: ScreenModelOptions) {
    this.clock = options.clock;
    this.fingers = new Fingers((key, down) => this.link.edge({ key, down }));
    this.link = new ScreenLink({
      ...options,
      held: () => this.fingers.held,
      phase: (phase) => {
        this.phase.value = phase;
      },
      state: (state) => this.heard(state),
    });
  }

  start(): void {
    this.link.start();
  }

  /** Presses and releases a key. */
  tap(key: Key): void {
    this.fingers.press('tap', key);
    this.clock.after(TAP_MS, () => this.fingers.lift('tap'));
  }

  choose(choices: Choices): void {
    this.link.choose(choices);
  }

  /** High contrast by the citizen's choice, else as the browser is set. */
  get contrast(): boolean {
    return this.state.value?.choices.contrast ?? this.options.moreContrast;
  }

  get largeText(): boolean {
    return this.state.value?.choices.largeText ?? false;
  }

  private heard(state: ScreenState): void {
    this.state.value = state;
    this.steps?.cancel();
    const leftMs = leftOf(state);
    if (leftMs === undefined) return;
    this.endsAt = this.clock.monotonic() + leftMs;
    this.step();
    this.steps = every(this.clock, STEP_MS, () => this.step());
  }

  private step(): void {
    const leftMs = Math.max(0, this.endsAt - this.clock.monotonic());
    this.share.value = Math.min(1, leftMs / Math.max(this.state.peek()?.totalMs ?? 0, STEP_MS));
  }
}

function leftOf({ scene }: ScreenState): number | undefined {
  if (scene.kind === 'invite') return scene.leftMs;
  return scene.kind === 'countdown' ? scene.secondsLeft * 1_000 : undefined;
}
