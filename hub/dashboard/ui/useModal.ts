import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Shows a dialog as modal as long as it is on the page, and gives the focus back to where it was: the browser does so
 * only for a dialog that is closed before it is taken away. In a layout effect, because an ordinary one may be undone a
 * moment after the dialog is gone, and a person who types in that moment types into nothing.
 */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const opened = dialog.current;
    const before = document.activeElement;
    opened?.showModal();
    return () => {
      opened?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return dialog;
}
