import { systemClock } from '#platform/clock.js';
import {
  DEFAULT_PAD_FRAMING,
  PAD_BAUD_RATE,
  serialLineSettings,
} from '../../../device/adapters/serialPadFraming.js';
import { openSerialPadPort } from '../../../device/adapters/serialPadPort.js';
import type { BoardClient } from '../../../simulators/board/boardClient.js';
import type { BoardDesign } from '../../../simulators/board/boardDesign.js';
import { lampsShow, Moment, withBoard } from '../counterRig.js';
import { pause } from '../ground.js';
import { startInstalled } from '../installedBox.js';
import { KEY, type PanelKind, type Place, type Stand } from './panelKind.js';

/** A first word is over after this. */
const QUIET_MS = 100;

/** A panel on a real program for an Uno, whose processor is simulated in a process of its own. */
export const boardKind = (name: string, panel: string, design: BoardDesign): PanelKind => ({
  name,
  lampGoalMs: 25,
  with: (place, work) =>
    withBoard(place.folder, async (board) => work(standOf(board, panel, place, await bootOf(board))), design),
});

function standOf(board: BoardClient, panel: string, place: Place, bootMs: number): Stand {
  return {
    bootMs,
    start: () => startInstalled(place, ['--panel', panel, '--serial', board.link]),
    invited: () => lampsShow(board, 'invitation', ({ keys }) => keys.length === 5),
    async press() {
      const lamp = lampsShow(board, 'accepted lamp', ({ accepted }) => accepted);
      const begun = systemClock.monotonic();
      const pressed = board.press(KEY);
      const tookMs = (await lamp) - begun;
      await pressed;
      await board.release(KEY);
      return tookMs;
    },
  };
}

/** How long the board takes from a restart to its first word, of which nobody else may hear. */
async function bootOf(board: BoardClient): Promise<number> {
  const settings = serialLineSettings(PAD_BAUD_RATE.default, DEFAULT_PAD_FRAMING);
  const port = await openSerialPadPort(board.link, settings);
  let word = new Moment("the board's first word");
  port.onData(() => word.now());
  try {
    // What it said when it was plugged in may have been lost, because nobody listened yet.
    await word.happened;
    await pause(QUIET_MS);
    const begun = systemClock.monotonic();
    await board.reset();
    word = new Moment("the board's first word after a restart");
    return (await word.happened) - begun;
  } finally {
    await port.close();
  }
}
