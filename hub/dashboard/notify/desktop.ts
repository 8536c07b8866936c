/** What the browser says about notifications on the desktop; `unavailable` where the page came over plain HTTP. */
export type DesktopPermission = 'unavailable' | 'ask' | 'granted' | 'denied';

/** Notifications of the machine's desktop. Nothing throws: banner and chime do not depend on them. */
export interface Desktop {
  permission(): DesktopPermission;
  /** Asks the browser's user, from a click. */
  request(): Promise<DesktopPermission>;
  /** Shows one, in place of an earlier one with the same tag, and returns what takes it away. */
  show(tag: string, heading: string, body: string): () => void;
}

const ANSWERS = { default: 'ask', granted: 'granted', denied: 'denied' } as const;

/** Those of a browser; a click on one brings the page to the front. */
export function browserDesktop(window: Window & typeof globalThis): Desktop {
  const permission = (): DesktopPermission =>
    window.isSecureContext && 'Notification' in window
      ? ANSWERS[window.Notification.permission]
      : 'unavailable';
  return {
    permission,
    async request() {
      if (permission() === 'ask') await window.Notification.requestPermission().catch(() => undefined);
      return permission();
    },
    show(tag, heading, body) {
      try {
        const shown = new window.Notification(heading, { tag, body, requireInteraction: true, silent: true });
        shown.addEventListener('click', () => {
          window.focus();
          shown.close();
        });
        return () => shown.close();
      } catch {
        // Telephones' browsers know permissions and refuse all the same.
        return () => undefined;
      }
    },
  };
}
