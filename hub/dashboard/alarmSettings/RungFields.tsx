import { FieldFault } from '../records/FieldFault.js';
import type { Locale } from '../ui/locale.js';
import { DutyFields } from './DutyFields.js';
import { type Faults, fieldId } from './settingsCheck.js';
import type { RungDraft } from './settingsDraft.js';

interface Props {
  readonly rung: RungDraft;
  /** From 0. */
  readonly place: number;
  readonly last: boolean;
  /** Of the person, or the place where none is typed yet. */
  readonly name: string;
  /** What is wrong with the person; empty for nothing. */
  readonly told: string;
  readonly faults: Faults;
  readonly locale: Locale;
  readonly edit: (change: Partial<RungDraft>) => void;
  readonly move: (by: -1 | 1) => void;
  readonly remove: () => void;
}

/** One who is called, when, and in which place. */
export function RungFields(props: Props) {
  const { rung, place, name, told, faults, locale, edit } = props;
  const { chain } = locale.t.alarmSettings;
  const id = fieldId.person(rung);
  return (
    <li class="rung">
      <div class="rung-head">
        <strong>{chain.place(place + 1)}</strong>
        <RowButtons {...props} />
      </div>
      <div class="field">
        <label for={id}>{chain.person}</label>
        <input
          id={id}
          maxLength={64}
          value={rung.person}
          aria-invalid={told !== ''}
          aria-describedby={`${id}-fault`}
          onInput={(event) => edit({ person: event.currentTarget.value })}
        />
        <FieldFault id={`${id}-fault`} text={told} />
      </div>
      <DutyFields rung={rung} name={name} faults={faults} locale={locale} edit={(duty) => edit({ duty })} />
    </li>
  );
}

/** A step that leads nowhere stays focusable, so that a keyboard is not thrown out of the row. */
function RowButtons({ rung, place, last, name, locale, move, remove }: Props) {
  const { chain } = locale.t.alarmSettings;
  return (
    <div class="rung-buttons">
      <button
        id={`up-${rung.key}`}
        type="button"
        class="button small"
        aria-label={chain.up(name)}
        aria-disabled={place === 0}
        onClick={() => move(-1)}
      >
        <span aria-hidden="true">↑</span> {chain.shortUp}
      </button>
      <button
        id={`down-${rung.key}`}
        type="button"
        class="button small"
        aria-label={chain.down(name)}
        aria-disabled={last}
        onClick={() => move(1)}
      >
        <span aria-hidden="true">↓</span> {chain.shortDown}
      </button>
      <button
        id={`remove-${rung.key}`}
        type="button"
        class="button small"
        aria-label={chain.remove(name)}
        onClick={remove}
      >
        {chain.shortRemove}
      </button>
    </div>
  );
}
