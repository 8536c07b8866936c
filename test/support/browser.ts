import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

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

/** Debian's Chromium under a test's control; each start has a user data directory of its own, removed at the end. */
export class TestBrowser {
  private constructor(private readonly browser: Browser) {}

  static async launch(): Promise<TestBrowser> {
    return new TestBrowser(await chromium.launch({ executablePath: CHROMIUM, args: ARGS }));
  }

  async visit(options: VisitOptions = {}): Promise<Visit> {
    const { width = 1280, height = 800, dark = false, reducedMotion = false } = options;
    const context = await this.browser.newContext({
      viewport: { width, height },
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
      locale: 'zh-TW',
    });
    context.setDefaultTimeout(PATIENCE_MS);
    return watched(context, await context.newPage());
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

function watched(context: BrowserContext, page: Page): Visit {
  const requests: string[] = [];
  const errors: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) errors.push(message.text());
  });
  return { page, requests, errors, end: () => context.close() };
}
