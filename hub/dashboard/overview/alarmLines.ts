import type { AlarmFiguresView } from '#contract/alarmFigures.js';
import type { Words } from '#words/catalogue.js';
import { proportionText, whole } from '../../charts/text.js';

type Overview = Words['statistics']['overview'];

/** What the alarms of a period come to, in a paragraph each: waiting, closing, and what there was besides. */
export function alarmLines(view: AlarmFiguresView, { statistics, pages }: Words): string[] {
  const { overview } = statistics;
  return [
    waitLines(view, overview, pages.duration),
    closeLines(view, overview, pages.duration),
    furtherLines(view, overview),
  ].flatMap((lines) =>
    lines.length === 0 ? [] : [lines.reduce((before, line) => overview.against.both(before, line))],
  );
}

type Duration = Words['pages']['duration'];

function waitLines(view: AlarmFiguresView, overview: Overview, duration: Duration): string[] {
  const { raised, acknowledged, departed, attended, toAcknowledge: delay } = view;
  const waiting = raised - acknowledged - departed;
  return [
    ...(delay === undefined
      ? []
      : [overview.met(duration(delay.median), duration(delay.p90), duration(delay.longest))]),
    ...(departed === 0 ? [] : [overview.left(whole(departed), proportionText(attended))]),
    ...(waiting > 0 ? [overview.unmet(waiting)] : []),
  ];
}

function closeLines(view: AlarmFiguresView, overview: Overview, duration: Duration): string[] {
  const { closed, toClose, escalated, shelvings } = view;
  return [
    ...(toClose === undefined
      ? []
      : [overview.ended(whole(closed), duration(toClose.median), duration(toClose.p90))]),
    ...(escalated === 0 ? [] : [overview.escalated(whole(escalated))]),
    ...(shelvings === 0 ? [] : [overview.shelvings(whole(shelvings))]),
  ];
}

function furtherLines({ cases, other }: AlarmFiguresView, overview: Overview): string[] {
  const equipment = Object.values(other.equipment).reduce((sum, count) => sum + count, 0);
  return [
    ...(cases.opened + cases.released + cases.open === 0
      ? []
      : [
          overview.cases(whole(cases.opened), whole(cases.released), whole(cases.open), whole(cases.overdue)),
        ]),
    ...(other.rate + equipment === 0 ? [] : [overview.otherAlarms(whole(other.rate), whole(equipment))]),
  ];
}
