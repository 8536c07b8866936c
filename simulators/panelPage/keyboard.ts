import { useEffect } from 'preact/hooks';
import type { Key } from '../../device/ports/panel.js';
import type { KeySender } from './keySender.js';

const KEY_OF: ReadonlyMap<string, Key> = new Map<string, Key>([
  ['5', 5],
  ['4', 4],
  ['3', 3],
  ['2', 2],
  ['1', 1],
  ['+', 'more-time'],
  ['m', 'more-time'],
  ['l', 'language'],
]);

/** Presses the keys from anywhere on the page; a window that loses the keyboard lets go of everything. */
export function useKeyboard(sender: KeySender): void {
  useEffect(() => watchKeyboard(window, sender), [sender]);
}

/** Until the returned function is called. */
export function watchKeyboard(page: Window, sender: KeySender): () => void {
  // By the place on the keyboard: a + whose Shift was lifted first comes up as another character.
  const held = new Map<string, Key>();
  const down = ({ key: character, code, repeat, ctrlKey, altKey, metaKey }: KeyboardEvent): void => {
    const key = KEY_OF.get(character.toLowerCase());
    if (key === undefined || repeat || ctrlKey || altKey || metaKey) return;
    held.set(code, key);
    sender.press(key);
  };
  const up = ({ code }: KeyboardEvent): void => {
    const key = held.get(code);
    held.delete(code);
    if (key !== undefined && ![...held.values()].includes(key)) sender.release(key);
  };
  const letGo = (): void => {
    held.clear();
    sender.releaseAll();
  };
  page.addEventListener('keydown', down);
  page.addEventListener('keyup', up);
  page.addEventListener('blur', letGo);
  return () => {
    page.removeEventListener('keydown', down);
    page.removeEventListener('keyup', up);
    page.removeEventListener('blur', letGo);
  };
}
