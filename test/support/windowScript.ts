import { DEFAULT_BOX_SETTINGS } from '#contract/boxSettings.js';
import type { Offer } from '#contract/commands.js';
import type { EventBody } from '#contract/events.js';
import type { Key } from '../../device/ports/panel.js';
import type { Utterance } from '../../device/ports/voice.js';
import { step } from '../../device/rating/ratingWindow.js';
import {
  initialState,
  type RatingEffect,
  type RatingInput,
  type WindowPolicy,
} from '../../device/rating/windowState.js';
import { wakesAt } from '../../device/rating/windowTimes.js';
import { offerOf } from './offers.js';

export interface Seen {
  readonly at: number;
  readonly effect: RatingEffect;
}

/** The pure window machine with a hand on its time: wakes it when it asks to be, as a punctual session would. */
export class WindowScript {
  state = initialState;
  readonly seen: Seen[] = [];
  now = 0;

  /** `punctual: false` never wakes it, so that all it does is caught up with by the next input. */
  constructor(private readonly punctual = true) {
    this.give({ kind: 'panel-ready', held: [] });
  }

  give(input: RatingInput): this {
    const { state, effects } = step(this.state, input, this.now);
    this.state = state;
    for (const effect of effects) {
      this.seen.push({ at: this.now, effect });
      if (effect.kind === 'begin') this.give({ kind: 'lit' });
    }
    return this;
  }

  until(at: number): this {
    for (let due = wakesAt(this.state); this.punctual && due !== undefined && due <= at; ) {
      this.now = Math.max(this.now, due);
      this.give({ kind: 'elapsed' });
      due = wakesAt(this.state);
    }
    this.now = at;
    return this;
  }

  wait(ms: number): this {
    return this.until(this.now + ms);
  }

  offer(n: number, fields: Partial<Offer> = {}, ageMs = 0): this {
    return this.give({ kind: 'offer', offer: offerOf(n, fields), ageMs });
  }

  down(key: Key): this {
    return this.give({ kind: 'key', key, down: true });
  }

  up(key: Key): this {
    return this.give({ kind: 'key', key, down: false });
  }

  govern(policy: Partial<WindowPolicy>): this {
    return this.give({ kind: 'policy', policy: { ...DEFAULT_BOX_SETTINGS, ...policy } });
  }

  /** A press of 100 ms. */
  press(key: Key): this {
    return this.down(key).wait(100).up(key);
  }

  get records(): EventBody[] {
    return this.seen.flatMap(({ effect }) => (effect.kind === 'record' ? [effect.body] : []));
  }

  of<K extends EventBody['kind']>(kind: K): Array<Extract<EventBody, { kind: K }>> {
    return this.records.filter((body): body is Extract<EventBody, { kind: K }> => body.kind === kind);
  }

  /** Scenes and prompts in order, and when. */
  get noticed(): string[] {
    return this.seen.flatMap(({ at, effect }) => {
      if (effect.kind === 'show')
        return [`${at} ${effect.scene.kind}${'secondsLeft' in effect.scene ? effect.scene.secondsLeft : ''}`];
      return effect.kind === 'say' ? [`${at} "${effect.utterance.prompt}"`] : [];
    });
  }

  get said(): Utterance[] {
    return this.seen.flatMap(({ effect }) => (effect.kind === 'say' ? [effect.utterance] : []));
  }
}
