import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock, type Timer } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import { frameOf, type LitLamps, lampPattern, litLamps } from '../../device/adapters/lampPattern.js';
import type { Key, Scene } from '../../device/ports/panel.js';
import { ScreenPanel } from '../../device/screen/screenPanel.js';
import { Fingers } from '../../device/screenPage/fingers.js';
import { freePort } from './freePort.js';
import { ScriptedScreenPage } from './scriptedScreenPage.js';

/** A touch screen with hands on it: scripted pages before real `ScreenPanel`s, which follow one another on one port. */
export class ScreenRig {
  readonly extraKeys: readonly Key[] = ['more-time'];
  readonly pages = mkdtempSync(join(tmpdir(), 'rating-screen-'));
  page: ScriptedScreenPage | undefined;
  private readonly fingers = new Fingers((key, down) => this.page?.link.edge({ key, down }));
  private readonly watchers = new Set<() => void>();
  private scene: Scene = { kind: 'dark' };
  private sceneSince = 0;
  private frame: Timer | undefined;

  private constructor(readonly port: number) {
    writeFileSync(join(this.pages, 'index.html'), '<!doctype html><title>scripted</title>');
  }

  static async make(): Promise<ScreenRig> {
    const rig = new ScreenRig(await freePort());
    rig.plug();
    return rig;
  }

  readonly hands = {
    press: (key: Key) => this.fingers.press(key, key),
    release: (key: Key) => this.fingers.lift(key),
    bounce: async (key: Key, pattern: readonly number[]) => {
      let down = true;
      this.fingers.press(key, key);
      for (const ms of pattern) {
        await wait(ms);
        down = !down;
        if (down) this.fingers.press(key, key);
        else this.fingers.lift(key);
      }
    },
    unplug: async () => this.unplug(),
    plug: async () => this.plug(),
    hang: () => this.page?.freeze(),
    unhang: () => this.page?.thaw(),
    wait,
    /** As the lamps of a box with this scene; what the page draws instead is for the tests of the page. */
    lamps: (): LitLamps => litLamps(lampPattern(this.scene, systemClock.monotonic() - this.sceneSince)),
    watch: (listener: () => void) => {
      this.watchers.add(listener);
      return () => void this.watchers.delete(listener);
    },
  };

  get address(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  makePanel(): ScreenPanel {
    return new ScreenPanel({ port: this.port, pages: this.pages, clock: systemClock, logger: silentLogger });
  }

  /** One more page beside the rig's own. */
  openPage(): ScriptedScreenPage {
    return new ScriptedScreenPage(
      this.address,
      () => [],
      () => this.look(),
    );
  }

  async restore(): Promise<void> {
    this.fingers.liftAll();
    this.unplug();
    this.plug();
  }

  dispose(): void {
    this.unplug();
    rmSync(this.pages, { recursive: true });
  }

  private plug(): void {
    this.page ??= new ScriptedScreenPage(
      this.address,
      () => this.fingers.held,
      () => this.look(),
    );
  }

  private unplug(): void {
    this.page?.close();
    this.page = undefined;
    this.look();
  }

  private look(): void {
    const scene: Scene = this.page?.scene ?? { kind: 'dark' };
    if (scene !== this.scene) this.sceneSince = systemClock.monotonic();
    this.scene = scene;
    this.frame?.cancel();
    const frameMs = frameOf(scene);
    if (frameMs !== undefined) this.frame = systemClock.after(frameMs, () => this.look());
    for (const watcher of this.watchers) watcher();
  }
}

const wait = (ms: number): Promise<void> =>
  new Promise<void>((resolve) => void systemClock.after(ms, resolve));
