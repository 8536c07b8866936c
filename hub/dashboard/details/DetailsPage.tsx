import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { FiguresFrame } from '../figures/FiguresFrame.js';
import { Answer } from '../records/Answer.js';
import { Told } from '../records/Told.js';
import { Trouble } from '../records/Trouble.js';
import type { Locale, LocaleChoice } from '../ui/locale.js';
import type { DetailsModel } from './detailsModel.js';
import { FilterForm } from './FilterForm.js';
import { JumpForm } from './JumpForm.js';
import { Pager } from './Pager.js';
import { RatingTable } from './RatingTable.js';
import { TaskDialog } from './TaskDialog.js';
import { Totals } from './Totals.js';

interface Props {
  readonly model: DetailsModel;
  readonly choice: LocaleChoice;
}

/** Every single rating: found by filters, read page by page, taken out of the figures and back (S10). */
export function DetailsPage({ model, choice }: Props) {
  const locale = choice.locale.value;
  const { details } = locale.t.records;
  const section = useTopOf(model.list.answer.value.value?.page);
  return (
    <FiguresFrame page="details" model={model.frame} choice={choice}>
      <p class="muted">{details.lead}</p>
      <FilterForm model={model} locale={locale} />
      <Totals model={model} locale={locale} />
      <section class="ratings" aria-labelledby="ratings-heading" ref={section}>
        <div class="section-head">
          <h2 id="ratings-heading">{details.list}</h2>
          <Export model={model} locale={locale} />
        </div>
        <JumpForm model={model} locale={locale} />
        <Told text={doneWords(model, locale)} />
        {model.task.value === undefined && <Trouble problem={model.refused.value} locale={locale} />}
        <Pager model={model} locale={locale} />
        <Answer question={model.list} locale={locale}>
          {({ items }) =>
            items.length === 0 ? (
              <p class="card">{details.pager.none}</p>
            ) : (
              <RatingTable ratings={items} model={model} locale={locale} />
            )
          }
        </Answer>
      </section>
      <TaskDialog model={model} locale={locale} />
    </FiguresFrame>
  );
}

/** Another page is read from its top: the list is brought back into view where it was scrolled past. */
function useTopOf(page: number | undefined): RefObject<HTMLElement | null> {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    const { current } = section;
    if (current !== null && current.getBoundingClientRect().top < 0) current.scrollIntoView();
  }, [page]);
  return section;
}

interface PartProps {
  readonly model: DetailsModel;
  readonly locale: Locale;
}

function doneWords({ done }: DetailsModel, { t }: Locale): string | undefined {
  const { value } = done;
  return value === undefined ? undefined : t.records.details[value.kind].done(value.number);
}

function Export({ model, locale }: PartProps) {
  const words = locale.t.records.details.export;
  return (
    <p class="export">
      <a class="button" href={model.exportHref()} download aria-describedby="export-note">
        {words.link}
      </a>
      <small id="export-note" class="muted">
        {words.note}
      </small>
    </p>
  );
}
