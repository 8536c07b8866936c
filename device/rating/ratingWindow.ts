import type { Offer } from '#contract/commands.js';
import type { EventBody } from '#contract/events.js';
import { MAX_WINDOW_TOTAL_MS } from '#contract/limits.js';
import type { Level } from '#contract/values.js';
import { judgePress } from './clash.js';
import { asOwed, between } from './windowReports.js';
import {
  noPresses,
  type Phase,
  type RatingEffect,
  type RatingInput,
  type RatingState,
  type RatingStep,
  record,
  say,
  show,
} from './windowState.js';
import { type Due, firstDue, nextSecond } from './windowTimes.js';

const ACCEPTED_SHOWN_MS = 3_000;
const REMEMBERED_ISSUANCES = 256;
const REMEMBERED_VISITS = 16;
/** A box out of service for long remembers only the newest of what it could not store. */
const MOST_OWED = 200;

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

/** One step being worked out; lives no longer than `step`. */
class Machine {
  readonly effects: RatingEffect[] = [];

  constructor(public state: RatingState) {}

  catchUp(now: number): void {
    for (let due = firstDue(this.state, now); due !== undefined; due = firstDue(this.state, now))
      this.happen(due);
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
        return this.cancel(input.window, now);
      case 'panel-ready':
        return this.findPanel(input.held, now);
      case 'panel-lost':
        return this.losePanel();
      case 'recovered':
        for (const window of input.unfinished) this.miss(window, 'interrupted');
        return this.set({ known: input.known.slice(-REMEMBERED_ISSUANCES) });
      case 'storage-failed':
        return this.breakDown(input.unstored);
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
        return level === undefined ? undefined : this.stick(level);
    }
  }

  private offer({ offer, ageMs, maxAgeMs }: Extract<RatingInput, { kind: 'offer' }>, now: number): void {
    const { known } = this.state;
    if (known.includes(offer.issuance) || known.includes(offer.window)) return;
    this.mend();
    if (this.state.phase.kind === 'open' && now > this.state.phase.deadline) this.accept(now);
    this.set({ known: [...known, offer.issuance].slice(-REMEMBERED_ISSUANCES) });
    const { phase, visits } = this.state;
    const running = phase.kind === 'open' ? phase.window : undefined;
    const ofVisit = visits.findLast(({ visit }) => visit === offer.visit)?.window;
    const joined = ofVisit ?? running;
    if (joined !== undefined) this.join(offer, joined, now);
    else if (ageMs > maxAgeMs) this.miss(offer.window, 'late');
    else if (!this.state.panelReady) this.miss(offer.window, 'box-fault');
    else this.open(offer);
  }

  private open({ visit, window, issuance, lengthMs }: Offer): void {
    const { phase } = this.state;
    this.remember(visit, window);
    this.report({ kind: 'opened', window, issuance, lengthMs });
    this.effects.push(show({ kind: 'invite' }), { kind: 'begin' }, say('invite'));
    if (phase.kind === 'answered') this.reportExtra(phase);
    this.reportIdle();
    this.set({ phase: { kind: 'opening', window, lengthMs } });
  }

  private join({ visit, window: offered, issuance }: Offer, window: string, now: number): void {
    this.remember(visit, window);
    const joined = { kind: 'joined', window, issuance, offered } as const;
    const { phase } = this.state;
    if (phase.kind !== 'open' || phase.window !== window) return this.report(joined);
    const limit = phase.openedAt + MAX_WINDOW_TOTAL_MS;
    const deadline = Math.max(phase.deadline, Math.min(now + phase.lengthMs, limit));
    this.report({ ...joined, afterMs: between(phase.openedAt, now) });
    this.effects.push(show({ kind: 'invite' }), say('invite'));
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
      panelLost: !this.state.panelReady,
      shown: undefined,
    }));
  }

  private press(level: Level, now: number): void {
    const { phase, held, lastPress, idle, idleSince } = this.state;
    const press = { level, at: now };
    this.set({ held: new Map([...held, [level, now]]), lastPress: press });
    if (phase.kind === 'open') {
      const { candidate, clash } = judgePress(phase, press, lastPress);
      if (clash) this.effects.push(say('one-key'));
      return this.set({ phase: { ...phase, candidate } });
    }
    if (phase.kind === 'answered' && now <= phase.deadline)
      return this.set({ phase: { ...phase, extra: phase.extra + 1 } });
    if (phase.kind === 'broken') return;
    this.set({ idle: { ...idle, [level]: idle[level] + 1 }, idleSince: idleSince ?? now });
  }

  private release(level: Level): void {
    const held = new Map(this.state.held);
    held.delete(level);
    this.set({ held });
    this.unstick(level);
  }

  /** No other key went down with it: the first valid press is final (W7), stored before it is thanked (D1). */
  private accept(now: number): void {
    const { phase } = this.state;
    if (phase.kind !== 'open' || phase.candidate === undefined) return;
    const { window, openedAt, deadline, candidate } = phase;
    this.report({ kind: 'rated', window, level: candidate.level, afterMs: between(openedAt, candidate.at) });
    this.effects.push(show({ kind: 'accepted' }), say('thanks'));
    const darkAt = now + ACCEPTED_SHOWN_MS;
    const until = Math.max(deadline, darkAt);
    this.set({ phase: { kind: 'answered', window, deadline, until, darkAt, extra: 0 } });
  }

  /** Silence is no rating (W4), and no silence either when the citizen could not have pressed. */
  private expire(): void {
    const { phase } = this.state;
    if (phase.kind !== 'open') return;
    const { window, deadline, openedAt, panelLost } = phase;
    if (panelLost) this.miss(window, 'box-fault');
    else this.report({ kind: 'expired', window, afterMs: between(openedAt, deadline) });
    this.close();
  }

  private countDown(): void {
    const { phase } = this.state;
    const secondsLeft = phase.kind === 'open' ? nextSecond(phase) : undefined;
    if (phase.kind !== 'open' || secondsLeft === undefined) return;
    this.effects.push(show({ kind: 'countdown', secondsLeft }));
    this.set({ phase: { ...phase, shown: secondsLeft } });
  }

  /** The answered window's time is over. */
  private forget(): void {
    const { phase } = this.state;
    if (phase.kind !== 'answered') return;
    this.reportExtra(phase);
    this.set({ phase: { kind: 'idle' } });
  }

  /** A press made before the documents were voided is kept (W4). */
  private cancel(window: string, now: number): void {
    if (this.state.phase.kind !== 'open' || this.state.phase.window !== window) return;
    this.accept(now);
    if (this.state.phase.kind !== 'open') return;
    this.report({ kind: 'cancelled', window });
    this.close();
  }

  private close(): void {
    this.effects.push(show({ kind: 'dark' }), say('closed'));
    this.set({ phase: { kind: 'idle' } });
  }

  private findPanel(held: readonly Level[], now: number): void {
    this.set({ panelReady: true, held: new Map(held.map((level) => [level, now])) });
    for (const level of this.state.stuck) if (!held.includes(level)) this.unstick(level);
  }

  private losePanel(): void {
    this.set({ panelReady: false, held: new Map() });
    this.phase('open', (phase) => ({ ...phase, candidate: undefined, panelLost: true }));
  }

  private stick(level: Level): void {
    this.set({ stuck: new Set([...this.state.stuck, level]) });
    this.report({ kind: 'fault', code: 'key-stuck', active: true, level });
  }

  private unstick(level: Level): void {
    if (!this.state.stuck.has(level)) return;
    this.set({ stuck: new Set([...this.state.stuck].filter((other) => other !== level)) });
    this.report({ kind: 'fault', code: 'key-stuck', active: false, level });
  }

  /** Out of service, visibly (D6). A window that was not opened or rated durably is one that was missed. */
  private breakDown(unstored: readonly EventBody[]): void {
    const { phase, owed } = this.state;
    this.set({ owed: [...owed, ...unstored.map(asOwed)].slice(-MOST_OWED) });
    this.effects.push(show({ kind: 'fault' }));
    this.set({ phase: { kind: 'broken' } });
    if (phase.kind === 'open') this.miss(phase.window, 'box-fault');
  }

  /** Storage is tried again, with what it owes. */
  private mend(): void {
    const { phase, owed } = this.state;
    if (phase.kind !== 'broken') return;
    this.set({ phase: { kind: 'idle' }, owed: [] });
    for (const body of owed) this.report(body);
    this.effects.push(show({ kind: 'dark' }));
  }

  private miss(window: string, reason: 'late' | 'box-fault' | 'interrupted'): void {
    this.report({ kind: 'missed', window, reason });
  }

  /** The answered window's time is over, or another one begins (W7). */
  private reportExtra({ window, extra }: Extract<Phase, { kind: 'answered' }>): void {
    if (extra > 0) this.report({ kind: 'presses', window, extra });
  }

  private reportIdle(): void {
    const { idle, idleSince } = this.state;
    if (idleSince === undefined) return;
    this.report({ kind: 'presses', idle: { 1: idle[1], 2: idle[2], 3: idle[3], 4: idle[4], 5: idle[5] } });
    this.set({ idle: noPresses, idleSince: undefined });
  }

  private report(body: EventBody): void {
    const { phase, owed } = this.state;
    if (phase.kind === 'broken') this.set({ owed: [...owed, body].slice(-MOST_OWED) });
    else this.effects.push(record(body));
  }

  private remember(visit: string | undefined, window: string): void {
    if (visit !== undefined)
      this.set({ visits: [...this.state.visits, { visit, window }].slice(-REMEMBERED_VISITS) });
  }

  private phase<K extends Phase['kind']>(
    kind: K,
    change: (phase: Extract<Phase, { kind: K }>) => Phase,
  ): void {
    const { phase } = this.state;
    if (phase.kind === kind) this.set({ phase: change(phase as Extract<Phase, { kind: K }>) });
  }

  private set(change: Partial<RatingState>): void {
    this.state = { ...this.state, ...change };
  }
}
