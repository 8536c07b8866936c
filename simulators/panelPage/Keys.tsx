import type { Level } from '#contract/values.js';
import { levels } from '#words/levels.js';
import { panel } from '#words/panel.js';
import type { Key } from '../../device/ports/panel.js';
import { Both } from './Both.js';
import { ExtraKeys } from './ExtraKeys.js';
import { Face } from './Face.js';
import { useKeyboard } from './keyboard.js';
import type { KeySender } from './keySender.js';
import type { Look } from './lamps.js';
import { PressKey } from './PressKey.js';

/** Best to worst, left to right, as on every box. */
const ORDER: readonly Level[] = [5, 4, 3, 2, 1];

interface Props {
  readonly look: Look;
  readonly held: readonly Key[];
  readonly sender: KeySender;
}

export function Keys({ look, held, sender }: Props) {
  useKeyboard(sender);
  return (
    <>
      <div class={`keys ${look.lamps}`}>
        {ORDER.map((level) => (
          <PressKey key={level} of={level} held={held} sender={sender} class={`key level-${level}`}>
            <Face level={level} />
            <span class="label">
              <Both phrase={levels[level].label} />
            </span>
            <kbd>{level}</kbd>
          </PressKey>
        ))}
      </div>
      <ExtraKeys moreTime={look.moreTime} held={held} sender={sender} />
      <p class="hint">
        <Both phrase={panel.hint} />
      </p>
    </>
  );
}
