import type { AlarmClosing } from '#contract/alarmFigures.js';
import { AlarmCause, AlarmOutcome } from '#contract/alarms.js';

/** Alarms that ratings raised at one place; lists are in no order. */
export interface PlaceAlarms {
  /** An office, or "office/counter". */
  readonly place: string;
  readonly raised: number;
  /** Of level 1. */
  readonly high: number;
  readonly departed: number;
  /** A second person was called. */
  readonly escalated: number;
  /** The Taipei day of each raising, counted from 1 January 1970 there. */
  readonly days: Float64Array;
  /** Ms from raising, of those acknowledged and of those closed. */
  readonly toAcknowledge: Float64Array;
  readonly toClose: Float64Array;
  /** How many were closed with an `outcome/cause`. */
  readonly closings: ReadonlyMap<string, number>;
}

/** Those of all places together. */
export interface AlarmSums extends Omit<PlaceAlarms, 'place' | 'days'> {
  /** How many were raised on a day. */
  readonly days: ReadonlyMap<number, number>;
}

export function alarmSums(places: readonly PlaceAlarms[]): AlarmSums {
  const sum = (field: 'raised' | 'high' | 'departed' | 'escalated'): number =>
    places.reduce((total, place) => total + place[field], 0);
  const closings = new Map<string, number>();
  for (const place of places)
    for (const [key, count] of place.closings) closings.set(key, (closings.get(key) ?? 0) + count);
  return {
    raised: sum('raised'),
    high: sum('high'),
    departed: sum('departed'),
    escalated: sum('escalated'),
    toAcknowledge: joined(places.map(({ toAcknowledge }) => toAcknowledge)),
    toClose: joined(places.map(({ toClose }) => toClose)),
    days: countedDays(places),
    closings,
  };
}

function joined(lists: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(lists.reduce((length, list) => length + list.length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all;
}

/** Counted in one array from the first day to the last, which takes a tenth of what a map for each alarm does. */
function countedDays(places: readonly PlaceAlarms[]): Map<number, number> {
  const days = joined(places.map((place) => place.days));
  const first = days.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY);
  const last = days.reduce((most, day) => Math.max(most, day), Number.NEGATIVE_INFINITY);
  const counts = new Uint32Array(Math.max(0, last - first + 1));
  for (let at = 0; at < days.length; at++) {
    const index = (days[at] as number) - first;
    counts[index] = (counts[index] as number) + 1;
  }
  const counted = new Map<number, number>();
  for (const [index, count] of counts.entries()) if (count > 0) counted.set(first + index, count);
  return counted;
}

/** Those that occurred, in the order of outcomes and, within one, of causes. */
export const closingsIn = ({ closings }: AlarmSums): AlarmClosing[] =>
  AlarmOutcome.enum.flatMap((outcome) =>
    AlarmCause.enum.flatMap((cause) => {
      const count = closings.get(`${outcome}/${cause}`) ?? 0;
      return count === 0 ? [] : [{ outcome, cause, count }];
    }),
  );
