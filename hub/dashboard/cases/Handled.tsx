import type { CaseView } from '#contract/cases.js';
import { formatDate } from '#words/dates.js';
import type { Locale } from '../ui/locale.js';

/** What was done about a case that is released; nothing of it changes any more. */
export function Handled({ view, locale }: { readonly view: CaseView; readonly locale: Locale }) {
  const { form, sheet } = locale.t.cases;
  const { releasedAt, releasedBy = '' } = view;
  return (
    <section class="card" aria-labelledby="handling">
      <h2 id="handling">{form.heading}</h2>
      <h3>{form.corrective}</h3>
      <p class="case-said">{view.corrective}</p>
      <h3>{form.preventive}</h3>
      <p class="case-said">{view.preventive}</p>
      <h3>{sheet.release}</h3>
      {releasedAt !== undefined && (
        <p>{sheet.released(formatDate(releasedAt, locale.language), releasedBy)}</p>
      )}
      {view.releaseRemark !== undefined && <p class="case-said">{view.releaseRemark}</p>}
    </section>
  );
}
