import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LEVELS } from '#contract/values.js';
import { systemClock } from '#platform/clock.js';
import { type Logger, silentLogger } from '#platform/logger.js';
import { FirmataPanel } from '../../device/adapters/firmataPanel.js';
import { DEFAULT_WIRING } from '../../device/adapters/firmataPins.js';
import { SimulatedBoard } from '../../simulators/board/simulatedBoard.js';
import type { PanelRig } from '../conformance/panel.js';

/** A simulated Firmata board with drivers for it, shared by the tests of a file: booting takes 2 s. */
export class BoardRig implements PanelRig {
  private readonly folder = mkdtempSync(join(tmpdir(), 'rating-board-'));
  readonly hands = new SimulatedBoard({ link: join(this.folder, 'tty'), clock: systemClock });

  makePanel(logger: Logger = silentLogger, wiring = DEFAULT_WIRING): FirmataPanel {
    return new FirmataPanel({ path: this.hands.link, clock: systemClock, logger, wiring });
  }

  async restore(): Promise<void> {
    for (const level of LEVELS) this.hands.release(level);
    this.hands.unhang();
    await this.hands.plug();
  }

  async dispose(): Promise<void> {
    await this.hands.unplug();
    rmSync(this.folder, { recursive: true });
  }
}
