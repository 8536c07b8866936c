import { useEffect } from 'preact/hooks';
import type { Level } from '#contract/values.js';
import { levels } from '#words/levels.js';
import { panel } from '#words/panel.js';
import { Both } from './Both.js';
import { Face } from './Face.js';
import type { KeySender } from './keySender.js';
import type { Look } from './lamps.js';

/** Best to worst, left to right, as on every box. */
const ORDER: readonly Level[] = [5, 4, 3, 2, 1];

interface Props {
  readonly look: Look;
  readonly held: readonly Level[];
  readonly sender: KeySender;
}

export function Keys({ look, held, sender }: Props) {
  useKeyboard(sender);
  return (
    <>
      <div class={`keys ${look.lamps}`}>
        {ORDER.map((level) => (
          <Key key={level} level={level} held={held.includes(level)} sender={sender} />
        ))}
      </div>
      <p class="hint">
        <Both phrase={panel.hint} />
      </p>
    </>
  );
}

interface KeyProps {
  readonly level: Level;
  readonly held: boolean;
  readonly sender: KeySender;
}

/** A key is down as long as the finger is; a pointer that slides off or is taken away lifts it. */
function Key({ level, held, sender }: KeyProps) {
  const release = () => sender.release(level);
  return (
    <button
      type="button"
      class={`key level-${level}`}
      data-level={level}
      data-held={held}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        sender.press(level);
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onLostPointerCapture={release}
      onKeyDown={(event) => {
        if (isActivation(event)) sender.press(level);
      }}
      onKeyUp={(event) => {
        if (isActivation(event)) release();
      }}
      onContextMenu={(event) => event.preventDefault()}
    >
      <Face level={level} />
      <span class="label">
        <Both phrase={levels[level].label} />
      </span>
      <kbd>{level}</kbd>
    </button>
  );
}

const isActivation = (event: KeyboardEvent): boolean => event.key === 'Enter' || event.key === ' ';

/** Digits press the key of their level from anywhere; a window that loses the keyboard lets go of everything. */
function useKeyboard(sender: KeySender): void {
  useEffect(() => {
    const levelOf = (event: KeyboardEvent) => ORDER.find((level) => event.key === String(level));
    const down = (event: KeyboardEvent) => {
      const level = levelOf(event);
      if (level !== undefined && !event.repeat && !event.ctrlKey && !event.altKey && !event.metaKey) {
        sender.press(level);
      }
    };
    const up = (event: KeyboardEvent) => {
      const level = levelOf(event);
      if (level !== undefined) sender.release(level);
    };
    const letGo = () => sender.releaseAll();
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    window.addEventListener('blur', letGo);
    return () => {
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', letGo);
    };
  }, [sender]);
}
