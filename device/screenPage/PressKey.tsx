import type { ComponentChildren, TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';
import type { Key } from '../ports/panel.js';
import type { ScreenModel } from './screenModel.js';

interface Props {
  readonly of: Key;
  /** It can be seen and means something. Contacts are reported either way, as those of an unlit button are. */
  readonly active: boolean;
  readonly model: ScreenModel;
  readonly class: string;
  readonly children: ComponentChildren;
}

/**
 * A key under the glass: down while the finger is on it, up when the finger lifts or slides off. It looks the same
 * up and down, so that nobody beside the citizen sees what was pressed (W11).
 */
export function PressKey({ of, active, model, class: className, children }: Props) {
  const { fingers } = model;
  const down = (event: TargetedPointerEvent<HTMLButtonElement>) => {
    // No focus, no click after it, and no finger that stays bound to the key it came down on.
    event.preventDefault();
    if (event.currentTarget.hasPointerCapture(event.pointerId))
      event.currentTarget.releasePointerCapture(event.pointerId);
    if (event.button === 0) fingers.press(event.pointerId, of);
  };
  const lift = (event: PointerEvent) => fingers.lift(event.pointerId);
  const keyDown = (event: TargetedKeyboardEvent<HTMLButtonElement>) => {
    if (!isActivation(event)) return;
    event.preventDefault();
    fingers.press(event.code, of);
  };
  return (
    <button
      type="button"
      class={className}
      data-key={of}
      tabIndex={active ? 0 : -1}
      aria-hidden={active ? undefined : true}
      onPointerDown={down}
      onPointerUp={lift}
      onPointerCancel={lift}
      onPointerLeave={lift}
      onKeyDown={keyDown}
      onClick={({ detail }) => {
        // Neither finger nor keyboard: an assistive technology clicked.
        if (detail === 0) model.tap(of);
      }}
    >
      {children}
    </button>
  );
}

const isActivation = ({ key }: KeyboardEvent): boolean => key === 'Enter' || key === ' ';
