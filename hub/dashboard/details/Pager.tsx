import { Steps } from '../records/Steps.js';
import type { Locale } from '../ui/locale.js';
import type { DetailsModel } from './detailsModel.js';

interface Props {
  readonly model: DetailsModel;
  readonly locale: Locale;
}

/** Newest, newer, older: by cursors, so that a page far back is read as quickly as the first. */
export function Pager({ model, locale }: Props) {
  const { pager } = locale.t.records.details;
  const { value } = model.list.answer.value;
  const page = model.pages.number.value;
  return (
    <Steps
      label={pager.label}
      steps={[
        {
          name: pager.first,
          possible: page > 1 || model.day.value !== '',
          go: () => model.newest(),
        },
        { name: pager.newer, possible: page > 1, go: () => model.newer() },
        { name: pager.older, possible: value?.next !== undefined, go: () => model.older() },
      ]}
      status={value && pager.page(value.page, value.items.length)}
    />
  );
}
