import type { Offer } from '#contract/commands.js';
import type { BoxEvent } from '#contract/events.js';
import type { Health } from '#contract/presence.js';
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
import { step, wakesAt } from './ratingWindow.js';
import { initialState, type RatingEffect, type RatingInput, type RatingState } from './windowState.js';

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
}

/** As many events as hold every issuance worth remembering. */
const REMEMBERED_EVENTS = 600;

/** Drives the rating window with the world: the clock, the panel, the voice and the outbox. */
export class RatingSession {
  private state: RatingState = initialState;
  private contacts: Contacts = openContacts;
  private timer: Timer | undefined;
  private panelHealth: Health = 'absent';
  private voiceHealth: Health = 'ok';
  private storageHealth: Health = 'ok';

  constructor(private readonly options: RatingSessionOptions) {}

  /** Reports the window the run before left open (W13), then starts panel and voice. */
  async start(): Promise<void> {
    const { panel, voice, logger } = this.options;
    this.enter({ kind: 'recovered', ...this.remembered() });
    await voice.start((fault) => {
      this.voiceHealth = fault === undefined ? 'ok' : 'fault';
      if (fault !== undefined) logger.warn({ fault }, 'voice');
    });
    await panel.start({
      ready: (held) => this.panelReady(held),
      edge: (edge) => this.edge(edge),
      lost: (detail) => this.panelLost(detail),
    });
  }

  async stop(): Promise<void> {
    this.timer?.cancel();
    await this.options.panel.stop();
    await this.options.voice.stop();
  }

  offer(offer: Offer): void {
    const ageMs = this.options.hubTime.now() - Date.parse(offer.issuedAt);
    this.enter({ kind: 'offer', offer, ageMs, maxAgeMs: this.options.maxAgeMs });
  }

  cancel(window: string): void {
    this.enter({ kind: 'cancel', window });
  }

  health(): { readonly panel: Health; readonly voice: Health; readonly storage: Health } {
    return { panel: this.panelHealth, voice: this.voiceHealth, storage: this.storageHealth };
  }

  private panelReady(held: KeyMove['level'][] | readonly KeyMove['level'][]): void {
    this.panelHealth = 'ok';
    this.contacts = contactsHeld(held, this.options.clock.monotonic());
    this.enter({ kind: 'panel-ready', held });
  }

  private panelLost(detail: string): void {
    if (this.panelHealth !== 'fault') this.options.logger.warn({ detail }, 'panel lost');
    this.panelHealth = 'fault';
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

  private enter(input: RatingInput): void {
    const { state, effects } = step(this.state, input, this.options.clock.monotonic());
    this.state = state;
    this.perform(effects);
    this.sleep();
  }

  /** In order; when a record cannot be stored nothing after it happens, least of all a thanks (D1). */
  private perform(effects: readonly RatingEffect[]): void {
    for (const effect of effects) {
      if (effect.kind === 'show') this.options.panel.show(effect.scene);
      else if (effect.kind === 'say') this.options.voice.say(effect.prompt);
      else if (effect.kind === 'begin') this.enter({ kind: 'lit' });
      else if (!this.store(effect.body)) {
        this.enter({ kind: 'storage-failed' });
        return;
      }
    }
  }

  private store(body: Extract<RatingEffect, { kind: 'record' }>['body']): boolean {
    const { outbox, hubTime, recorded, logger } = this.options;
    let event: BoxEvent;
    try {
      event = outbox.append(body, timestamp(hubTime.now()));
    } catch (error) {
      this.storageHealth = 'fault';
      logger.error({ error: messageOf(error) }, 'the box cannot store and is out of service');
      return false;
    }
    this.storageHealth = 'ok';
    recorded(event);
    return true;
  }

  private sleep(): void {
    this.timer?.cancel();
    const due = [wakesAt(this.state), settlesAt(this.contacts)].filter((at) => at !== undefined);
    if (due.length === 0) return;
    const { clock } = this.options;
    this.timer = clock.after(Math.max(0, Math.min(...due) - clock.monotonic()), () => this.elapsed());
  }

  private remembered(): { unfinished: string | undefined; known: string[] } {
    const events = this.options.outbox.recent(REMEMBERED_EVENTS);
    const opened = events.find(({ kind }) => kind === 'opened');
    const ended = events.some(
      (event) => isEnd(event) && opened?.kind === 'opened' && event.window === opened.window,
    );
    return {
      unfinished: opened?.kind === 'opened' && !ended ? opened.window : undefined,
      known: events
        .flatMap((event) => (event.kind === 'opened' || event.kind === 'joined' ? [event.issuance] : []))
        .reverse(),
    };
  }
}

const isEnd = (
  event: BoxEvent,
): event is Extract<BoxEvent, { kind: 'rated' | 'expired' | 'cancelled' | 'missed' }> =>
  event.kind === 'rated' || event.kind === 'expired' || event.kind === 'cancelled' || event.kind === 'missed';
