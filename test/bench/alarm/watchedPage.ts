import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { systemClock } from '#platform/clock.js';
import { Moment } from '../counterRig.js';
import { installProbe, type Sight } from './probe.js';

const CHROMIUM = '/usr/bin/chromium';
/** Sound without a click, as the instructions for a kiosk set it up. */
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];
/** Of so many looks at both clocks the one that took least counts; it is off by at most half of what it took. */
const CLOCK_LOOKS = 40;
const MEGABYTE = 1_048_576;

/** A page in Debian's Chromium that tells when it shows and sounds an alarm. */
export class WatchedPage {
  private constructor(
    readonly page: Page,
    private readonly devtools: CDPSession,
  ) {}

  static async with<T>(url: string, work: (watched: WatchedPage) => Promise<T>): Promise<T> {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
    try {
      return await work(await WatchedPage.open(browser, url));
    } finally {
      await browser.close();
    }
  }

  private static async open(browser: Browser, url: string): Promise<WatchedPage> {
    const page = await browser.newPage({ viewport: { width: 1_280, height: 800 }, locale: 'zh-TW' });
    await page.addInitScript(installProbe);
    await page.goto(url);
    return new WatchedPage(page, await page.context().newCDPSession(page));
  }

  /** The next alarm, its times on this process's monotonic clock. `press` runs once the page looks out for it. */
  async sight(press: () => void): Promise<Sight> {
    const ahead = await this.clockAhead();
    const given = new Moment('the alarm on the page');
    const sight = this.page.evaluate(() => window.nextAlarm?.());
    // A second round trip: what was asked first has been begun by the time this is answered.
    await this.page.evaluate(() => undefined);
    press();
    const found = await Promise.race([sight, given.happened]);
    if (typeof found !== 'object') throw new Error('the page has no probe');
    return { ...found, paintedAt: found.paintedAt - ahead, soundAt: found.soundAt - ahead };
  }

  /** Live JavaScript after everything else was collected, MB. */
  async heapMb(): Promise<number> {
    await this.devtools.send('HeapProfiler.enable');
    for (let round = 0; round < 3; round++) await this.devtools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.devtools.send('Runtime.getHeapUsage');
    return usedSize / MEGABYTE;
  }

  /** How far the page's clock is ahead of this process's, ms. */
  private async clockAhead(): Promise<number> {
    let best = { tookMs: Number.POSITIVE_INFINITY, ahead: 0 };
    for (let look = 0; look < CLOCK_LOOKS; look++) {
      const before = systemClock.monotonic();
      const there = await this.page.evaluate(() => performance.now());
      const tookMs = systemClock.monotonic() - before;
      if (tookMs < best.tookMs) best = { tookMs, ahead: there - (before + tookMs / 2) };
    }
    return best.ahead;
  }
}
