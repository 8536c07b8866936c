import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * When what held the focus goes because its item left the list, the focus moves on to the first button left in the
 * place, or to the page's heading, before a key can be typed into nothing. `ids` names the items, set apart by blanks.
 */
export function useFocusKept(place: RefObject<HTMLElement | null>, ids: string): void {
  const before = useRef(ids);
  useLayoutEffect(() => {
    const left = before.current.split(' ').some((id) => id !== '' && !ids.includes(id));
    before.current = ids;
    if (!left || document.activeElement !== document.body) return;
    const next = place.current?.querySelector('button') ?? document.querySelector<HTMLElement>('h1');
    next?.focus();
  }, [place, ids]);
}
