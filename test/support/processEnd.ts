let told = false;

/**
 * Lets this process's `exit` handlers clean up what it keeps from one test file to the next: a runner ends its workers
 * by SIGTERM, which by itself runs none, and soon after by SIGKILL.
 */
export function exitWhenTold(): void {
  if (told) return;
  told = true;
  process.once('SIGTERM', () => process.exit());
}
