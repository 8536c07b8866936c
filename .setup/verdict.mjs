/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 * @typedef {{ status?: string, assertionResults?: ReadonlyArray<{ status?: string }> }} FileResult
 */

/**
 * Counts the tests of vitest's JSON report. A file that failed without a failing test (it could not be loaded, a hook
 * threw) counts as one failure, and so does a run that failed in no test at all.
 * @param {{ testResults?: readonly FileResult[] } | undefined} report `undefined`: there is none
 * @param {number} status exit status of vitest
 * @returns {Tally}
 */
export function tally(report, status) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of report?.testResults ?? []) {
    const results = (file.assertionResults ?? []).map((result) => result.status);
    const failed = results.filter((result) => result === 'failed').length;
    const passed = results.filter((result) => result === 'passed').length;
    counts.passed += passed;
    counts.failed += failed === 0 && file.status === 'failed' ? 1 : failed;
    counts.skipped += results.length - passed - failed;
  }
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

/**
 * The last line of `npm test`.
 * @param {Tally} counts
 */
export const finalLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/**
 * A run that tested nothing proves nothing, so it fails.
 * @param {Tally} counts
 * @returns {number} exit status
 */
export const exitStatus = ({ passed, failed }) => (failed > 0 || passed === 0 ? 1 : 0);
