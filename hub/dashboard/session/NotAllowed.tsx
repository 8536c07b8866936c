import type { LocaleChoice } from '../ui/locale.js';
import { useTitle } from '../ui/useTitle.js';
import { roleNames } from './accessWords.js';
import { PageTools } from './PageTools.js';
import { PAGE_ROLES, type PageName } from './pageRoles.js';
import { pageTitle } from './pageTitle.js';
import type { Session } from './session.js';

interface Props {
  readonly name: PageName;
  readonly session: Session;
  readonly choice: LocaleChoice;
}

/** Where an office is chosen on the page itself; the others are led to by the start page. */
const BY_THEMSELVES: readonly PageName[] = ['overview', 'cases', 'boxes', 'accounts', 'health'];

/** Says plainly that the page is for others, and leads to what there is for this person. */
export function NotAllowed({ name, session, choice }: Props) {
  const locale = choice.locale.value;
  const { t } = locale;
  const { refused } = t.access;
  useTitle(refused.title);
  return (
    <div class="refused">
      <header class="top">
        <a href="./">{t.pages.home}</a>
        <PageTools choice={choice} />
      </header>
      <main>
        <h1>{refused.title}</h1>
        <p>
          {refused.why(
            roleNames(PAGE_ROLES[name], locale),
            roleNames(session.view.value?.roles ?? [], locale),
          )}
        </p>
        <p class="muted">{refused.ask}</p>
        <h2>{refused.instead}</h2>
        <ul class="refused-links">
          <li>
            <a class="button main" href="./">
              {t.pages.home}
            </a>
          </li>
          {BY_THEMSELVES.filter((page) => session.may(page)).map((page) => (
            <li key={page}>
              <a class="button" href={`./${page}.html`}>
                {pageTitle(page, locale)}
              </a>
            </li>
          ))}
        </ul>
      </main>
    </div>
  );
}
