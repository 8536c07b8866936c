import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { TestBrowser, type Visit, type VisitOptions } from './browser.js';
import { type BuiltPages, builtPages } from './builtPages.js';
import { ScriptedHub } from './scriptedHub.js';
import { NOW, officeView, snapshot } from './views.js';

/**
 * The hub's pages in a browser, before a scripted hub that is new for each test. Made at the top of a test file: it
 * builds, starts and ends everything by the file's own hooks. Whatever a test does, no page may ask anybody but
 * its hub, break the content security policy or throw.
 */
export class DashboardRig {
  hub = new ScriptedHub([]);
  private pages: BuiltPages | undefined;
  private browser: TestBrowser | undefined;
  private visits: Visit[] = [];

  constructor() {
    beforeAll(async () => {
      this.pages = await builtPages('hub/dashboard/vite.config.ts');
      this.browser = await TestBrowser.launch();
    });
    beforeEach(() => this.newHub());
    afterEach(() => this.endVisits());
    afterAll(async () => {
      await this.browser?.close();
      this.pages?.remove();
    });
  }

  /** Opens a page at `NOW`, its clock in the test's hand. */
  async open(path: string, options: VisitOptions = {}): Promise<Visit> {
    if (this.browser === undefined) throw new Error('the browser is not running');
    const visit = await this.browser.visit(options);
    this.visits.push(visit);
    await visit.page.clock.install({ time: NOW });
    await visit.page.goto(`${this.hub.origin}/${path}`);
    return visit;
  }

  wall(query = '', options: VisitOptions = {}): Promise<Visit> {
    return this.open(`wall.html?office=east${query}`, options);
  }

  desk(query = '', options: VisitOptions = {}): Promise<Visit> {
    return this.open(`desk.html?office=east&counter=1${query}`, options);
  }

  private async newHub(): Promise<void> {
    this.hub = new ScriptedHub([this.pages?.folder ?? '']);
    this.hub.offices = [officeView()];
    this.hub.snapshot = snapshot();
    await this.hub.start();
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
