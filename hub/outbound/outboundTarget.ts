import type { AlarmView } from '#contract/alarms.js';
import type { Service } from '#platform/service.js';
import type { OutboundStep } from '../store/outboundStore.js';

/** Something that happened to an alarm, with the alarm as it stands when it is told. */
export interface OutboundNews {
  readonly step: OutboundStep;
  readonly alarm: AlarmView;
}

/** `refused`: it will never take this one, so that asking again is of no use; says why, for the log. */
export type Delivery = 'taken' | { readonly refused: string };

/** Where steps of alarms are sent. */
export interface OutboundTarget {
  /** Of this hub's targets; its place in the order of steps is stored under it. */
  readonly name: string;
  /**
   * Resolves once the target has taken or refused the news, as surely as its protocol can tell. Rejects when it is worth
   * asking again, with an `Error` whose message may be logged: it holds no secret and no path of an address. Rejects soon
   * after the signal; then the target may have taken the news or not. Never called before the last call has settled.
   */
  deliver(news: OutboundNews, signal: AbortSignal): Promise<Delivery>;
}

/** Tells somebody outside; `poke` says that there may be news, costs next to nothing and never throws. */
export interface OutboundPart extends Service {
  poke(): void;
}
