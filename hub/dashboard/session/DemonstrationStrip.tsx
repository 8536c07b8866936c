import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';

/** On every page of a hub that knows nobody and hides nothing. */
export function DemonstrationStrip({ locale }: { readonly locale: Locale }) {
  const { demonstration } = locale.t.access;
  return (
    <aside class="demonstration" aria-label={demonstration.label}>
      <p>
        <Icon name="unlocked" /> {demonstration.text}
      </p>
    </aside>
  );
}
