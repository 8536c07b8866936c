import type { Group } from '#contract/statistics.js';
import { Answer } from '../records/Answer.js';
import type { Locale } from '../ui/locale.js';
import { Scrollable } from '../ui/Scrollable.js';
import { byName } from './clerkOrder.js';
import type { ClerksModel } from './clerksModel.js';

interface Props {
  readonly model: ClerksModel;
  readonly locale: Locale;
}

/** Everybody of the office by name, with counts and nothing else: no column invites a ranking (S6). */
export function ClerkList({ model, locale }: Props) {
  const { list } = locale.t.records.clerks;
  return (
    <section class="card" aria-labelledby="list-heading">
      <h2 id="list-heading">{list.heading}</h2>
      <p class="muted">{list.note}</p>
      <Answer question={model.list} locale={locale}>
        {({ groups }) =>
          groups.length === 0 ? (
            <p>{list.none}</p>
          ) : (
            <ListTable groups={groups} model={model} locale={locale} />
          )
        }
      </Answer>
    </section>
  );
}

function ListTable({ groups, model, locale }: Props & { readonly groups: readonly Group[] }) {
  const { list } = locale.t.records.clerks;
  const sorted = byName(groups, ({ keys }) => keys[0] ?? '');
  return (
    <Scrollable label={list.heading}>
      <table class="clerk-list">
        <caption class="unseen">{list.heading}</caption>
        <thead>
          <tr>
            <th scope="col">{list.name}</th>
            <th scope="col" class="number">
              {list.windows}
            </th>
            <th scope="col" class="number">
              {list.ratings}
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((group) => (
            <Row key={group.keys[0]} group={group} model={model} locale={locale} />
          ))}
        </tbody>
      </table>
    </Scrollable>
  );
}

function Row({ group: { keys, figures, hidden }, model, locale }: Props & { readonly group: Group }) {
  const { clerks } = locale.t.records;
  const clerk = keys[0] ?? '';
  return (
    <tr>
      <th scope="row">
        <a
          class="target"
          href={model.clerk.href(clerk)}
          onClick={(event) => {
            event.preventDefault();
            model.clerk.go(clerk);
          }}
        >
          {clerk}
        </a>
      </th>
      {figures === undefined ? (
        <td colSpan={2} class="hidden muted">
          {clerks.hidden[hidden ?? 'too-few']}
        </td>
      ) : (
        <>
          <td class="number">{figures.windows}</td>
          <td class="number">{figures.rated}</td>
        </>
      )}
    </tr>
  );
}
