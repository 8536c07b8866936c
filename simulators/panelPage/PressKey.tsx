import type { ComponentChildren } from 'preact';
import type { Key } from '../../device/ports/panel.js';
import type { KeySender } from './keySender.js';

interface Props {
  readonly of: Key;
  readonly held: readonly Key[];
  readonly sender: KeySender;
  readonly class: string;
  readonly children: ComponentChildren;
}

/** A key is down as long as the finger is; a pointer that slides off or is taken away lifts it. */
export function PressKey({ of, held, sender, class: className, children }: Props) {
  const release = () => sender.release(of);
  return (
    <button
      type="button"
      class={className}
      data-key={of}
      data-held={held.includes(of)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        sender.press(of);
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onLostPointerCapture={release}
      onKeyDown={(event) => {
        if (isActivation(event)) sender.press(of);
      }}
      onKeyUp={(event) => {
        if (isActivation(event)) release();
      }}
      onContextMenu={(event) => event.preventDefault()}
    >
      {children}
    </button>
  );
}

const isActivation = (event: KeyboardEvent): boolean => event.key === 'Enter' || event.key === ' ';
