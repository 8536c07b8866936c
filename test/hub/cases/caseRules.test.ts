import { describe, expect, it } from 'vitest';
import {
  caseName,
  checkComplete,
  checkDue,
  firstDue,
  isOverdue,
  missingActions,
  rocYearAt,
} from '../../../hub/cases/caseRules.js';

const OPENED = Date.UTC(2026, 8, 24, 8);
const taipei = (day: number, hour: number): number => Date.UTC(2026, 8, day, hour - 8);

function caught(act: () => void): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('A9 a case', () => {
  it('is named by office, ROC year and number', () => {
    expect(caseName('east', 115, 3)).toBe('east-115-003');
    expect(caseName('east', 115, 1_234)).toBe('east-115-1234');
  });

  it('belongs to the ROC year of Taipei', () => {
    expect(rocYearAt(Date.UTC(2026, 11, 31, 15, 59, 59, 999))).toBe(115);
    expect(rocYearAt(Date.UTC(2026, 11, 31, 16))).toBe(116);
  });

  it('is due on a working day after it was opened', () => {
    expect(firstDue(OPENED, 7, new Map([['2026-09-25', 'off']]))).toBe('2026-10-06');
  });

  it('is overdue from the day after its due day, and once released late for good', () => {
    const open = { due: '2026-09-25', state: 'open', releasedMs: null } as const;
    expect(isOverdue(open, taipei(25, 23))).toBe(false);
    expect(isOverdue(open, taipei(26, 0))).toBe(true);
    const released = { ...open, state: 'released' } as const;
    expect(isOverdue({ ...released, releasedMs: taipei(25, 23) }, taipei(30, 0))).toBe(false);
    expect(isOverdue({ ...released, releasedMs: taipei(26, 1) }, taipei(26, 1))).toBe(true);
  });

  it('is due on a day of the calendar that is not before it was opened', () => {
    expect(() => checkDue('2026-09-24', OPENED)).not.toThrow();
    expect(caught(() => checkDue('2026-09-23', OPENED))).toMatchObject({
      code: 'case/bad-due',
      message: expect.stringContaining('expected 2026-09-24 or later'),
    });
    expect(caught(() => checkDue('2027-02-29', OPENED))).toMatchObject({ code: 'case/bad-due' });
  });

  it('is complete with both actions, and says which one is missing', () => {
    const both = { corrective: '道歉並補辦', preventive: '加開櫃檯' };
    expect(missingActions(both)).toEqual([]);
    expect(missingActions({ corrective: ' \n', preventive: null })).toEqual(['corrective', 'preventive']);
    expect(() => checkComplete('east-115-003', both)).not.toThrow();
    expect(caught(() => checkComplete('east-115-003', { ...both, preventive: null }))).toMatchObject({
      code: 'case/incomplete',
      message: expect.stringMatching(/^case east-115-003 has no preventive action;/),
    });
    expect(caught(() => checkComplete('x', { corrective: null, preventive: null }))).toMatchObject({
      message: expect.stringContaining('no corrective and no preventive action'),
    });
  });
});
