import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { systemClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { silentLogger } from '#platform/logger.js';
import type { Key, Scene } from '../../device/ports/panel.js';
import { PanelServer } from '../../simulators/panelServer/panelServer.js';
import { TestBrowser, type Visit, type VisitOptions } from './browser.js';
import { builtPages } from './builtPages.js';
import { MemoryStation } from './memoryStation.js';
import { noise, writeClip } from './wavFiles.js';

export const INVITE = { kind: 'invite', leftMs: 30_000, moreTime: true } as const satisfies Scene;

/**
 * The virtual panel's pages in a browser, before a panel server with counters 3 and 4 that is new for each test.
 * There are two recordings: the invitation to 30 s in Mandarin, and to 60 s in Vietnamese. Made at the top of a test
 * file: it builds, starts and ends everything by the file's own hooks. No page may ask anybody but its server, break
 * the content security policy or throw.
 */
export class PanelPageRig {
  /** Counter 3. */
  station = new MemoryStation('3');
  private server: PanelServer | undefined;
  private address = '';
  private pages = '';
  private browser: TestBrowser | undefined;
  private visits: Visit[] = [];
  private readonly recordings = mkdtempSync(join(tmpdir(), 'rating-recordings-'));

  constructor() {
    beforeAll(async () => {
      writeClip(this.recordings, 'invite', 'zh', noise(0.3));
      writeClip(this.recordings, 'invite-60', 'vi', noise(0.3));
      this.pages = await builtPages('simulators/panelPage/vite.config.ts');
      this.browser = await TestBrowser.share();
    });
    beforeEach(async () => {
      this.station = new MemoryStation('3');
      await this.startServer(0);
    });
    afterEach(() => this.endVisits());
    afterAll(async () => {
      await this.browser?.close();
      rmSync(this.recordings, { recursive: true });
    });
  }

  async open(path: string, options: VisitOptions = {}): Promise<Visit> {
    if (this.browser === undefined) throw new Error('the browser is not started');
    const visit = await this.browser.revisit({ pressing: true, ...options });
    this.visits.push(visit);
    await visit.page.goto(this.address + path);
    return visit;
  }

  async openPanel(options: VisitOptions = {}): Promise<Visit> {
    const visit = await this.open('/panel/3', options);
    await visit.page.locator('.engineer').waitFor();
    return visit;
  }

  async stopServer(): Promise<void> {
    await this.server?.stop();
  }

  /** On the port it had before. */
  restartServer(): Promise<void> {
    return this.startServer(Number(new URL(this.address).port));
  }

  private async startServer(port: number): Promise<void> {
    this.server = new PanelServer({
      stations: [this.station, new MemoryStation('4', 'board')],
      pages: this.pages,
      prompts: this.recordings,
      port,
      clock: systemClock,
      ids: systemIds,
      logger: silentLogger,
    });
    this.address = await this.server.start();
  }

  private async endVisits(): Promise<void> {
    for (const { errors, requests, end } of this.visits) {
      expect(errors).toEqual([]);
      expect(requests.filter((one) => !one.startsWith(`${this.address}/`))).toEqual([]);
      await end();
    }
    this.visits = [];
    await this.stopServer();
  }
}

export const keyOf = (visit: Visit, key: Key): Locator => visit.page.locator(`[data-key="${key}"]`);
