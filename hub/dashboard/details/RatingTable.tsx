import type { RatingView } from '#contract/records.js';
import type { Level } from '#contract/values.js';
import { formatDate, formatDateTime, formatTimeWithSeconds } from '#words/dates.js';
import { LevelFace } from '../records/LevelFace.js';
import { useSession } from '../session/sessionContext.js';
import type { Locale } from '../ui/locale.js';
import { Scrollable } from '../ui/Scrollable.js';
import type { DetailsModel } from './detailsModel.js';

interface Props {
  readonly ratings: readonly RatingView[];
  readonly model: DetailsModel;
  readonly locale: Locale;
}

const COLUMNS = [
  'time',
  'counter',
  'clerk',
  'document',
  'service',
  'level',
  'seconds',
  'marks',
  'action',
] as const;

/** One page of ratings; on a narrow screen each becomes a card that names its fields. */
export function RatingTable({ ratings, model, locale }: Props) {
  const { columns, list } = locale.t.records.details;
  return (
    <Scrollable label={list}>
      <table class="rating-table">
        <caption class="unseen">{list}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" class={column === 'seconds' ? 'number' : undefined}>
                {columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ratings.map((rating) => (
            <Row key={rating.window} rating={rating} model={model} locale={locale} />
          ))}
        </tbody>
      </table>
    </Scrollable>
  );
}

interface RowProps {
  readonly rating: RatingView;
  readonly model: DetailsModel;
  readonly locale: Locale;
}

function Row({ rating, model, locale }: RowProps) {
  const { t, language } = locale;
  const { columns } = t.records.details;
  const level = rating.level as Level;
  return (
    <tr class={rating.exclusion === undefined ? undefined : 'excluded'}>
      <th scope="row" data-label={columns.time} class="time">
        <span>
          {formatDate(rating.issuedAt, language)} <br />
          {formatTimeWithSeconds(rating.issuedAt)}
        </span>
      </th>
      <td data-label={columns.counter} class="counter">
        {model.frame.nameOf(`${rating.office}/${rating.counter}`, language)}
      </td>
      <td data-label={columns.clerk}>{rating.clerk}</td>
      <td data-label={columns.document}>
        <span>
          {t.documentKinds[rating.kind]} <br />
          {rating.numbers.map((number) => (
            <span key={number} class="whole">
              {number}{' '}
            </span>
          ))}
        </span>
      </td>
      <td data-label={columns.service}>{rating.service ?? '–'}</td>
      <td data-label={columns.level} class="level">
        <span>
          <LevelFace level={level} /> {t.levels[level]}
        </span>
      </td>
      <td data-label={columns.seconds} class="number">
        {rating.afterMs === undefined ? '–' : (rating.afterMs / 1_000).toFixed(1)}
      </td>
      <td data-label={columns.marks}>
        <Marks rating={rating} locale={locale} />
      </td>
      <td data-label={columns.action} class="act">
        <Action rating={rating} model={model} locale={locale} />
      </td>
    </tr>
  );
}

/** An excluded one says who took it out, when and why (S10). */
function Marks({ rating, locale }: Omit<RowProps, 'model'>) {
  const { marks, reasons } = locale.t.records.details;
  const { exclusion } = rating;
  const words = [
    rating.extended && marks.extended,
    rating.flagged && marks.flagged,
    rating.imported && marks.imported,
  ].filter((word) => word !== false);
  if (words.length === 0 && exclusion === undefined) return <>–</>;
  return (
    <ul class="marks">
      {words.map((word) => (
        <li key={word}>{word}</li>
      ))}
      {exclusion !== undefined && (
        <li class="exclusion">
          {marks.excluded(
            reasons[exclusion.reason],
            exclusion.by,
            formatDateTime(exclusion.at, locale.language),
          )}
          {exclusion.remark !== undefined && <q>{exclusion.remark}</q>}
        </li>
      )}
    </ul>
  );
}

/** For supervisors, who answer for it (S10). */
function Action({ rating, model, locale }: RowProps) {
  const { exclude, restore } = locale.t.records.details;
  const session = useSession();
  if (session?.has('supervisor') === false) return <>–</>;
  const kind = rating.exclusion === undefined ? 'exclude' : 'restore';
  const name = kind === 'exclude' ? exclude.action : restore.action;
  return (
    <button
      type="button"
      class="button small"
      aria-label={exclude.of(name, rating.numbers[0] ?? '')}
      onClick={() => model.open({ kind, rating })}
    >
      {name}
    </button>
  );
}
