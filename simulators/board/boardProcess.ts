import { systemClock } from '#platform/clock.js';
import { CodedError, messageOf } from '#platform/errors.js';
import type { Board } from './board.js';
import type { BoardDesign } from './boardDesign.js';
import type { BoardOrder, BoardReport, BoardRequest } from './boardMessages.js';
import { SimulatedBoard } from './simulatedBoard.js';

/**
 * Program of a child process that is one simulated board: `boardProcess.js LINK DESIGN`, the latter a `BoardDesign`
 * in JSON. Takes `BoardRequest` and sends `BoardReport` over the channel to its parent, and ends when the parent
 * does.
 */
function main(link: string, design: BoardDesign): void {
  const board = new SimulatedBoard({ link, design, clock: systemClock });
  let work: Promise<void> = Promise.resolve();
  const end = () => void work.then(() => board.unplug()).then(() => process.exit(0));
  board.watch(() => report({ kind: 'lamps', lamps: board.shown }));
  process.on('message', (request: BoardRequest) => {
    work = work.then(() => answer(board, request));
  });
  process.once('disconnect', end);
  process.once('SIGTERM', end);
  // Ctrl-C reaches the whole process group; the parent still has lamps to turn off and disconnects after that.
  process.on('SIGINT', () => undefined);
}

async function answer(board: Board, { id, order }: BoardRequest): Promise<void> {
  try {
    await obey(board, order);
    report({ kind: 'done', id });
  } catch (error) {
    const code = error instanceof CodedError ? error.code : 'board/failed';
    report({ kind: 'failed', id, code, message: messageOf(error) });
  }
}

function obey(board: Board, order: BoardOrder): Promise<void> | void {
  switch (order.verb) {
    case 'press':
    case 'release':
      return board[order.verb](order.key);
    case 'bounce':
      return board.bounce(order.key, order.pattern);
    default:
      return board[order.verb]();
  }
}

function report(message: BoardReport): void {
  if (process.connected) process.send?.(message);
}

main(process.argv[2] ?? '', JSON.parse(process.argv[3] ?? '{}'));
