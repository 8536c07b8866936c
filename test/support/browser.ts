import { type Browser, chromium, type Page, type Request } from 'playwright-core';
import { exitWhenTold } from './processEnd.js';
import { scrub } from './scrub.js';

const CHROMIUM = '/usr/bin/chromium';

/** Without a window, without a sandbox (containers have none), and without calling anybody's home. */
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Longest wait for something to appear; shorter than a test may take, so that the failure names what was missing. */
const PATIENCE_MS = 10_000;

export interface VisitOptions {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly reducedMotion?: boolean;
  /** Whether keys or fingers may still be down at its end, which a page would remember. */
  readonly pressing?: boolean;
}

/** A visitor: a page with storage of its own, and the record of what it asked for and what went wrong. */
export interface Visit {
  readonly page: Page;
  /** Addresses of all requests, in order. */
  readonly requests: readonly string[];
  /** Errors of scripts and refusals of the content security policy. */
  readonly errors: readonly string[];
  end(): Promise<void>;
}

const started = (handleSIGTERM: boolean): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: ARGS, handleSIGTERM });

let running: Promise<Browser> | undefined;

/**
 * The Chromium shared by the files that one process tests one after another; started when it is first wanted, and
 * anew if it crashed. Playwright kills it when the process exits, and removes its user data directory.
 */
async function shared(): Promise<Browser> {
  const known = await running;
  if (known?.isConnected()) return known;
  exitWhenTold();
  running = started(false);
  return running;
}

/** Debian's Chromium under a test's control; each start has a user data directory of its own, removed at the end. */
export class TestBrowser {
  private readonly idle: Page[] = [];
  private readonly visits = new Set<Visit>();

  private constructor(
    private readonly browser: Browser,
    private readonly own: boolean,
  ) {}

  /** Of the caller's own. */
  static async launch(): Promise<TestBrowser> {
    return new TestBrowser(await started(true), true);
  }

  /** A test file's part of the one that its process has: starting another costs more than most tests do. */
  static async share(): Promise<TestBrowser> {
    return new TestBrowser(await shared(), false);
  }

  /** In a context that nobody used before and nobody will use after. */
  async visit(options: VisitOptions = {}): Promise<Visit> {
    const page = await this.newPage();
    await look(page, options);
    return this.watched(page, () => page.context().close());
  }

  /**
   * As `visit`, but on the page of a visit that has ended if there is one: a new context and its process cost four
   * times what a page that is already there does. Nothing that a page can keep is left of the visit before; a test
   * that changes the context itself, as by a script for every page, must take `visit`.
   */
  async revisit(options: VisitOptions = {}): Promise<Visit> {
    const page = this.idle.pop() ?? (await this.newPage());
    await look(page, options);
    return this.watched(page, async () => {
      if (!(await scrub(page))) return page.context().close();
      if (options.pressing !== true) return void this.idle.push(page);
      this.idle.push(await page.context().newPage());
      return page.close();
    });
  }

  /** Ends every visit; a shared Chromium goes on for the next file. */
  async close(): Promise<void> {
    for (const visit of this.visits) await visit.end();
    for (const page of this.idle.splice(0)) await page.context().close();
    if (this.own) await this.browser.close();
  }

  private async newPage(): Promise<Page> {
    const context = await this.browser.newContext({ locale: 'zh-TW' });
    context.setDefaultTimeout(PATIENCE_MS);
    return context.newPage();
  }

  private watched(page: Page, leave: () => Promise<void>): Visit {
    const record = watch(page);
    const visit: Visit = {
      page,
      requests: record.requests,
      errors: record.errors,
      end: async () => {
        if (!this.visits.delete(visit)) return;
        record.stop();
        await leave();
      },
    };
    this.visits.add(visit);
    return visit;
  }
}

async function look(page: Page, options: VisitOptions): Promise<void> {
  const { width = 1280, height = 800, dark = false, reducedMotion = false } = options;
  await page.setViewportSize({ width, height });
  await page.emulateMedia({
    media: null,
    contrast: null,
    forcedColors: null,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
}

/** What goes on in the context of a page, until it is stopped. */
function watch(page: Page) {
  const requests: string[] = [];
  const errors: string[] = [];
  const onRequest = (request: Request) => void requests.push(request.url());
  page.context().on('request', onRequest);
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) errors.push(message.text());
  });
  const stop = () => {
    page.context().off('request', onRequest);
    page.removeAllListeners('pageerror');
    page.removeAllListeners('console');
  };
  return { requests, errors, stop };
}
