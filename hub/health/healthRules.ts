import type { CheckCode, CheckState, HealthCheck } from '../contract/care.js';
import { isDiskLow } from '../equipment/equipmentRules.js';
import { healthFindings as say } from '../words/healthFindings.js';
import type { Phrase } from '../words/language.js';
import type { BackupFacts, HealthFacts } from './healthFacts.js';

/** Each part with a plain answer, in the order in which a person would look at them. Pure. */
export const checksOf = (facts: HealthFacts): HealthCheck[] => [
  clock(facts),
  disk(facts),
  store(facts),
  broker(facts),
  boxes(facts),
  backup(facts),
  journal(facts),
  certificate(facts),
  outbound(facts),
];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A step that windows feel; the box refuses what is older than 10 s (W5). */
const JUMP_SEEN_MS = 1_000;
const JUMP_BAD_MS = 10_000;
/** Room is short below twice the least. */
const SHORT_FACTOR = 2;
const WAL_LARGE_BYTES = 256_000_000;
/** Due daily (R25), with two hours for the making of it; bad when a second one did not come either. */
const BACKUP_LATE_MS = 26 * HOUR_MS;
const BACKUP_BAD_MS = 50 * HOUR_MS;
/** A head is made once its day is over. */
const HEAD_LATE_MS = 26 * HOUR_MS;
const CERTIFICATE_WARNING_DAYS = 14;
const CERTIFICATE_BAD_DAYS = 3;
/** After so many failures the pauses grow no further: about 20 min. */
const FAILURES_BAD = 8;
const MOST_NAMED = 5;

const check = (code: CheckCode, state: CheckState, found: Phrase, remedy?: Phrase): HealthCheck => ({
  code,
  state,
  found,
  ...(remedy === undefined || state === 'good' || state === 'off' ? {} : { remedy }),
});

/** A phrase with values in it, in every language. */
const fill = <A extends readonly string[]>(
  phrase: { readonly [L in keyof Phrase]: (...values: A) => string },
  ...values: A
): Phrase => ({ zh: phrase.zh(...values), en: phrase.en(...values) });

function clock({ clock: { jumpMs, wrongBoxes } }: HealthFacts): HealthCheck {
  const { good, jumped, boxes: wrong, remedy } = say.clock;
  if (jumpMs >= JUMP_SEEN_MS) {
    const found = fill(jumped, (jumpMs / 1_000).toFixed(1));
    return check('clock', jumpMs >= JUMP_BAD_MS ? 'bad' : 'warning', found, remedy);
  }
  if (wrongBoxes.length > 0) return check('clock', 'warning', fill(wrong, named(wrongBoxes)), remedy);
  return check('clock', 'good', good);
}

function disk({ disk: space }: HealthFacts): HealthCheck {
  const { room, unknown, remedy } = say.disk;
  if (space === undefined) return check('disk', 'warning', unknown, remedy);
  const half = { freeBytes: space.freeBytes / SHORT_FACTOR, totalBytes: space.totalBytes };
  const state = isDiskLow(space, false) ? 'bad' : isDiskLow(half, false) ? 'warning' : 'good';
  return check('disk', state, fill(room, giga(space.freeBytes), giga(space.totalBytes)), remedy);
}

function store({ store: facts }: HealthFacts): HealthCheck {
  const words = say.store;
  switch (facts.kind) {
    case 'missing':
      return check('store', 'bad', words.none, words.noneRemedy);
    case 'older':
      return check('store', 'warning', words.older, words.olderRemedy);
    case 'damaged':
      return check('store', 'bad', fill(words.damaged, facts.detail), words.damagedRemedy);
    case 'open': {
      if (!facts.writable) return check('store', 'bad', words.unwritable, words.unwritableRemedy);
      const wal = (facts.walBytes / 1e6).toFixed(0);
      if (facts.walBytes > WAL_LARGE_BYTES)
        return check('store', 'warning', fill(words.large, wal), words.largeRemedy);
      return check('store', 'good', fill(words.good, wal));
    }
  }
}

