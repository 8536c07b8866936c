import type { RatingView } from '#contract/records.js';
import type { Level } from '#contract/values.js';
import { formatDateTime } from '#words/dates.js';
import { LevelFace } from '../records/LevelFace.js';
import { Trouble } from '../records/Trouble.js';
import type { Locale } from '../ui/locale.js';
import { useModal } from '../ui/useModal.js';
import type { DetailsModel, Task } from './detailsModel.js';
import { ExcludeForm } from './ExcludeForm.js';
import { RestoreForm } from './RestoreForm.js';

interface Props {
  readonly model: DetailsModel;
  readonly locale: Locale;
}

/** The form of what the person is about to do with a rating. Escape closes it; the focus returns to where it was. */
export function TaskDialog({ model, locale }: Props) {
  const task = model.task.value;
  if (task === undefined) return null;
  return <Opened key={task.rating.window} task={task} model={model} locale={locale} />;
}

function Opened({ task, model, locale }: Props & { readonly task: Task }) {
  const dialog = useModal();
  const { rating } = task;
  const words = locale.t.records.details[task.kind];
  return (
    <dialog ref={dialog} class="task" aria-labelledby="task-title" onCancel={() => model.close()}>
      <h2 id="task-title">{words.heading}</h2>
      <Which rating={rating} model={model} locale={locale} />
      <p class="muted">{words.note}</p>
      <Trouble problem={model.refused.value} locale={locale} />
      {task.kind === 'exclude' ? (
        <ExcludeForm rating={rating} model={model} locale={locale} />
      ) : (
        <RestoreForm rating={rating} model={model} locale={locale} />
      )}
    </dialog>
  );
}

/** Enough of it to be sure that it is the one. */
function Which({ rating, model, locale }: Props & { readonly rating: RatingView }) {
  const { t, language } = locale;
  const level = rating.level as Level;
  return (
    <p class="which">
      <LevelFace level={level} /> <strong>{t.levels[level]}</strong>
      <span>
        {formatDateTime(rating.issuedAt, language)} ·{' '}
        {model.frame.nameOf(`${rating.office}/${rating.counter}`, language)} · {rating.clerk} ·{' '}
        {rating.numbers.join(' ')}
      </span>
    </p>
  );
}
