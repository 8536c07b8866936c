import type { Offer } from '#contract/commands.js';
import type { EventBody } from '#contract/events.js';
import type { Key } from '../ports/panel.js';
import type { Prompt } from '../ports/voice.js';
import { choose, chooseNext, comfort, forgetLanguage } from './citizenLanguage.js';
import { judgePress, type Press } from './clash.js';
import { countDown } from './countdown.js';
import { finish } from './finish.js';
import { breakDown, mend, owe } from './outage.js';
import { findPanel, losePanel } from './panelHealth.js';
import { stick, unstick } from './stuckKeys.js';
import { countPress, reportExtra, reportIdle } from './uncountedPresses.js';
import { between, docketOf } from './windowReports.js';
import {
  type Consequence,
  type OpenPhase,
  type Phase,
  type RatingEffect,
  type RatingInput,
  type RatingState,
  type RatingStep,
  record,
  say,
  show,
} from './windowState.js';
import { type Due, firstDue, joinedDeadline } from './windowTimes.js';

const ACCEPTED_SHOWN_MS = 3_000;
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
        return input.down ? this.press(input.key, now) : this.release(input.key);
      case 'chose':
        return this.apply(choose(this.state, input.language, now));
      case 'acknowledged':
        return this.apply(comfort(this.state, input.window));
      case 'policy':
        return this.set({ policy: input.policy });
      case 'lit':
        return this.lit(now);
      case 'cancel':
        return this.cancel(input.window, now);
      case 'panel-ready':
        return this.apply(findPanel(this.state, input.held, now));
      case 'panel-lost':
        return this.apply(losePanel(this.state));
      case 'recovered':
        for (const window of input.unfinished) this.miss(window, 'interrupted');
        return this.set({ known: input.known.slice(-REMEMBERED_ISSUANCES), stuck: new Set(input.stuck) });
      case 'storage-failed':
        return this.apply(breakDown(this.state, input.unstored, now));
      case 'stopping':
        return this.apply(finish(this.state));
      case 'report':
        return this.report(input.body);
      case 'elapsed':
        return;
    }
  }

  private happen({ what, at, key }: Due): void {
    switch (what) {
      case 'accept':
        return this.accept(at);
      case 'close':
        return this.expire();
      case 'count-down':
        return this.apply(countDown(this.state));
      case 'dark':
        this.effects.push(show({ kind: 'dark' }));
        return this.phase('answered', (phase) => ({ ...phase, darkAt: undefined }));
      case 'forget':
        return this.forget();
      case 'forget-language':
        return this.apply(forgetLanguage());
      case 'mend':
        return this.apply(mend(this.state));
      case 'report-idle':
        return this.apply(reportIdle(this.state));
      case 'stuck':
        return key === undefined ? undefined : this.apply(stick(this.state, key));
    }
  }

  private offer({ offer, ageMs }: Extract<RatingInput, { kind: 'offer' }>, now: number): void {
    const { known, policy } = this.state;
    if (known.includes(offer.issuance) || known.includes(offer.window)) return;
    this.apply(mend(this.state));
    if (this.state.phase.kind === 'open' && now > this.state.phase.deadline) this.accept(now);
    this.set({ known: [...known, offer.issuance].slice(-REMEMBERED_ISSUANCES) });
    const { phase, visits } = this.state;
    const running = phase.kind === 'open' ? phase.window : undefined;
    const ofVisit = visits.findLast(({ visit }) => visit === offer.visit)?.window;
    const joined = ofVisit ?? running;
    if (joined !== undefined) this.join(offer, joined, now);
    else if (ageMs > policy.maxAgeMs) this.miss(offer.window, 'late', offer);
    else if (!this.state.panelReady) this.miss(offer.window, 'box-fault', offer);
    else this.open(offer);
  }

  private open(offer: Offer): void {
    const { visit, window, issuance, lengthMs } = offer;
    const { phase } = this.state;
    this.remember(visit, window);
    this.report({ kind: 'opened', window, issuance, lengthMs, ...docketOf(offer) });
    this.invite(lengthMs, false);
    this.effects.push({ kind: 'begin' });
    this.say('invite', lengthMs);
    if (phase.kind === 'answered') this.apply(reportExtra(phase));
    this.apply(reportIdle(this.state));
    this.set({ phase: { kind: 'opening', window, lengthMs }, served: undefined, languageUntil: undefined });
  }

  private join(offer: Offer, window: string, now: number): void {
    const { visit, window: offered, issuance } = offer;
    this.remember(visit, window);
    const joined = { kind: 'joined', window, issuance, offered, ...docketOf(offer) } as const;
    const { phase } = this.state;
    if (phase.kind !== 'open' || phase.window !== window) return this.report(joined);
    this.report({ ...joined, afterMs: between(phase.openedAt, now) });
    this.prolong(phase, joinedDeadline(phase, now), now);
  }

  /** The window goes on until `deadline`, and says so. */
  private prolong(phase: OpenPhase, deadline: number, now: number): void {
    this.invite(deadline - now, phase.extended);
    this.say('invite', deadline - now);
    this.set({ phase: { ...phase, deadline, shown: undefined } });
  }

  private invite(leftMs: number, extended: boolean): void {
    const moreTime = this.state.policy.moreTime && !extended;
    this.effects.push(show({ kind: 'invite', leftMs, moreTime }));
  }

  private say(prompt: Prompt, lengthMs?: number): void {
    this.effects.push(say(this.state, prompt, lengthMs));
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
      extended: false,
    }));
  }

  private press(key: Key, now: number): void {
    this.set({ held: new Map([...this.state.held, [key, now]]) });
    if (key === 'language') return this.apply(chooseNext(this.state, now));
    const { phase, policy, lastPress } = this.state;
    if (phase.kind === 'open') {
      if (key === 'more-time' && (!policy.moreTime || phase.extended)) return;
      return this.weigh(phase, { key, at: now }, lastPress);
    }
    if (key !== 'more-time') this.apply(countPress(this.state, key, now));
  }

  private weigh(phase: OpenPhase, press: Press, lastPress: Press | undefined): void {
    const { candidate, clash } = judgePress(phase, press, lastPress);
    if (clash) this.say('one-key');
    this.set({ phase: { ...phase, candidate }, lastPress: press });
  }

  private release(key: Key): void {
    const held = new Map(this.state.held);
    held.delete(key);
    this.set({ held });
    this.apply(unstick(this.state, key));
  }

  /** No other key went down with it: the first valid press is final (W7), stored before it is thanked (D1). */
  private accept(now: number): void {
    const { phase } = this.state;
    if (phase.kind !== 'open' || phase.candidate === undefined) return;
    const { window, openedAt, deadline, candidate } = phase;
    if (candidate.key === 'more-time') return this.extend(phase, candidate.at, now);
    const afterMs = between(openedAt, candidate.at);
    this.report({ kind: 'rated', window, level: candidate.key, afterMs });
    this.effects.push(show({ kind: 'accepted' }));
    this.say('thanks');
    const darkAt = now + ACCEPTED_SHOWN_MS;
    const until = Math.max(deadline, darkAt);
    this.set({ phase: { kind: 'answered', window, deadline, until, darkAt, extra: 0 }, served: window });
  }

  /** One more window length, once (W12). */
  private extend(phase: OpenPhase, pressedAt: number, now: number): void {
    const { window, openedAt, lengthMs } = phase;
    const deadline = phase.deadline + lengthMs;
    const closesAfterMs = between(openedAt, deadline);
    this.report({ kind: 'extended', window, afterMs: between(openedAt, pressedAt), closesAfterMs });
    this.prolong({ ...phase, candidate: undefined, extended: true }, deadline, now);
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

  /** The answered window's time is over. */
  private forget(): void {
    const { phase } = this.state;
    if (phase.kind !== 'answered') return;
    this.apply(reportExtra(phase));
    this.set({ phase: { kind: 'idle' } });
    this.apply(forgetLanguage());
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
    this.effects.push(show({ kind: 'dark' }));
    this.say('closed');
    this.set({ phase: { kind: 'idle' } });
    this.apply(forgetLanguage());
  }

  private miss(window: string, reason: 'late' | 'box-fault' | 'interrupted', offer?: Offer): void {
    this.report({ kind: 'missed', window, reason, ...docketOf(offer) });
  }

  private report(body: EventBody): void {
    const { phase, owed } = this.state;
    if (phase.kind === 'broken') this.set({ owed: owe(owed, body) });
    else this.effects.push(record(body));
  }

  private remember(visit: string | undefined, window: string): void {
    if (visit !== undefined)
      this.set({ visits: [...this.state.visits, { visit, window }].slice(-REMEMBERED_VISITS) });
  }

  /** Reports first: what is shown or said about them waits until they are durable (D1). */
  private apply({ change, effects = [], reports = [] }: Consequence): void {
    this.set(change);
    for (const body of reports) this.report(body);
    this.effects.push(...effects);
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
