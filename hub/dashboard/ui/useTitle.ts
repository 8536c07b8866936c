import { useEffect } from 'preact/hooks';

/** Names the browser's window or tab. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
