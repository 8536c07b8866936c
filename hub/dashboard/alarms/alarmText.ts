import type { AboutEquipment, AboutRate, AboutRating, AlarmView } from '#contract/alarms.js';
import type { Level } from '#contract/values.js';
import type { OfficeView } from '#contract/views.js';
import type { Words } from '#words/catalogue.js';
import { percent } from '#words/percent.js';
import type { Locale } from '../ui/locale.js';

export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** An alarm in words: where, what, and what else is known of it. */
export interface AlarmText {
  /** Its counter; absent where it concerns the whole office. */
  readonly place: string | undefined;
  readonly matter: string;
  readonly facts: readonly Fact[];
}

export function alarmText(alarm: AlarmView, office: OfficeView, locale: Locale): AlarmText {
  const { about } = alarm;
  const place = placeOf(alarm.counter, office, locale);
  switch (about.source) {
    case 'rating':
      return { place, matter: locale.t.levels[about.level as Level], facts: ofRating(about, locale.t) };
    case 'rate':
      return { place, matter: locale.t.wall.alarms.rate, facts: ofRate(about, locale.t) };
    case 'equipment':
      return { place, matter: locale.t.equipmentCodes[about.code], facts: ofEquipment(about, locale.t) };
  }
}

/** The name of a counter; its number where the office knows it no more. */
export function placeOf(counter: string | undefined, office: OfficeView, locale: Locale): string | undefined {
  const known = office.counters.find(({ id }) => id === counter);
  return known === undefined ? counter : locale.say(known.name);
}

/** Where and what, in one line. */
export const alarmLine = ({ place, matter }: AlarmText): string =>
  place === undefined ? matter : `${place} ${matter}`;

const facts = (...found: ReadonlyArray<readonly [string, string | undefined]>): Fact[] =>
  found.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));

function ofRating({ clerk, document, service }: AboutRating, t: Words): Fact[] {
  const { alarms } = t.wall;
  return facts(
    [alarms.clerk, clerk],
    [alarms.document, t.documentKinds[document]],
    [alarms.service, service],
  );
}

function ofRate({ dissatisfied, ratings, withinMs }: AboutRate, t: Words): Fact[] {
  const { alarms } = t.wall;
  const share = alarms.rateShare(`${percent(dissatisfied, ratings, 1)}%`, dissatisfied, ratings);
  return facts([alarms.within(Math.round(withinMs / 60_000)), share]);
}

function ofEquipment({ box, key, lamp, detail }: AboutEquipment, t: Words): Fact[] {
  const { alarms } = t.wall;
  const level = key === undefined ? undefined : t.levels[key as Level];
  return facts([alarms.box, box], [alarms.key, level], [alarms.lamp, lamp], [alarms.detail, detail]);
}
