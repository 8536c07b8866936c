import type { Audit } from './books.js';
import type { CampaignResult, StruckFault } from './campaign.js';

const seconds = (ms: number | undefined): string =>
  ms === undefined ? 'never' : `${(ms / 1000).toFixed(2)} s`;

/** The faults by kind, what was served meanwhile, and how soon all was well again. */
export function summaryLines({ log, evidence, recovery }: CampaignResult, books: Audit): string[] {
  const kinds = new Map<string, number>();
  for (const { kind, skipped } of log) {
    const name = skipped === undefined ? kind : `${kind} skipped (${skipped})`;
    kinds.set(name, (kinds.get(name) ?? 0) + 1);
  }
  const outcomes = new Map<string, number>();
  for (const { outcome = 'none', reason } of evidence.windows) {
    const name = reason === undefined ? outcome : `${outcome}/${reason}`;
    outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
  }
  const { stored, counted, alarms, lostToDamage, asideAfterRestore } = books;
  return [
    `faults: ${listed(kinds)}`,
    `ratings: ${evidence.pressed.length} pressed, ${evidence.thanked.length} thanked, ${stored} stored, ${counted} counted, ${alarms} alarms`,
    `explained: ${lostToDamage} lost with damaged outboxes, ${asideAfterRestore} kept aside by a restored hub`,
    `events: ${evidence.stored.length} recorded, ${evidence.received.length} received, ${evidence.setAside.length} kept aside`,
    `windows: ${listed(outcomes)}`,
    `after the last fault: every counter served in ${seconds(recovery.servedMs)}, all home in ${seconds(recovery.homeMs)} more`,
  ];
}

export const faultLines = (log: readonly StruckFault[]): string[] =>
  log.map(
    ({ number, kind, box, beganMs, endedMs, skipped }) =>
      `  ${number} ${kind} (box ${box}) ${seconds(beganMs)} to ${seconds(endedMs)}${skipped === undefined ? '' : `, skipped: ${skipped}`}`,
  );

const listed = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
