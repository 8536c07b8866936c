import type { Offer } from '#contract/commands.js';
import type { BoxEvent, EventBody } from '#contract/events.js';
import type { Health } from '#contract/presence.js';
import type { Level } from '#contract/values.js';
import { type Clock, type Timer, timestamp } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import type { HubTime } from '../hubTime.js';
import type { Outbox } from '../ports/outbox.js';
import type { Panel } from '../ports/panel.js';
import type { Voice } from '../ports/voice.js';
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
import { initialState, type RatingEffect, type RatingInput, type RatingState } from './windowState.js';
import { wakesAt } from './windowTimes.js';

export interface RatingSessionOptions {
  readonly clock: Clock;
  readonly hubTime: HubTime;
  readonly panel: Panel;
  readonly voice: Voice;
  readonly outbox: Outbox;
  readonly logger: Logger;
  /** An issuance older than this opens nothing (W5), ms. */
  readonly maxAgeMs: number;
  /** An event is durable and can be sent. */
  readonly recorded: (event: BoxEvent) => void;
  /** `health` says something else than before. */
  readonly healthChanged: () => void;
}

/** As many events as hold every issuance worth remembering. */
const REMEMBERED_EVENTS = 600;

export type BoxHealth = Readonly<Record<'panel' | 'voice' | 'storage', Health>>;

/** Drives the rating window with the world: the clock, the panel, the voice and the outbox. */
export class RatingSession {
  private state: RatingState = initialState;
  private contacts: Contacts = openContacts;
  private timer: Timer | undefined;
  private condition: BoxHealth = { panel: 'absent', voice: 'ok', storage: 'ok' };
  private readonly inbox: RatingInput[] = [];
  private busy = false;

  constructor(private readonly options: RatingSessionOptions) {}

  /** Reports the window the run before left open (W13), then starts panel and voice. */
  async start(): Promise<void> {
    const { panel, voice, outbox, logger } = this.options;
    this.enter({ kind: 'recovered', ...remembered(outbox.recent(REMEMBERED_EVENTS)) });
    await voice.start((fault) => {
      this.notice({ voice: fault === undefined ? 'ok' : 'fault' });
      if (fault !== undefined) logger.warn({ fault }, 'voice');
    });
    await panel.start({
      ready: (held) => this.panelReady(held),
      edge: (edge) => this.edge(edge),
      lost: (detail) => this.panelLost(detail),
    });
  }

  async stop(): Promise<void> {
    await this.options.panel.stop();
    await this.options.voice.stop();
    this.timer?.cancel();
  }

  offer(offer: Offer): void {
    const ageMs = this.options.hubTime.now() - Date.parse(offer.issuedAt);
    this.enter({ kind: 'offer', offer, ageMs, maxAgeMs: this.options.maxAgeMs });
  }

  cancel(window: string): void {
    this.enter({ kind: 'cancel', window });
  }

  health(): BoxHealth {
    return this.condition;
  }

  private panelReady(held: readonly Level[]): void {
    this.notice({ panel: 'ok' });
    this.contacts = contactsHeld(held, this.options.clock.monotonic());
    this.enter({ kind: 'panel-ready', held });
  }

  private panelLost(detail: string): void {
    if (this.condition.panel !== 'fault') this.options.logger.warn({ detail }, 'panel lost');
    this.notice({ panel: 'fault' });
    this.contacts = openContacts;
    this.enter({ kind: 'panel-lost' });
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
      else if (effect.kind === 'say') this.options.voice.say(effect.prompt);
      else if (effect.kind === 'begin') this.advance({ kind: 'lit' });
      else if (!this.store(effect.body)) {
        const unstored = effects.slice(index).flatMap((rest) => (rest.kind === 'record' ? [rest.body] : []));
        this.advance({ kind: 'storage-failed', unstored });
        return;
      }
    }
  }

  private store(body: EventBody): boolean {
    const { outbox, hubTime, recorded, logger } = this.options;
    let event: BoxEvent;
    try {
      event = outbox.append(body, timestamp(hubTime.now()));
    } catch (error) {
      logger.error({ error: messageOf(error) }, 'the box cannot store and is out of service');
      this.notice({ storage: 'fault' });
      return false;
    }
    this.notice({ storage: 'ok' });
    recorded(event);
    return true;
  }

  private notice(news: Partial<BoxHealth>): void {
    const before = this.condition;
    this.condition = { ...before, ...news };
    const { panel, voice, storage } = this.condition;
    if (panel !== before.panel || voice !== before.voice || storage !== before.storage)
      this.options.healthChanged();
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
