import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#platform/clock.js';
import { type Logger, silentLogger } from '#platform/logger.js';
import { SerialPadPanel } from '../../device/adapters/serialPadPanel.js';
import { EXTRA_KEYS, KEYS, type Key } from '../../device/ports/panel.js';
import { SimulatedBoard } from '../../simulators/board/simulatedBoard.js';
import { padUno } from '../../simulators/pad/padDesign.js';
import type { PanelRig } from '../conformance/panel.js';

/** A pad reports at most once a millisecond; no finger is quicker than this. */
const FINGER_MS = 3;

/** A simulated Uno in real time, and fingers. */
class PadHands extends SimulatedBoard {
  override press(key: Key): Promise<void> {
    super.press(key);
    return this.wait(FINGER_MS);
  }

  override release(key: Key): Promise<void> {
    super.release(key);
    return this.wait(FINGER_MS);
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => void systemClock.after(ms, resolve));
  }
}

/** A simulated serial pad with drivers for it, shared by the tests of a file. */
export class SerialPadRig implements PanelRig {
  private readonly folder = mkdtempSync(join(tmpdir(), 'rating-pad-'));
  readonly extraKeys = EXTRA_KEYS;
  readonly hands = new PadHands({ link: join(this.folder, 'tty'), clock: systemClock, design: padUno() });

  makePanel(logger: Logger = silentLogger): SerialPadPanel {
    return new SerialPadPanel({ path: this.hands.link, clock: systemClock, logger });
  }

  async restore(): Promise<void> {
    for (const key of KEYS) await this.hands.release(key);
    this.hands.unhang();
    await this.hands.plug();
  }

  async dispose(): Promise<void> {
    await this.hands.unplug();
    rmSync(this.folder, { recursive: true });
  }
}
