import type { AboutEquipment, AboutRate, AboutRating, AlarmStepName, AlarmView } from '#contract/alarms.js';
import { timestamp } from '#platform/clock.js';
import type { OutboundNews } from './outboundTarget.js';

/** An alarm with nobody's name in it (P5), and without the remark, which may hold one. */
export type NamelessAlarm = Omit<
  AlarmView,
  'about' | 'acknowledgedBy' | 'closedBy' | 'remark' | 'called' | 'toCall'
> & { readonly about: Omit<AboutRating, 'clerk'> | AboutRate | AboutEquipment };

/** Body of a webhook: what happened, and the alarm as it stood when this was sent. */
export interface WebhookMessage {
  readonly type: `alarm.${AlarmStepName}`;
  /** When it happened. */
  readonly timestamp: string;
  readonly data: {
    readonly step: {
      /** Grows with every step of every alarm of the hub; whoever misses none can tell. */
      readonly number: number;
      readonly name: AlarmStepName;
      readonly by?: string;
      readonly detail?: string;
    };
    readonly alarm: AlarmView | NamelessAlarm;
  };
}

/** `names`: with the names of clerks and of those who were called and came, and what they wrote. */
export function webhookMessage({ step, alarm }: OutboundNews, names: boolean): WebhookMessage {
  const { number, step: name, by, detail } = step;
  return {
    type: `alarm.${name}`,
    timestamp: timestamp(step.atMs),
    data: {
      step: {
        number,
        name,
        ...(names && by !== null ? { by } : {}),
        ...(names && detail !== null ? { detail } : {}),
      },
      alarm: names ? alarm : nameless(alarm),
    },
  };
}

/** The same for each repetition of a step, and of no other step of any hub. */
export const webhookId = ({ step }: OutboundNews): string => `${step.alarm}_${step.number}`;

function nameless(alarm: AlarmView): NamelessAlarm {
  const { acknowledgedBy: _1, closedBy: _2, remark: _3, called: _4, toCall: _5, about, ...rest } = alarm;
  if (about.source !== 'rating') return { ...rest, about };
  const { clerk: _6, ...nobody } = about;
  return { ...rest, about: nobody };
}
