import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { TestBrowser, type Visit, type VisitOptions } from './browser.js';
import { builtPages } from './builtPages.js';
import { ScriptedHub } from './scriptedHub.js';
import { NOW, officeView, snapshot } from './views.js';

/**
 * The hub's pages in a browser, before a scripted hub that is new for each test. Made at the top of a test file: it
 * builds, starts and ends everything by the file's own hooks. Whatever a test does, no page may ask anybody but
 * its hub, break the content security policy or throw.
 */
export class DashboardRig {
  hub = new ScriptedHub([]);
  private pages = '';
  private port = 0;
  private browser: TestBrowser | undefined;
  private visits: Visit[] = [];

  constructor() {
    beforeAll(async () => {
      this.pages = await builtPages('hub/dashboard/vite.config.ts');
      this.browser = await TestBrowser.share();
    });
    beforeEach(() => this.newHub());
    afterEach(() => this.endVisits());
    afterAll(() => this.browser?.close());
  }

  /** Opens a page at `NOW`, its clock in the test's hand. */
  async open(path: string, options: VisitOptions = {}): Promise<Visit> {
    if (this.browser === undefined) throw new Error('the browser is not running');
    const visit = await this.browser.revisit(options);
    this.visits.push(visit);
    await visit.page.clock.install({ time: NOW });
    await visit.page.goto(`${this.hub.origin}/${path}`);
    return visit;
  }

  async wall(query = '', options: VisitOptions = {}): Promise<Visit> {
    const visit = await this.open(`wall.html?office=east${query}`, options);
    await this.untouched();
    return visit;
  }

  /**
   * Until a page that can sound has asked its browser whether it may. A test that looks at it before counts as a
   * person who has touched it.
   */
  untouched(): Promise<void> {
    return this.hub.listened();
  }

  desk(query = '', options: VisitOptions = {}): Promise<Visit> {
    return this.open(`desk.html?office=east&counter=1${query}`, options);
  }

  private async newHub(): Promise<void> {
    // Where the one before was, if that can be: a browser has kept the scripts of that address, compiled.
    this.hub = await this.startHub(this.port).catch(() => this.startHub(0));
    this.port = Number(new URL(this.hub.origin).port);
  }

  private async startHub(port: number): Promise<ScriptedHub> {
    const hub = new ScriptedHub([this.pages]);
    hub.offices = [officeView()];
    hub.snapshot = snapshot();
    await hub.start(port);
    return hub;
  }

  private async endVisits(): Promise<void> {
    const visits = this.visits.splice(0);
    for (const visit of visits) await visit.end();
    await this.hub.stop();
    for (const { errors, requests } of visits) {
      expect(errors).toEqual([]);
      expect(requests.filter((address) => !address.startsWith(`${this.hub.origin}/`))).toEqual([]);
    }
  }
}

/** Waits until a text can be seen. */
export const seen = (visit: Visit, text: string): Promise<void> =>
  visit.page.getByText(text).first().waitFor();

/** All text within, as a screen reader could find it. */
export const textOf = async (place: Locator): Promise<string> => (await place.textContent()) ?? '';
