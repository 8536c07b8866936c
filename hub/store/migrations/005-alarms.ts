/**
 * The whole life of an alarm, of ratings, rates and equipment alike; who is called; lamps, tests of the chime, cases and
 * the days offices work. `alarm` holds the present, `alarm_step` everything that happened, in the order of its numbers.
 * `alarm_by_office` holds all that figures ask of many alarms at once. `condition` stands as long as what raised an alarm
 * lasts, beyond a person's closing it, so that it is not raised a second time. `escalated` is marked, for figures, with
 * the step that calls a second person.
 */
export const alarms = {
  number: 5,
  sql: `
ALTER TABLE alarm RENAME TO alarm_before;
CREATE TABLE alarm (
  id              TEXT PRIMARY KEY,
  source          TEXT NOT NULL,
  office          TEXT NOT NULL,
  counter         TEXT,
  window          TEXT REFERENCES rating_window (id),
  level           INTEGER,
  priority        TEXT NOT NULL,
  condition       TEXT,
  facts           TEXT,
  state           TEXT NOT NULL,
  raised_ms       INTEGER NOT NULL,
  acknowledged_ms INTEGER,
  acknowledged_by TEXT,
  departed_ms     INTEGER,
  closed_ms       INTEGER,
  closed_by       TEXT,
  outcome         TEXT,
  cause           TEXT,
  remark          TEXT,
  rung            INTEGER NOT NULL DEFAULT 0,
  due_ms          INTEGER,
  isolated        INTEGER NOT NULL DEFAULT 0,
  escalated       INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO alarm (id, source, office, counter, window, level, priority, state, raised_ms, acknowledged_ms, acknowledged_by, due_ms)
SELECT a.id, 'rating', a.office, w.counter, a.window, a.level, CASE a.level WHEN 1 THEN 'high' ELSE 'medium' END,
  a.state, a.raised_ms, a.acknowledged_ms, a.acknowledged_by,
  CASE a.state WHEN 'unacknowledged' THEN a.raised_ms + 180000 END
FROM alarm_before a JOIN rating_window w ON w.id = a.window;
DROP TABLE alarm_before;
CREATE INDEX alarm_by_office ON alarm
  (office, raised_ms, source, level, acknowledged_ms, departed_ms, closed_ms, outcome, cause, escalated);
CREATE INDEX alarm_of_equipment ON alarm (office, raised_ms, facts) WHERE source = 'equipment';
CREATE INDEX alarm_open ON alarm (office, state) WHERE state != 'closed';
CREATE INDEX alarm_at_counter ON alarm (office, counter) WHERE state = 'unacknowledged';
CREATE INDEX alarm_due ON alarm (due_ms) WHERE due_ms IS NOT NULL;
CREATE INDEX alarm_by_time ON alarm (raised_ms, id);
CREATE INDEX alarm_of_counter ON alarm (office, counter, raised_ms, isolated) WHERE source = 'rating';
CREATE INDEX alarm_rate ON alarm (office, raised_ms) WHERE source = 'rate';
CREATE UNIQUE INDEX alarm_condition ON alarm (office, condition) WHERE condition IS NOT NULL;

CREATE TABLE alarm_step (
  number INTEGER PRIMARY KEY,
  alarm  TEXT NOT NULL REFERENCES alarm (id),
  at_ms  INTEGER NOT NULL,
  step   TEXT NOT NULL,
  by     TEXT,
  detail TEXT
) STRICT;
INSERT INTO alarm_step (alarm, at_ms, step) SELECT id, raised_ms, 'raised' FROM alarm ORDER BY id;
INSERT INTO alarm_step (alarm, at_ms, step, by)
SELECT id, acknowledged_ms, 'acknowledged', acknowledged_by FROM alarm WHERE acknowledged_ms IS NOT NULL ORDER BY id;
CREATE INDEX alarm_step_by_alarm ON alarm_step (alarm, number);
CREATE INDEX alarm_step_shelved ON alarm_step (at_ms) WHERE step = 'shelved';
CREATE TRIGGER alarm_escalated AFTER INSERT ON alarm_step WHEN NEW.step = 'called'
BEGIN
  UPDATE alarm SET escalated = 1 WHERE id = NEW.alarm AND escalated = 0 AND EXISTS
    (SELECT 1 FROM alarm_step WHERE alarm = NEW.alarm AND step = 'called' AND by != NEW.by);
END;

CREATE TABLE alarm_settings (
  office TEXT PRIMARY KEY REFERENCES office (id),
  body   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE duty_absence (
  office   TEXT NOT NULL REFERENCES office (id),
  person   TEXT NOT NULL,
  since_ms INTEGER NOT NULL,
  PRIMARY KEY (office, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE shelf (
  office   TEXT NOT NULL,
  counter  TEXT NOT NULL,
  alarm    TEXT NOT NULL REFERENCES alarm (id),
  by       TEXT NOT NULL,
  reason   TEXT NOT NULL,
  from_ms  INTEGER NOT NULL,
  until_ms INTEGER NOT NULL,
  PRIMARY KEY (office, counter)
) STRICT, WITHOUT ROWID;

CREATE TABLE signal_lamp (
  id      TEXT PRIMARY KEY,
  office  TEXT NOT NULL REFERENCES office (id),
  light   TEXT NOT NULL,
  state   TEXT NOT NULL,
  shows   TEXT NOT NULL,
  seen_ms INTEGER NOT NULL,
  detail  TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX signal_lamp_by_office ON signal_lamp (office, id);

CREATE TABLE chime_test (
  id           TEXT PRIMARY KEY,
  office       TEXT NOT NULL REFERENCES office (id),
  at_ms        INTEGER NOT NULL,
  due_ms       INTEGER NOT NULL,
  by           TEXT,
  state        TEXT NOT NULL,
  console      TEXT,
  confirmed_ms INTEGER,
  peak         REAL,
  volume       REAL
) STRICT, WITHOUT ROWID;
CREATE INDEX chime_test_by_office ON chime_test (office, id);

CREATE TABLE case_file (
  id             TEXT PRIMARY KEY,
  office         TEXT NOT NULL REFERENCES office (id),
  roc_year       INTEGER NOT NULL,
  number         INTEGER NOT NULL,
  alarm          TEXT NOT NULL UNIQUE REFERENCES alarm (id),
  opened_ms      INTEGER NOT NULL,
  opened_by      TEXT NOT NULL,
  owner          TEXT NOT NULL,
  due            TEXT NOT NULL,
  corrective     TEXT,
  preventive     TEXT,
  state          TEXT NOT NULL,
  released_ms    INTEGER,
  released_by    TEXT,
  release_remark TEXT,
  UNIQUE (office, roc_year, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_by_office ON case_file (office, id);
CREATE INDEX case_open ON case_file (due) WHERE state = 'open';

CREATE TABLE holiday (
  day  TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE outbound_target (
  name       TEXT PRIMARY KEY,
  delivered  INTEGER NOT NULL,
  failures   INTEGER NOT NULL DEFAULT 0,
  next_ms    INTEGER
) STRICT, WITHOUT ROWID;
`,
} as const;
