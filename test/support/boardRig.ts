import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#platform/clock.js';
import { type Logger, silentLogger } from '#platform/logger.js';
import { FirmataPanel } from '../../device/adapters/firmataPanel.js';
import { DEFAULT_WIRING, type PanelWiring } from '../../device/adapters/firmataPins.js';
import { EXTRA_KEYS, KEYS } from '../../device/ports/panel.js';
import { firmataUno } from '../../simulators/board/boardDesign.js';
import { standardFirmata } from '../../simulators/board/firmware.js';
import { SimulatedBoard } from '../../simulators/board/simulatedBoard.js';
import type { PanelRig } from '../conformance/panel.js';

/** A board whose processor runs in real time. */
class BoardInRealTime extends SimulatedBoard {
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => void systemClock.after(ms, resolve));
  }
}

/** A simulated Firmata board with drivers for it, shared by the tests of a file: booting takes 2 s. */
export class BoardRig implements PanelRig {
  private readonly folder = mkdtempSync(join(tmpdir(), 'rating-board-'));
  readonly hands: BoardInRealTime;
  readonly extraKeys = EXTRA_KEYS;

  /** `soldered`: what is wired to the board; a driver may believe otherwise. */
  constructor(
    private readonly soldered: PanelWiring = DEFAULT_WIRING,
    program: string = standardFirmata(),
  ) {
    const design = firmataUno(soldered, program);
    this.hands = new BoardInRealTime({ link: join(this.folder, 'tty'), design, clock: systemClock });
  }

  makePanel(logger: Logger = silentLogger, wiring = this.soldered): FirmataPanel {
    return new FirmataPanel({ path: this.hands.link, clock: systemClock, logger, wiring });
  }

  async restore(): Promise<void> {
    for (const key of KEYS) this.hands.release(key);
    this.hands.unhang();
    await this.hands.plug();
  }

  async dispose(): Promise<void> {
    await this.hands.unplug();
    rmSync(this.folder, { recursive: true });
  }
}
