import { useState } from 'preact/hooks';
import { Icon } from '../ui/Icon.js';
import { LanguageSwitch } from '../ui/LanguageSwitch.js';
import type { LocaleChoice } from '../ui/locale.js';
import { AccountDialog } from './AccountDialog.js';
import { useSession } from './sessionContext.js';

/** In the head of every page: who is signed in, with what there is to do about that, and the language. */
export function PageTools({ choice }: { readonly choice: LocaleChoice }) {
  const session = useSession();
  const [open, setOpen] = useState(false);
  const locale = choice.locale.value;
  const name = session?.name;
  return (
    <>
      {name !== undefined && (
        <button
          type="button"
          class="button who-is-in"
          aria-haspopup="dialog"
          aria-label={locale.t.access.menu.open(name)}
          onClick={() => setOpen(true)}
        >
          <Icon name="person" /> <span>{name}</span>
        </button>
      )}
      <LanguageSwitch choice={choice} />
      {session !== undefined && open && (
        <AccountDialog session={session} locale={locale} close={() => setOpen(false)} />
      )}
    </>
  );
}
