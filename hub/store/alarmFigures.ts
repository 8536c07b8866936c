import { AlarmCause, AlarmOutcome } from '#contract/alarms.js';
import type { Sqlite } from '#platform/sqlite.js';
import type { PlaceAlarms } from '../statistics/alarmSums.js';

export interface OtherAlarmCounts {
  readonly rate: number;
  readonly equipment: ReadonlyArray<{ readonly code: string; readonly count: number }>;
  readonly shelvings: number;
}

type Line = [
  place: string,
  raised: number,
  high: number,
  departed: number,
  escalated: number,
  days: string,
  toAcknowledge: string | null,
  toClose: string | null,
  closings: string | null,
];

/** Outcomes and causes are handed over as where their names begin here: numbers are counted sooner than names. */
const OUTCOMES = AlarmOutcome.enum.join(' ');
const CAUSES = AlarmCause.enum.join(' ');
const STEP = 64;

/**
 * Many alarms come as one line of text for each place: to hand over 150,000 rows one by one takes four times as long. The
 * index `alarm_by_office` has all of it but the counter.
 */
const LINE = `count(*), sum(level = 1), count(departed_ms), sum(escalated),
  group_concat((raised_ms + 28800000) / 86400000), group_concat(acknowledged_ms - raised_ms),
  group_concat(closed_ms - raised_ms), group_concat(instr('${OUTCOMES}', outcome) * ${STEP} + instr('${CAUSES}', cause))`;

/** What is counted of alarms, by the time they were raised. Without an office: of all. */
export class AlarmFigureStore {
  private readonly sql;

  constructor(db: Sqlite) {
    const period = 'raised_ms >= @fromMs AND raised_ms < @toMs';
    const within = `office IN (SELECT id FROM office) AND ${period}`;
    const atOffice = `(@office IS NULL OR office = @office)`;
    this.sql = {
      ofCity: db
        .prepare(
          `SELECT office, ${LINE} FROM alarm INDEXED BY alarm_by_office
           WHERE ${within} AND source = 'rating' GROUP BY office ORDER BY office`,
        )
        .raw(),
      ofOffice: db
        .prepare(
          `SELECT @office || '/' || counter, ${LINE} FROM alarm INDEXED BY alarm_by_office
           WHERE office = @office AND ${period} AND source = 'rating' GROUP BY counter ORDER BY counter`,
        )
        .raw(),
      rate: db
        .prepare(`SELECT count(*) FROM alarm WHERE ${within} AND source = 'rate' AND ${atOffice}`)
        .pluck(),
      equipment: db.prepare(
        `SELECT json_extract(facts, '$.code') AS code, count(*) AS count FROM alarm
         WHERE ${within} AND source = 'equipment' AND ${atOffice} GROUP BY code ORDER BY code`,
      ),
      shelvings: db
        .prepare(
          `SELECT count(*) FROM alarm_step s JOIN alarm a ON a.id = s.alarm
           WHERE s.step = 'shelved' AND s.at_ms >= @fromMs AND s.at_ms < @toMs AND ${atOffice}`,
        )
        .pluck(),
    };
  }

  /** By office, or by counter of the office asked for; places without an alarm are left out. */
  ratings(fromMs: number, toMs: number, office: string | undefined): PlaceAlarms[] {
    const { ofCity, ofOffice } = this.sql;
    const lines =
      office === undefined ? ofCity.all({ fromMs, toMs }) : ofOffice.all({ fromMs, toMs, office });
    return (lines as Line[]).map(placeAlarms);
  }

  /** Alarms raised by rates and equipment in the period, and counters shelved in it. */
  others(fromMs: number, toMs: number, office: string | undefined): OtherAlarmCounts {
    const asked = { fromMs, toMs, office: office ?? null };
    return {
      rate: this.sql.rate.get(asked) as number,
      equipment: this.sql.equipment.all(asked) as Array<{ code: string; count: number }>,
      shelvings: this.sql.shelvings.get(asked) as number,
    };
  }
}

function placeAlarms([place, raised, high, departed, escalated, days, ...lists]: Line): PlaceAlarms {
  const [toAcknowledge, toClose, closings] = lists;
  return {
    ...{ place, raised, high, departed, escalated },
    days: numbers(days),
    toAcknowledge: numbers(toAcknowledge),
    toClose: numbers(toClose),
    closings: closingsOf(numbers(closings)),
  };
}

function closingsOf(codes: Float64Array): Map<string, number> {
  const counts = new Uint32Array(STEP * STEP);
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  const closings = new Map<string, number>();
  for (const outcome of AlarmOutcome.enum)
    for (const cause of AlarmCause.enum) {
      const count = counts[(OUTCOMES.indexOf(outcome) + 1) * STEP + CAUSES.indexOf(cause) + 1] ?? 0;
      if (count > 0) closings.set(`${outcome}/${cause}`, count);
    }
  return closings;
}

const COMMA = 44;
const ZERO = 48;
const MINUS = 45;

/** Whole numbers between commas; read by hand, which takes half as long as splitting. */
function numbers(text: string | null): Float64Array {
  if (text === null) return new Float64Array(0);
  const found = new Float64Array(Math.ceil(text.length / 2));
  let count = 0;
  let value = 0;
  let sign = 1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === COMMA) {
      found[count++] = sign * value;
      value = 0;
      sign = 1;
    } else if (code === MINUS) sign = -1;
    else value = value * 10 + code - ZERO;
  }
  found[count++] = sign * value;
  return found.subarray(0, count);
}
