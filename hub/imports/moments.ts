/** A moment as people write it down, or why it is none. */
export type ReadMoment = { readonly ms: number } | { readonly wrong: 'unreadable' | 'before-era' };

const TAIPEI_MS = 8 * 3_600_000;
const FIRST_YEAR = 1912;
/** A year with fewer digits is one of the ROC era, which no spreadsheet knows: it would take 103 for the first century. */
const FIRST_GREGORIAN = 1000;

const ZONED =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?([Zz]|[+-]\d{2}:\d{2})$/;
const LOCAL =
  /^(?:民國)?\s*(\d{1,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?[Tt\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/;

/**
 * Reads RFC 3339, or a day of the ROC or the Gregorian calendar with hour and minute of Asia/Taipei, full-width digits
 * too: `103/7/7 09:30`, `103.7.7 9:30`, `民國103年7月7日 09:30`, `2014-07-07T09:30:00`. Milliseconds are kept.
 */
export function readMoment(text: string): ReadMoment {
  const plain = text.normalize('NFKC').trim();
  const zoned = ZONED.exec(plain);
  const parts = zoned ?? LOCAL.exec(plain);
  if (parts === null) return { wrong: 'unreadable' };
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  if (zoned === null && year < 1) return { wrong: 'before-era' };
  const fullYear = zoned === null && year < FIRST_GREGORIAN ? year + FIRST_YEAR - 1 : year;
  const ms = Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3));
  const utc = Date.UTC(fullYear, month - 1, day, hour, minute, second, ms);
  if (fullYear < FIRST_YEAR) return { wrong: 'before-era' };
  const same = new Date(utc);
  const exists =
    same.getUTCMonth() === month - 1 && same.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  const offset = zoned === null ? TAIPEI_MS : offsetMs(parts[8] ?? 'Z');
  return exists && offset !== undefined ? { ms: utc - offset } : { wrong: 'unreadable' };
}

function offsetMs(zone: string): number | undefined {
  if (/^[Zz]$/.test(zone)) return 0;
  const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number);
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
