import { MAX_WINDOW_TOTAL_MS } from '#contract/limits.js';
import type { Level } from '#contract/values.js';
import {
  noPresses,
  type OpenPhase,
  type RatingEffect,
  type RatingInput,
  type RatingState,
  type RatingStep,
  record,
  say,
  show,
} from './windowState.js';

/** Keys that go down within this of each other are a clash (W8). */
export const CLASH_MS = 50;
/** A key down longer than this is stuck (W9). */
export const STUCK_MS = 10_000;
/** The last part of a window is counted down (W12). */
export const COUNTDOWN_MS = 10_000;
const ACCEPTED_SHOWN_MS = 3_000;
const IDLE_REPORT_MS = 60_000;
const REMEMBERED_ISSUANCES = 256;
const REMEMBERED_VISITS = 16;

/**
 * The rating window of one box: pure, without a clock. `now` is ms on a monotonic clock and never goes back. What
 * fell due before `now` happens first, each at its own time, so that a press is judged by when it was made and not
 * by when it was heard (W2).
 */
export function step(state: RatingState, input: RatingInput, now: number): RatingStep {
  const machine = new Machine(state);
  machine.catchUp(now);
  machine.take(input, now);
  return { state: machine.state, effects: machine.effects };
}

/** When `elapsed` has something to do next; undefined when only an input can change anything. */
export function wakesAt(state: RatingState): number | undefined {
  const due = dueTimes(state);
  return due.length === 0 ? undefined : Math.min(...due.map(({ at }) => at));
}

type Due = {
  readonly at: number;
  readonly what: 'accept' | 'close' | 'count-down' | 'dark' | 'forget' | 'report-idle' | 'stuck';
  readonly level?: Level;
};

function dueTimes({ phase, held, stuck, idleSince }: RatingState): Due[] {
  const due: Due[] = [];
  for (const [level, since] of held)
    if (!stuck.has(level)) due.push({ at: since + STUCK_MS, what: 'stuck', level });
  if (idleSince !== undefined) due.push({ at: idleSince + IDLE_REPORT_MS, what: 'report-idle' });
  if (phase.kind === 'open') {
    const { candidate, deadline } = phase;
    if (candidate !== undefined) due.push({ at: candidate.at + CLASH_MS, what: 'accept' });
    else due.push({ at: deadline + 1, what: 'close' });
    const next = nextSecond(phase);
    if (next !== undefined) due.push({ at: deadline - next * 1000, what: 'count-down' });
  }
  if (phase.kind === 'answered') {
    if (phase.darkAt !== undefined) due.push({ at: phase.darkAt, what: 'dark' });
    due.push({ at: phase.until, what: 'forget' });
  }
  return due;
}

function nextSecond({ shown }: OpenPhase): number | undefined {
  const next = shown === undefined ? COUNTDOWN_MS / 1000 : shown - 1;
  return next > 0 ? next : undefined;
}

/** One step being worked out; lives no longer than `step`. */
class Machine {
  readonly effects: RatingEffect[] = [];

  constructor(public state: RatingState) {}

  /** A press at the deadline itself still counts, so the window closes only after it has passed. */
  catchUp(now: number): void {
    for (;;) {
      const [first] = dueTimes(this.state)
        .filter(({ at, what }) => (what === 'close' ? this.deadline() < now : at <= now))
        .sort((a, b) => a.at - b.at);
      if (first === undefined) return;
      this.happen(first);
    }
  }

  take(input: RatingInput, now: number): void {
    switch (input.kind) {
      case 'offer':
        return this.offer(input, now);
      case 'key':
        return input.down ? this.press(input.level, now) : this.release(input.level);
      case 'lit':
        return this.lit(now);
      case 'cancel':
        return this.cancel(input.window);
      case 'panel-ready':
        return this.set({ panelReady: true, held: new Map(input.held.map((level) => [level, now])) });
      case 'panel-lost':
        return this.losePanel();
      case 'recovered':
        if (input.unfinished !== undefined) this.interrupted(input.unfinished);
        return this.set({ known: input.known.slice(-REMEMBERED_ISSUANCES) });
      case 'storage-failed':
        return this.breakDown();
      case 'elapsed':
        return;
    }
  }

