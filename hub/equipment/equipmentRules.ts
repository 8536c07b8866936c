import type { AboutEquipment } from '#contract/alarms.js';
import type { CoveredKey } from '#contract/statistics.js';
import type { Level } from '#contract/values.js';
import type { Condition } from '../alarms/conditions.js';
import { type BackupStanding, isLate } from '../backup/backupRules.js';
import type { LampFact } from '../signals/lampRegistry.js';
import type { BoxFact } from '../store/boxFacts.js';

/** What is known of one office. */
export interface OfficeFacts {
  readonly office: string;
  /** A box or lamp silent for so long is reported, ms. */
  readonly silentAfterMs: number;
  /** The newest test of the chime that ended has failed, and none was confirmed since (A7). */
  readonly chimeUntested: boolean;
  /** As last answered; undefined before the first answer (S8). */
  readonly coveredKeys: readonly CoveredKey[] | undefined;
}

export interface WatchedBox extends BoxFact {
  /** How long a box that is lost was not heard, as long as this hub listened; 0 for any other. */
  readonly silentMs: number;
  /** Its outbox grows although it is connected. */
  readonly growing: boolean;
}

export interface DiskSpace {
  /** Room for programs without special rights, bytes. */
  readonly freeBytes: number;
  readonly totalBytes: number;
}

export interface EquipmentFacts {
  readonly offices: readonly OfficeFacts[];
  readonly boxes: readonly WatchedBox[];
  readonly lamps: readonly LampFact[];
  /** Room where the hub keeps its data, when there is too little. */
  readonly diskLow: DiskSpace | undefined;
  /** Undefined where no backups are made. */
  readonly backups: BackupStanding | undefined;
  /** Unix ms. */
  readonly nowMs: number;
}

type Found = Omit<AboutEquipment, 'source'> & { readonly counter?: string };

/** Longest detail of an alarm. */
const MOST_DETAIL = 200;

/** Everything that is wrong, each thing once (A6, A7, S8). Boxes and lamps of offices that are not named are left out. */
export function conditionsOf(facts: EquipmentFacts): Condition[] {
  const { offices, boxes, lamps } = facts;
  const byOffice = new Map(offices.map((office) => [office.office, office]));
  const standing = new Map(boxes.map((box) => [box.id, box]));
  return [
    ...offices.flatMap((office) => [...ofOffice(office, standing), ...ofHub(office.office, facts)]),
    ...boxes.flatMap((box) => ofBox(box, byOffice.get(box.office))),
    ...lamps.flatMap((lamp) => ofLamp(lamp, byOffice.get(lamp.office))),
  ];
}

function ofOffice(
  { office, chimeUntested, coveredKeys = [] }: OfficeFacts,
  boxes: ReadonlyMap<string, BoxFact>,
): Condition[] {
  const covered = coveredKeys.filter(({ box, counter }) => {
    const place = boxes.get(box);
    return place?.office === office && place.counter === counter;
  });
  return [
    ...(chimeUntested ? [condition(office, { code: 'chime-untested' })] : []),
    ...covered.map(({ box, counter, level, ratings }) =>
      condition(office, { code: 'key-covered', box, counter, key: level, detail: `n = ${ratings}` }),
    ),
  ];
}

/** The hub serves every office, and each hears of what threatens its records. */
function ofHub(office: string, { diskLow, backups, nowMs }: EquipmentFacts): Condition[] {
  const found: Found[] = [
    ...(diskLow === undefined ? [] : [{ code: 'hub-disk' as const, detail: room(diskLow) }]),
    ...(backups !== undefined && isLate(backups, nowMs)
      ? [{ code: 'backup-late' as const, detail: detailOf(backups.problem) ?? ageOf(backups, nowMs) }]
      : []),
    ...(backups?.copyFailed === true
      ? [{ code: 'backup-copy-failed' as const, ...named(detailOf(backups.copyProblem)) }]
      : []),
  ];
  return found.map((each) => condition(office, each));
}

const detailOf = (problem: string | undefined): string | undefined => problem?.slice(0, MOST_DETAIL);
const named = (detail: string | undefined): { detail?: string } => (detail === undefined ? {} : { detail });

/** So that the detail of one lasting condition does not change with every look. */
const ageOf = ({ goodMs, sinceMs }: BackupStanding, nowMs: number): string =>
  `${Math.floor((nowMs - (goodMs ?? sinceMs)) / DAY_MS)} d`;
const DAY_MS = 86_400_000;

