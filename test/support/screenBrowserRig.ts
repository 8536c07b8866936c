import type { CDPSession, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { systemClock } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import type { Key, Scene } from '../../device/ports/panel.js';
import { ScreenPanel } from '../../device/screen/screenPanel.js';
import { TestBrowser, type Visit, type VisitOptions } from './browser.js';
import { builtPages } from './builtPages.js';
import { PanelWitness } from './panelWitness.js';

const READY_MS = 10_000;

export const INVITE = { kind: 'invite', leftMs: 30_000, moreTime: true } as const satisfies Scene;

export const LAST_SECONDS = { kind: 'countdown', secondsLeft: 7, moreTime: true } as const satisfies Scene;

/** Displays a box may have: 7 inches lying, 10 inches, 7 inches upright. */
export const DISPLAYS = [
  { width: 800, height: 480 },
  { width: 1280, height: 800 },
  { width: 480, height: 800 },
] as const;

export interface ScreenVisit extends Visit {
  readonly touch: Touch;
}

/**
 * The touch screen's page, built from its present source, in a real Chromium before a real `ScreenPanel` that is new
 * for each test. Made at the top of a test file. Whatever a test does, no page may ask anybody but its box, break the
 * content security policy or throw.
 */
export class ScreenBrowserRig {
  witness = new PanelWitness();
  private pages = '';
  private browser: TestBrowser | undefined;
  private current: ScreenPanel | undefined;
  private visits: Visit[] = [];

  constructor() {
    beforeAll(async () => {
      this.pages = await builtPages('device/screenPage/vite.config.ts');
      this.browser = await TestBrowser.share();
    });
    beforeEach(() => this.startPanel(0));
    afterEach(() => this.end());
    afterAll(() => this.browser?.close());
  }

  get panel(): ScreenPanel {
    if (this.current === undefined) throw new Error('the panel is not running');
    return this.current;
  }

  /** Opens the page; resolves once it is the panel. */
  async open(options: VisitOptions & { readonly contrast?: 'more' } = {}): Promise<ScreenVisit> {
    if (this.browser === undefined) throw new Error('the browser is not running');
    const visit = await this.browser.revisit({ width: 800, height: 480, pressing: true, ...options });
    this.visits.push(visit);
    if (options.contrast !== undefined) await visit.page.emulateMedia({ contrast: options.contrast });
    const ready = this.witness.next('ready', READY_MS);
    await visit.page.goto(this.panel.address);
    await ready;
    return { ...visit, touch: new Touch(visit, await visit.page.context().newCDPSession(visit.page)) };
  }

  /** Shows a scene and waits until it can be seen. */
  async show(visit: Visit, scene: Scene): Promise<void> {
    const mood = {
      dark: 'idle',
      invite: 'asking',
      countdown: 'asking',
      accepted: 'thanks',
      fault: 'notice',
      test: 'notice',
    };
    this.panel.show(scene);
    await visit.page.locator(`main[data-mood="${mood[scene.kind]}"]`).waitFor();
  }

  async startPanel(port: number): Promise<void> {
    this.witness = new PanelWitness();
    this.current = new ScreenPanel({
      port,
      pages: this.pages,
      clock: systemClock,
      logger: silentLogger,
    });
    await this.current.start(this.witness);
  }

  private async end(): Promise<void> {
    const { origin } = new URL(this.panel.address);
    const visits = this.visits.splice(0);
    for (const visit of visits) await visit.end();
    await this.panel.stop();
    for (const { errors, requests } of visits) {
      expect(errors).toEqual([]);
      expect(requests.filter((address) => !address.startsWith(`${origin}/`))).toEqual([]);
    }
  }
}

export const keyOf = (visit: Visit, key: Key): Locator => visit.page.locator(`[data-key="${key}"]`);

/** Waits until a text can be seen. */
export const seen = (visit: Visit, text: string): Promise<void> =>
  visit.page.getByText(text).first().waitFor();

/** Presses what is pressed beside the faces, by its name. */
export const click = (visit: Visit, name: string): Promise<void> =>
  visit.page.getByRole('button', { name, exact: true }).click();

interface Point {
  readonly x: number;
  readonly y: number;
}

type TouchType = 'touchStart' | 'touchMove' | 'touchEnd';

/** Fingers on the glass, as the touch screen's driver reports them to the browser. */
export class Touch {
  private readonly at = new Map<number, Point>();

  constructor(
    private readonly visit: Visit,
    private readonly session: CDPSession,
  ) {}

  /** Puts a finger on the middle of a key. */
  async press(key: Key, finger = 0): Promise<void> {
    const box = await keyOf(this.visit, key).boundingBox();
    if (box === null) throw new Error(`there is no key ${key}`);
    await this.pressAt({ x: box.x + box.width / 2, y: box.y + box.height / 2 }, finger);
  }

  pressAt(point: Point, finger = 0): Promise<void> {
    return this.dispatch('touchStart', finger, point);
  }

  slideTo(point: Point, finger = 0): Promise<void> {
    return this.dispatch('touchMove', finger, point);
  }

  /** Where the finger is. */
  lift(finger = 0): Promise<void> {
    return this.dispatch('touchEnd', finger, this.at.get(finger) ?? { x: 0, y: 0 });
  }

  private async dispatch(type: TouchType, finger: number, point: Point): Promise<void> {
    this.at.set(finger, point);
    const touchPoints = [{ id: finger, ...point }];
    await this.session.send('Input.dispatchTouchEvent', { type, touchPoints });
  }
}