  private happen({ what, at, level }: Due): void {
    switch (what) {
      case 'accept':
        return this.accept(at);
      case 'close':
        return this.expire();
      case 'count-down':
        return this.countDown();
      case 'dark':
        this.effects.push(show({ kind: 'dark' }));
        return this.phase('answered', (phase) => ({ ...phase, darkAt: undefined }));
      case 'forget':
        return this.forget();
      case 'report-idle':
        return this.reportIdle();
      case 'stuck':
        if (level === undefined) return;
        this.effects.push(record({ kind: 'fault', code: 'key-stuck', active: true, level }));
        return this.set({ stuck: new Set([...this.state.stuck, level]) });
    }
  }

  private offer({ offer, ageMs, maxAgeMs }: Extract<RatingInput, { kind: 'offer' }>, now: number): void {
    const { state } = this;
    if (state.known.includes(offer.issuance)) return;
    if (state.phase.kind === 'broken') this.mend(state.phase.unfinished);
    this.set({ known: [...state.known, offer.issuance].slice(-REMEMBERED_ISSUANCES) });
    const ofVisit =
      offer.visit === undefined ? undefined : state.visits.findLast(({ visit }) => visit === offer.visit);
    const running =
      state.phase.kind === 'open' || state.phase.kind === 'opening' ? state.phase.window : undefined;
    const joins = ofVisit?.window ?? running;
    if (joins !== undefined) return this.join(offer, joins, joins === running, now);
    if (ageMs > maxAgeMs) return this.miss(offer.window, 'late');
    if (!state.panelReady) return this.miss(offer.window, 'box-fault');
    this.forget();
    this.reportIdle();
    this.remember(offer.visit, offer.window);
    this.effects.push(
      record({ kind: 'opened', window: offer.window, issuance: offer.issuance, lengthMs: offer.lengthMs }),
    );
    this.effects.push(show({ kind: 'invite' }), { kind: 'begin' }, say('invite'));
    this.set({ phase: { kind: 'opening', window: offer.window, lengthMs: offer.lengthMs } });
  }

  private join(
    offer: { issuance: string; window: string; visit?: string },
    window: string,
    running: boolean,
    now: number,
  ): void {
    const joined = { kind: 'joined', window, issuance: offer.issuance, offered: offer.window } as const;
    this.remember(offer.visit, window);
    const { phase } = this.state;
    if (!running || phase.kind !== 'open') {
      this.effects.push(record(joined));
      return;
    }
    const limit = phase.openedAt + MAX_WINDOW_TOTAL_MS;
    const deadline = Math.max(phase.deadline, Math.min(now + phase.lengthMs, limit));
    this.effects.push(
      record({ ...joined, afterMs: now - phase.openedAt }),
      show({ kind: 'invite' }),
      say('invite'),
    );
    this.set({ phase: { ...phase, deadline, shown: undefined } });
  }

  private lit(now: number): void {
    this.phase('opening', ({ window, lengthMs }) => ({
      kind: 'open',
      window,
      lengthMs,
      openedAt: now,
      deadline: now + lengthMs,
      candidate: undefined,
      clashUntil: undefined,
      panelLost: !this.state.panelReady,
      shown: undefined,
    }));
  }

  private press(level: Level, now: number): void {
    const { phase, held } = this.state;
    this.set({ held: new Map([...held, [level, now]]) });
    if (phase.kind === 'open') return this.pressInWindow(phase, level, now);
    if (phase.kind === 'answered')
      return this.phase('answered', (answered) => ({ ...answered, extra: answered.extra + 1 }));
    if (phase.kind !== 'idle') return;
    const { idle, idleSince } = this.state;
    this.set({ idle: { ...idle, [level]: idle[level] + 1 }, idleSince: idleSince ?? now });
  }

  private pressInWindow(phase: OpenPhase, level: Level, now: number): void {
    if (phase.candidate !== undefined) {
      this.effects.push(say('one-key'));
      this.set({ phase: { ...phase, candidate: undefined, clashUntil: phase.candidate.at + CLASH_MS } });
    } else if (phase.clashUntil === undefined || now > phase.clashUntil) {
      this.set({ phase: { ...phase, candidate: { level, at: now } } });
    }
  }

  private release(level: Level): void {
    const held = new Map(this.state.held);
    held.delete(level);
    this.set({ held });
    if (!this.state.stuck.has(level)) return;
    this.effects.push(record({ kind: 'fault', code: 'key-stuck', active: false, level }));
    this.set({ stuck: new Set([...this.state.stuck].filter((other) => other !== level)) });
  }

