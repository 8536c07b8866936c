import { ContractError } from '#contract/errors.js';
import { CodedError } from '#platform/errors.js';
import { KEYS, type Key } from '../../../device/ports/panel.js';
import { HeldKeys } from '../../../device/screen/heldKeys.js';
import { choice, report } from '../../../device/screen/reports.js';
import { checkAsking } from '../../../device/screen/requestGuard.js';
import type { Dice } from '../dice.js';
import { hostileMessage, hostileText } from '../hostileJson.js';
import type { Target } from '../target.js';

const PORT = 8_089;
const PAGE = '0123456789abcdef';
const HOSTS = [
  `127.0.0.1:${PORT}`,
  `localhost:${PORT}`,
  'evil.example',
  '',
  '127.0.0.1',
  `127.0.0.1:${PORT}@evil`,
];

const valid = (dice: Dice): object =>
  dice.chance(0.3)
    ? { page: PAGE, language: dice.pick(['zh', 'en']), contrast: dice.chance(0.5) }
    : {
        page: PAGE,
        edges: Array.from({ length: dice.below(4) }, () => ({
          key: dice.pick(KEYS),
          down: dice.chance(0.5),
        })),
        held: dice.chance(0.5) ? [dice.pick(KEYS)] : [],
      };

/** Runs it; only a refusal in our own words is one. */
function refusable<T>(what: () => T): T | undefined {
  try {
    return what();
  } catch (error) {
    if (error instanceof ContractError || error instanceof CodedError) return undefined;
    throw error;
  }
}

/** What a page of the touch screen posts, and who asks. */
export function screenMessages(dice: Dice): Target {
  const keys = new HeldKeys();
  const follow = (held: readonly Key[], edges: ReadonlyArray<{ key: Key; down: boolean }>): void => {
    const moved = keys.follow(edges, held);
    if (moved.length > edges.length + KEYS.length || keys.held.length !== new Set(held).size)
      throw new Error('the keys held are not those reported');
  };
  return {
    name: 'touch screen, messages',
    feed() {
      const bytes = hostileMessage(valid(dice), dice);
      const found = refusable(() => report.decode(bytes));
      if (found !== undefined) follow(found.held, found.edges);
      refusable(() => choice.decode(bytes));
      refusable(() =>
        checkAsking(
          {
            method: dice.pick(['GET', 'POST', 'PUT']),
            headers: {
              host: dice.pick(HOSTS),
              ...(dice.chance(0.5)
                ? { origin: dice.pick([`http://${dice.pick(HOSTS)}`, 'null', hostileText(dice)]) }
                : {}),
              ...(dice.chance(0.5)
                ? { 'sec-fetch-site': dice.pick(['same-origin', 'cross-site', hostileText(dice)]) }
                : {}),
            },
          },
          PORT,
        ),
      );
    },
    probe() {
      const { held, edges } = report.decode(
        Buffer.from(JSON.stringify({ page: PAGE, edges: [{ key: 5, down: true }], held: [5] })),
      );
      follow(held, edges);
      if (keys.held.join() !== '5') throw new Error('a report was not understood');
    },
  };
}
