import type { Closing } from './alarmMachine.js';

/** What the journal keeps of a closing (A2), with how many alarms that a flood held back were closed by it. */
export function closingText({ outcome, cause, remark }: Closing, heldBack: number): string {
  const others = heldBack === 0 ? '' : `, with ${heldBack} held back`;
  return `${outcome}/${cause}${others}${remark === null ? '' : `: ${remark}`}`;
}