  /** No other key went down with it: the first valid press is final (W7), stored before it is thanked (D1). */
  private accept(now: number): void {
    const { phase } = this.state;
    if (phase.kind !== 'open' || phase.candidate === undefined) return;
    const { window, openedAt, deadline, candidate } = phase;
    this.effects.push(
      record({ kind: 'rated', window, level: candidate.level, afterMs: candidate.at - openedAt }),
      show({ kind: 'accepted' }),
      say('thanks'),
    );
    const darkAt = now + ACCEPTED_SHOWN_MS;
    this.set({ phase: { kind: 'answered', window, until: Math.max(deadline, darkAt), darkAt, extra: 0 } });
  }

  /** Silence is no rating (W4), and no silence either when the citizen could not have pressed. */
  private expire(): void {
    const { phase } = this.state;
    if (phase.kind !== 'open') return;
    const { window, deadline, openedAt, panelLost } = phase;
    this.effects.push(
      record(
        panelLost
          ? { kind: 'missed', window, reason: 'box-fault' }
          : { kind: 'expired', window, afterMs: deadline - openedAt },
      ),
      show({ kind: 'dark' }),
      say('closed'),
    );
    this.set({ phase: { kind: 'idle' } });
  }

  private countDown(): void {
    const { phase } = this.state;
    const secondsLeft = phase.kind === 'open' ? nextSecond(phase) : undefined;
    if (phase.kind !== 'open' || secondsLeft === undefined) return;
    this.effects.push(show({ kind: 'countdown', secondsLeft }));
    this.set({ phase: { ...phase, shown: secondsLeft } });
  }

  /** The answered window's time is over, or another one begins (W7). */
  private forget(): void {
    const { phase } = this.state;
    if (phase.kind !== 'answered') return;
    if (phase.extra > 0)
      this.effects.push(record({ kind: 'presses', window: phase.window, extra: phase.extra }));
    if (phase.darkAt !== undefined) this.effects.push(show({ kind: 'dark' }));
    this.set({ phase: { kind: 'idle' } });
  }

  private cancel(window: string): void {
    const { phase } = this.state;
    if ((phase.kind !== 'open' && phase.kind !== 'opening') || phase.window !== window) return;
    this.effects.push(record({ kind: 'cancelled', window }), show({ kind: 'dark' }), say('closed'));
    this.set({ phase: { kind: 'idle' } });
  }

  private losePanel(): void {
    this.set({ panelReady: false, held: new Map() });
    this.phase('open', (phase) => ({ ...phase, candidate: undefined, panelLost: true }));
  }

  private breakDown(): void {
    const { phase } = this.state;
    const running =
      phase.kind === 'open' || phase.kind === 'opening' || phase.kind === 'answered'
        ? phase.window
        : undefined;
    this.effects.push(show({ kind: 'fault' }));
    this.set({ phase: { kind: 'broken', unfinished: phase.kind === 'broken' ? phase.unfinished : running } });
  }

  private mend(unfinished: string | undefined): void {
    if (unfinished !== undefined) this.interrupted(unfinished);
    this.effects.push(show({ kind: 'dark' }));
    this.set({ phase: { kind: 'idle' } });
  }

  private interrupted(window: string): void {
    this.effects.push(record({ kind: 'missed', window, reason: 'interrupted' }));
  }

  private miss(window: string, reason: 'late' | 'box-fault'): void {
    this.effects.push(record({ kind: 'missed', window, reason }));
  }

  private reportIdle(): void {
    const { idle, idleSince } = this.state;
    if (idleSince === undefined) return;
    this.effects.push(
      record({ kind: 'presses', idle: { 1: idle[1], 2: idle[2], 3: idle[3], 4: idle[4], 5: idle[5] } }),
    );
    this.set({ idle: noPresses, idleSince: undefined });
  }

  private remember(visit: string | undefined, window: string): void {
    if (visit !== undefined)
      this.set({ visits: [...this.state.visits, { visit, window }].slice(-REMEMBERED_VISITS) });
  }

  private deadline(): number {
    return this.state.phase.kind === 'open' ? this.state.phase.deadline : Number.POSITIVE_INFINITY;
  }

  private phase<K extends RatingState['phase']['kind']>(
    kind: K,
    change: (phase: Extract<RatingState['phase'], { kind: K }>) => RatingState['phase'],
  ): void {
    const { phase } = this.state;
    if (phase.kind === kind) this.set({ phase: change(phase as Extract<RatingState['phase'], { kind: K }>) });
  }

  private set(change: Partial<RatingState>): void {
    this.state = { ...this.state, ...change };
  }
}
