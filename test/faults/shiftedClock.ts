import { readFileSync, watch } from 'node:fs';

/**
 * Loaded before a program (`--import`) to set its wall clock wrong, as an operator, a dead battery or NTP would: `Date`
 * is off by the milliseconds that the file of this variable holds, from the moment it is written. Monotonic time and
 * timers are the machine's own. No program reads the variable itself.
 */
const file = process.env.RATING_FAULTS_CLOCK;
if (file !== undefined) shiftDate(file);

function shiftDate(path: string): void {
  const TrueDate = Date;
  const trueNow = Date.now.bind(Date);
  let shift = readShift(path, 0);
  watch(path, { persistent: false }, () => {
    shift = readShift(path, shift);
  });
  const now = (): number => trueNow() + shift;
  globalThis.Date = new Proxy(TrueDate, {
    construct: (target, parts, newTarget) =>
      Reflect.construct(target, parts.length === 0 ? [now()] : parts, newTarget),
    apply: () => new TrueDate(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}

/** A file caught half-written changes nothing; the rest of it is seen at once. */
function readShift(path: string, before: number): number {
  const text = readFileSync(path, 'utf8').trim();
  return /^-?\d+$/.test(text) ? Number(text) : before;
}
