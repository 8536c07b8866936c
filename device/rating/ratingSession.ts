import type { Offer } from '#contract/commands.js';
import type { BoxEvent, EventBody } from '#contract/events.js';
import { type Clock, type Timer, timestamp } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import type { HealthBoard } from '../healthBoard.js';
import type { HubTime } from '../hubTime.js';
import type { Outbox } from '../ports/outbox.js';
import type { Key, Panel, Scene } from '../ports/panel.js';
import type { Utterance } from '../ports/voice.js';
import {
  type Contacts,
  contactsHeld,
  type KeyMove,
  openContacts,
  settle,
  settlesAt,
  touch,
} from './keyContacts.js';
import { step } from './ratingWindow.js';
import { remembered } from './remembered.js';
import {
  initialState,
  type RatingEffect,
  type RatingInput,
  type RatingState,
  type WindowPolicy,
} from './windowState.js';
import { wakesAt } from './windowTimes.js';

export interface RatingSessionOptions {
  readonly clock: Clock;
  readonly hubTime: HubTime;
  readonly panel: Panel;
  readonly speech: { say(utterance: Utterance): void };
  readonly outbox: Outbox;
  readonly health: HealthBoard;
  readonly logger: Logger;
  /** An event is durable and can be sent. */
  readonly recorded: (event: BoxEvent) => void;
}

/** As many events as hold every issuance worth remembering. */
const REMEMBERED_EVENTS = 600;

/** Drives the rating window with the world: the clock, the panel, the speech and the outbox. */
export class RatingSession {
  private state: RatingState = initialState;
  private contacts: Contacts = openContacts;
  private timer: Timer | undefined;
  /** The window opened last: its reports are stamped from its opening on, though the hub's clock be set meanwhile (D7). */
  private opening: { readonly window: string; readonly at: number; readonly mono: number } | undefined;
  private readonly inbox: RatingInput[] = [];
  private busy = false;

  constructor(private readonly options: RatingSessionOptions) {}

  /** Reports the window the run before left open (W13), then starts the panel. */
  async start(): Promise<void> {
    const { panel, outbox, health } = this.options;
    this.enter({ kind: 'recovered', ...remembered(outbox.recent(REMEMBERED_EVENTS)) });
    await panel.start({
      ready: (held) => this.panelReady(held),
      edge: (edge) => this.edge(edge),
      chose: (language) => this.enter({ kind: 'chose', language }),
      lost: (detail) => this.panelLost(detail),
      impaired: (detail) => health.note('panel', detail === undefined ? 'ok' : 'fault', detail),
    });
  }

  /** Reports what is still to be reported, then leaves the panel dark. */
  async stop(): Promise<void> {
    this.enter({ kind: 'stopping' });
    await this.options.panel.stop();
    this.timer?.cancel();
  }

  offer(offer: Offer): void {
    const ageMs = this.options.hubTime.now() - Date.parse(offer.issuedAt);
    this.enter({ kind: 'offer', offer, ageMs });
  }

  cancel(window: string): void {
    this.enter({ kind: 'cancel', window });
  }

  /** A supervisor took the alarm that this window's rating raised. */
  acknowledged(window: string): void {
    this.enter({ kind: 'acknowledged', window });
  }

  /** Holds from the next decision on; an open window keeps its length. */
  govern(policy: WindowPolicy): void {
    this.enter({ kind: 'policy', policy });
  }

  /** Reports what is no part of a window, numbered and durable like all else. */
  report(body: EventBody): void {
    this.enter({ kind: 'report', body });
  }

  /** No citizen is being served. */
  get idle(): boolean {
    return this.state.phase.kind === 'idle';
  }

  /** Somebody could press. */
  get panelWorks(): boolean {
    return this.state.panelReady;
  }

  get stuckKeys(): readonly Key[] {
    return [...this.state.stuck];
  }

  get heldKeys(): readonly Key[] {
    return [...this.state.held.keys()];
  }

  /** Shows a scene for a test of the lamps, unless a citizen is being served. */
  demonstrate(scene: Scene): boolean {
    if (!this.idle) return false;
    this.options.panel.show(scene);
    return true;
  }

  private panelReady(held: readonly Key[]): void {
    this.contacts = contactsHeld(held, this.options.clock.monotonic());
    this.enter({ kind: 'panel-ready', held });
    this.options.health.note('panel', 'ok');
  }

  private panelLost(detail: string): void {
    const { health, logger } = this.options;
    if (health.of('panel').health !== 'fault') logger.warn({ detail }, 'panel lost');
    this.contacts = openContacts;
    this.enter({ kind: 'panel-lost' });
    health.note('panel', 'fault', detail);
  }

  private edge(edge: KeyMove): void {
    const { contacts, moves } = touch(this.contacts, edge, this.options.clock.monotonic());
    this.contacts = contacts;
    for (const move of moves) this.enter({ kind: 'key', ...move });
    this.sleep();
  }

  private elapsed(): void {
    const { contacts, moves } = settle(this.contacts, this.options.clock.monotonic());
    this.contacts = contacts;
    for (const move of moves) this.enter({ kind: 'key', ...move });
    this.enter({ kind: 'elapsed' });
  }

  /** One input after the other: what a panel or a line does in the middle of an effect waits for its end. */
  private enter(input: RatingInput): void {
    this.inbox.push(input);
    if (this.busy) return;
    this.busy = true;
    try {
      for (let next = this.inbox.shift(); next !== undefined; next = this.inbox.shift()) this.advance(next);
    } finally {
      this.busy = false;
    }
    this.sleep();
  }

  private advance(input: RatingInput): void {
    const { state, effects } = step(this.state, input, this.options.clock.monotonic());
    this.state = state;
    this.perform(effects);
  }

  /** In order; when a record cannot be stored nothing after it happens, least of all a thanks (D1). */
  private perform(effects: readonly RatingEffect[]): void {
    for (const [index, effect] of effects.entries()) {
      if (effect.kind === 'show') this.options.panel.show(effect.scene);
      else if (effect.kind === 'say') this.options.speech.say(effect.utterance);
      else if (effect.kind === 'begin') this.advance({ kind: 'lit' });
      else if (!this.store(effect.body)) {
        const unstored = effects.slice(index).flatMap((rest) => (rest.kind === 'record' ? [rest.body] : []));
        this.advance({ kind: 'storage-failed', unstored });
        return;
      }
    }
  }

  private store(body: EventBody): boolean {
    const { outbox, recorded, logger, health } = this.options;
    let event: BoxEvent;
    try {
      event = outbox.append(body, timestamp(this.timeOf(body)));
    } catch (error) {
      if (health.of('storage').health !== 'fault')
        logger.error({ error: messageOf(error) }, 'the box cannot store and is out of service');
      health.note('storage', 'fault', messageOf(error));
      return false;
    }
    health.note('storage', 'ok');
    recorded(event);
    return true;
  }

  private timeOf(body: EventBody): number {
    const { clock, hubTime } = this.options;
    const mono = clock.monotonic();
    const { opening } = this;
    if ('window' in body && opening !== undefined && body.window === opening.window)
      return opening.at + mono - opening.mono;
    const at = hubTime.now();
    if (body.kind === 'opened') this.opening = { window: body.window, at, mono };
    return at;
  }

  private sleep(): void {
    if (this.busy) return;
    this.timer?.cancel();
    const due = [wakesAt(this.state), settlesAt(this.contacts)].filter((at) => at !== undefined);
    if (due.length === 0) return;
    const { clock } = this.options;
    this.timer = clock.after(Math.max(0, Math.min(...due) - clock.monotonic()), () => this.elapsed());
  }
}
