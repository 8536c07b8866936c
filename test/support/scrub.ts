import type { Page } from 'playwright-core';

/** Where no pointer can be over anything. */
const OFF = -1;

/**
 * Leaves a page as new: nothing stored by it, no cookie, no document, no pointer over it. False if that cannot be
 * said of it, as of one that hangs, was closed, or opened others beside it.
 */
export async function scrub(page: Page): Promise<boolean> {
  const context = page.context();
  if (page.isClosed() || context.pages().length !== 1) return false;
  try {
    const { origin } = new URL(page.url());
    await page.mouse.move(OFF, OFF);
    if (origin !== 'null') await page.evaluate(() => sessionStorage.clear());
    await page.goto('about:blank');
    // By now nobody is left to store anything.
    const session = await context.newCDPSession(page);
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    await session.detach();
    await context.clearCookies();
    await context.clearPermissions();
    return true;
  } catch {
    return false;
  }
}
