import { panel } from '#words/panel.js';
import type { Key } from '../../device/ports/panel.js';
import { Both } from './Both.js';
import type { KeySender } from './keySender.js';
import { PressKey } from './PressKey.js';

interface Props {
  /** The key for more time is lit. */
  readonly moreTime: boolean;
  readonly held: readonly Key[];
  readonly sender: KeySender;
}

/** The two keys beside the levels. Only the one for more time has a lamp, as on a wired box. */
export function ExtraKeys({ moreTime, held, sender }: Props) {
  return (
    <div class="extra-keys">
      <PressKey of="more-time" held={held} sender={sender} class={moreTime ? 'extra-key on' : 'extra-key'}>
        <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d="M19 11A8 8 0 1 0 11 19M11 6.5V11l3 2M18.5 15v7M15 18.5h7" />
        </svg>
        <span>
          <Both phrase={panel.moreTime} />
        </span>
        <kbd>+</kbd>
      </PressKey>
      <PressKey of="language" held={held} sender={sender} class="extra-key">
        <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d="M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18ZM3.5 9.5h17M3.5 14.5h17M12 3q-8 9 0 18M12 3q8 9 0 18" />
        </svg>
        <span>
          <Both phrase={panel.language} />
        </span>
        <kbd>L</kbd>
      </PressKey>
    </div>
  );
}
