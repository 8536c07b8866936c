import type { ComponentChildren } from 'preact';
import { figureProblemWords } from '../figures/figureProblems.js';
import type { FrameModel } from '../figures/frameModel.js';
import { PageTools } from '../session/PageTools.js';
import { pageTitle } from '../session/pageTitle.js';
import { Icon } from '../ui/Icon.js';
import type { LocaleChoice } from '../ui/locale.js';
import { useTitle } from '../ui/useTitle.js';

/** The pages of those who answer alarms; each lies in `<name>.html`. */
const PAGES = ['console', 'cases', 'alarm-settings'] as const;
type Page = (typeof PAGES)[number];

interface Props {
  readonly page: Page;
  readonly model: FrameModel;
  readonly choice: LocaleChoice;
  readonly heading: string;
  /** Below the heading: of which office it is. */
  readonly scope?: string;
  /** The office the links lead to; the one looked at unless told. */
  readonly office?: string;
  readonly children: ComponentChildren;
}

/** What the pages around alarms have around them, where they are not the console itself. */
export function OfficeFrame({ page, model, choice, heading, scope, office, children }: Props) {
  const locale = choice.locale.value;
  const { t } = locale;
  const title = pageTitle(page, locale);
  useTitle([...new Set([heading, scope, title])].filter(Boolean).join(' · '));
  return (
    <>
      <header class="frame-head">
        <div class="top">
          <a href="./" class="home">
            {t.pages.home}
          </a>
          <PageTools choice={choice} />
        </div>
        <nav aria-label={t.cases.navigation}>
          <ul>
            {PAGES.map((one) => (
              <li key={one}>
                <a
                  href={officeLink(one, office ?? model.office.value)}
                  aria-current={one === page ? 'page' : undefined}
                >
                  {pageTitle(one, locale)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="titles">
          <h1>{heading}</h1>
          {scope !== undefined && <p class="scope">{scope}</p>}
        </div>
        {model.failure.value !== undefined && (
          <div class="trouble" role="alert">
            <p class="faulty">
              <Icon name="offline" /> {figureProblemWords(model.failure.value, t)}
            </p>
            <button type="button" class="button" onClick={() => void model.load()}>
              {t.statistics.again}
            </button>
          </div>
        )}
      </header>
      <main>{children}</main>
    </>
  );
}

export const officeLink = (page: Page, office: string): string =>
  office === '' ? `./${page}.html` : `./${page}.html?office=${encodeURIComponent(office)}`;
