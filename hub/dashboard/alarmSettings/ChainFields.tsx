import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { faultWords, type PartProps } from './faultWords.js';
import { RungFields } from './RungFields.js';
import { fieldId } from './settingsCheck.js';
import { MOST_PEOPLE, moved, type RungDraft, withPerson } from './settingsDraft.js';

/**
 * Who is called, in turn (A3). Rows are moved and removed by buttons; the focus stays with the row that was moved, and goes
 * to the next one where a row is removed.
 */
export function ChainFields({ draft, faults, edit, locale }: PartProps) {
  const words = locale.t.alarmSettings.chain;
  const { chain } = draft;
  const focusNext = useFocusNext();
  const [told, setTold] = useState('');
  const nameOf = (rung: RungDraft, place: number): string => rung.person.trim() || words.place(place + 1);
  const move = (place: number, by: -1 | 1): void => {
    const rung = chain[place];
    const rows = moved(chain, place, by);
    if (rung === undefined || rows === chain) return;
    edit({ chain: rows });
    setTold(words.moved(nameOf(rung, place), place + by + 1));
    focusNext(`${by < 0 ? 'up' : 'down'}-${rung.key}`);
  };
  const remove = (place: number): void => {
    const rung = chain[place];
    if (rung === undefined) return;
    const next = chain[place + 1] ?? chain[place - 1];
    edit({ chain: chain.filter((one) => one !== rung) });
    setTold(words.removed(nameOf(rung, place)));
    focusNext(next === undefined ? 'add-person' : `remove-${next.key}`);
  };
  const add = (): void => {
    if (chain.length >= MOST_PEOPLE) return;
    const rows = withPerson(chain);
    const last = rows.at(-1);
    edit({ chain: rows });
    setTold('');
    if (last !== undefined) focusNext(fieldId.person(last));
  };
  return (
    <section class="card" aria-labelledby="chain">
      <h2 id="chain">{words.heading}</h2>
      <p class="note">{words.note}</p>
      {chain.length === 0 && <p>{words.none}</p>}
      <ol class="chain">
        {chain.map((rung, place) => (
          <RungFields
            key={rung.key}
            rung={rung}
            place={place}
            last={place === chain.length - 1}
            name={nameOf(rung, place)}
            told={faultWords(faults.get(fieldId.person(rung)), locale)}
            faults={faults}
            locale={locale}
            edit={(change) =>
              edit({ chain: chain.map((one) => (one === rung ? { ...rung, ...change } : one)) })
            }
            move={(by) => move(place, by)}
            remove={() => remove(place)}
          />
        ))}
      </ol>
      <div class="actions">
        <button
          id="add-person"
          type="button"
          class="button"
          aria-disabled={chain.length >= MOST_PEOPLE}
          onClick={add}
        >
          {words.add}
        </button>
        <p role="status" class="muted">
          {chain.length >= MOST_PEOPLE ? words.full : told}
        </p>
      </div>
    </section>
  );
}

/** Gives the focus to an element by its id, once the page shows it. */
function useFocusNext(): (id: string) => void {
  const wanted = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    const id = wanted.current;
    wanted.current = undefined;
    if (id !== undefined) document.getElementById(id)?.focus();
  });
  return (id) => {
    wanted.current = id;
  };
}
