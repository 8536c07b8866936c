import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import { FirmataPanel } from '../../../device/adapters/firmataPanel.js';
import { BoardClient } from '../../../simulators/board/boardClient.js';
import { type Bundle, bundle } from '../../support/bundle.js';
import { Expectation } from '../../support/expectation.js';
import { PanelWitness } from '../../support/panelWitness.js';

const coded = (code: string) => expect.objectContaining({ code });

// In real time: on a machine busy with other work the simulated processor falls behind the clock.
describe('BoardClient', { retry: 2 }, () => {
  let folder: string;
  let built: Bundle;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rating-board-'));
    built = await bundle('simulators/board/boardProcess.ts');
  });

  afterAll(() => {
    built.remove();
    rmSync(folder, { recursive: true });
  });

  it('is a board in a process of its own: keys go in, lamps come out, until it is stopped', async () => {
    const board = new BoardClient({ link: join(folder, 'tty'), program: built.program });
    const panel = new FirmataPanel({ path: board.link, clock: systemClock, logger: silentLogger });
    const witness = new PanelWitness();
    const lit = new Expectation();
    board.watch(() => lit.changed());
    try {
      await board.plug();
      panel.start(witness);
      await witness.next('ready', 10_000, 0);
      await board.press(1);
      await witness.edgeCount(1);
      panel.show({ kind: 'accepted' });
      await lit.until('the accepted lamp', 1_000, () => board.lamps().accepted || undefined);
      const lost = witness.next('lost', 2_000);
      await board.stop();
      await lost;
      expect(board.lamps()).toEqual({ keys: [], accepted: false });
      await expect(board.press(1)).rejects.toEqual(coded('board/ended'));
    } finally {
      await panel.stop();
      await board.stop();
    }
  });

  it("hands on the board's own error", async () => {
    const board = new BoardClient({ link: '/nowhere at all', program: built.program });
    await expect(board.plug()).rejects.toEqual(coded('board/pty'));
    await board.stop();
  });

  it('says so when the package is not compiled', () => {
    expect(() => new BoardClient({ link: join(folder, 'tty'), program: join(folder, 'none.js') })).toThrow(
      coded('board/not-built'),
    );
  });
});