function broker({ broker: facts }: HealthFacts): HealthCheck {
  const words = say.broker;
  switch (facts.kind) {
    case 'up':
      return check('broker', 'good', words.good);
    case 'down':
      return check('broker', 'bad', words.down, words.remedy);
    case 'hub-stopped':
      return check('broker', 'bad', words.stopped, words.stoppedRemedy);
    case 'silent':
      return check('broker', 'bad', fill(words.silent, facts.address), words.remedy);
  }
}

function boxes({ boxes: { all, present } }: HealthFacts): HealthCheck {
  const words = say.boxes;
  if (all === 0) return check('boxes', 'off', words.none);
  if (present === undefined) return check('boxes', 'off', fill(words.lastKnown, String(all)));
  const { online, off, silent } = present;
  if (silent.length === 0)
    return check('boxes', 'good', fill(words.good, String(all), String(online), String(off)));
  const found = fill(words.silent, String(silent.length), named(silent), String(all));
  return check('boxes', silent.length === all ? 'bad' : 'warning', found, words.remedy);
}

function backup({ backup: facts, nowMs }: HealthFacts): HealthCheck {
  const words = say.backup;
  if (facts === undefined) return check('backup', 'off', words.off);
  return check('backup', backupState(facts, nowMs), backupFound(facts, nowMs), words.remedy);
}

function backupState({ sinceMs, goodMs, failed, copyFailed }: BackupFacts, nowMs: number): CheckState {
  if (failed) return 'bad';
  if (goodMs === undefined) return nowMs - sinceMs < BACKUP_LATE_MS ? 'warning' : 'bad';
  const age = nowMs - goodMs;
  if (age >= BACKUP_BAD_MS) return 'bad';
  return age >= BACKUP_LATE_MS || copyFailed ? 'warning' : 'good';
}

function backupFound({ goodMs, failed, copyFailed }: BackupFacts, nowMs: number): Phrase {
  const words = say.backup;
  if (goodMs === undefined) return failed ? words.failedFirst : words.never;
  const hours = String(Math.max(0, Math.floor((nowMs - goodMs) / HOUR_MS)));
  return fill(failed ? words.failed : copyFailed ? words.copyFailed : words.good, hours);
}

function journal({ journal: facts, nowMs }: HealthFacts): HealthCheck {
  const words = say.journal;
  if (facts === undefined || facts.entries === 0) return check('journal', 'off', words.empty);
  const { entries, headDay, uncoveredMs } = facts;
  if (uncoveredMs !== undefined && nowMs - uncoveredMs > HEAD_LATE_MS)
    return check('journal', 'warning', words.late, words.remedy);
  const found =
    headDay === undefined ? fill(words.open, String(entries)) : fill(words.good, String(entries), headDay);
  return check('journal', 'good', found);
}

function certificate({ certificate: facts, nowMs }: HealthFacts): HealthCheck {
  const words = say.certificate;
  if (facts.kind !== 'until')
    return facts.kind === 'not-used'
      ? check('certificate', 'off', words.off)
      : check('certificate', 'bad', words.unknown, words.remedy);
  const days = Math.floor((facts.untilMs - nowMs) / DAY_MS);
  if (facts.untilMs <= nowMs) return check('certificate', 'bad', words.expired, words.remedy);
  const state = days < CERTIFICATE_BAD_DAYS ? 'bad' : days < CERTIFICATE_WARNING_DAYS ? 'warning' : 'good';
  return check('certificate', state, fill(words.good, String(days)), words.remedy);
}

function outbound({ outbound: targets }: HealthFacts): HealthCheck {
  const words = say.outbound;
  if (targets.length === 0) return check('outbound', 'off', words.off);
  const failing = targets.filter(({ failures }) => failures > 0);
  if (failing.length === 0)
    return check('outbound', 'good', fill(words.good, named(targets.map(({ name }) => name))));
  const state = failing.some(({ failures }) => failures >= FAILURES_BAD) ? 'bad' : 'warning';
  return check('outbound', state, fill(words.failing, named(failing.map(({ name }) => name))), words.remedy);
}

const giga = (bytes: number): string => (bytes / 1e9).toFixed(1);

const named = (names: readonly string[]): string =>
  names.length <= MOST_NAMED ? names.join(', ') : `${names.slice(0, MOST_NAMED).join(', ')}, …`;