/** A clean stop is no silence. Faults stand as last reported: that a box went away mends nothing. */
function ofBox(box: WatchedBox, facts: OfficeFacts | undefined): Condition[] {
  if (facts === undefined) return [];
  const { id, office, counter, presence, silentMs, growing, unacked, forged, faults } = box;
  const about = { box: id, ...(counter === null ? {} : { counter }) };
  const reasons = faultsOf(box);
  const found: Found[] = [
    ...(presence === 'lost' && silentMs >= facts.silentAfterMs
      ? [{ code: 'box-silent' as const, ...about }]
      : []),
    ...(reasons.length > 0
      ? [{ code: 'box-fault' as const, ...about, detail: reasons.join('; ').slice(0, MOST_DETAIL) }]
      : []),
    ...faults.filter(isStuckKey).map(({ level, detail }) => ({
      ...{ code: 'key-stuck' as const, ...about },
      ...(level === 0 ? {} : { key: level as Level }),
      ...(detail === null ? {} : { detail }),
    })),
    ...(forged === null
      ? []
      : [{ code: 'box-forged' as const, ...about, detail: forged.slice(0, MOST_DETAIL) }]),
    ...(growing ? [{ code: 'outbox-growing' as const, ...about, detail: `n = ${unacked}` }] : []),
  ];
  return found.map((each) => condition(office, each));
}

function ofLamp(
  { id, office, state, detail, silentMs }: LampFact,
  facts: OfficeFacts | undefined,
): Condition[] {
  if (facts === undefined) return [];
  const about = { lamp: id, ...(detail === null ? {} : { detail }) };
  return [
    ...(state === 'unplugged' ? [condition(office, { code: 'lamp-unplugged', ...about })] : []),
    ...(silentMs >= facts.silentAfterMs ? [condition(office, { code: 'lamp-silent', lamp: id })] : []),
  ];
}

const isStuckKey = ({ code }: { readonly code: string }): boolean => code === 'key-stuck';

/** Each part that does not work, once, with the reason where there is one. */
function faultsOf({ panel, storage, panelDetail, storageDetail, faults }: BoxFact): string[] {
  const reasons = new Map<string, string | null>();
  if (panel === 'fault') reasons.set('panel', panelDetail);
  if (storage === 'fault') reasons.set('storage', storageDetail);
  for (const fault of faults) {
    if (!isStuckKey(fault)) reasons.set(fault.code, fault.detail ?? reasons.get(fault.code) ?? null);
  }
  return [...reasons].map(([part, reason]) => (reason === null ? part : `${part}: ${reason}`));
}

/** Told from every other condition of its office by its code and what it is about. */
function condition(office: string, { counter, ...about }: Found): Condition {
  const { code, box, lamp, key } = about;
  return {
    office,
    key: [code, box ?? lamp, key].filter((part) => part !== undefined).join('/'),
    ...(counter === undefined ? {} : { counter }),
    about: { source: 'equipment', ...about },
  };
}

const GIGA = 1e9;
const room = ({ freeBytes, totalBytes }: DiskSpace): string =>
  `${(freeBytes / GIGA).toFixed(1)} / ${(totalBytes / GIGA).toFixed(1)} GB`;

const LEAST_SHARE = 0.05;
const LEAST_BYTES = 500_000_000;
/** Room comes and goes with every log and report; there is enough again only with a tenth more than the least. */
const ENOUGH_AGAIN = 1.1;

/** Whether there is too little room: under 5 % or under 500 MB (A6). `low` is what was found the time before. */
export function isDiskLow({ freeBytes, totalBytes }: DiskSpace, low: boolean): boolean {
  const factor = low ? ENOUGH_AGAIN : 1;
  return freeBytes < LEAST_BYTES * factor || freeBytes < totalBytes * LEAST_SHARE * factor;
}

/**
 * Whether a condition that was an alarm when the hub stopped has to be taken to last, because the hub has not had the time
 * to find out: its box or lamp was not heard since and could still be silent, or nobody has looked for covered keys yet.
 */
export function isStillUnknown(
  { office, about }: Condition,
  { offices, boxes, lamps }: EquipmentFacts,
): boolean {
  switch (about.code) {
    case 'box-silent':
      return boxes.some((box) => box.office === office && box.id === about.box && box.presence === 'lost');
    case 'lamp-silent':
      return lamps.some((lamp) => lamp.office === office && lamp.id === about.lamp && !lamp.heard);
    case 'key-covered':
      return offices.some((facts) => facts.office === office && facts.coveredKeys === undefined);
    default:
      return false;
  }
}
