import { describe, expect, it } from 'vitest';
import { exitStatus, finalLine, tally } from '../../.setup/verdict.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});

describe('the last line of npm test', () => {
  it('counts passed, failed and skipped tests', () => {
    const report = {
      testResults: [
        file('passed', 'passed', 'passed', 'skipped', 'todo'),
        file('failed', 'failed', 'failed', 'passed'),
      ],
    };
    expect(finalLine(tally(report, 1))).toBe('3 passed, 2 failed, 2 skipped');
  });

  it('says nothing of skipped tests when there are none', () => {
    expect(finalLine({ passed: 7, failed: 0, skipped: 0 })).toBe('7 passed, 0 failed');
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(tally({ testResults: [file('failed'), file('passed', 'passed')] }, 1)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    });
  });

  it('counts a run that failed outside its tests as a failure', () => {
    expect(tally({ testResults: [file('passed', 'passed')] }, 1).failed).toBe(1);
    expect(tally(undefined, 137)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('fails on a failure, and when nothing was tested', () => {
    expect(exitStatus({ passed: 5, failed: 0, skipped: 1 })).toBe(0);
    expect(exitStatus({ passed: 5, failed: 1, skipped: 0 })).toBe(1);
    expect(exitStatus({ passed: 0, failed: 0, skipped: 9 })).toBe(1);
    expect(exitStatus(tally({ testResults: [] }, 0))).toBe(1);
  });
});
