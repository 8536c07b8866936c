import { useState } from 'preact/hooks';
import type { EnrolmentOffer, PlaceRequest } from '#contract/enrolment.js';
import type { BoxView } from '#contract/views.js';
import type { Locale } from '../ui/locale.js';
import type { BoxesModel } from './boxesModel.js';
import { PlaceFields } from './PlaceFields.js';

interface Props {
  /** Undefined for one that does not exist yet. */
  readonly box: BoxView | undefined;
  readonly model: BoxesModel;
  readonly locale: Locale;
}

/** As the contract's `BoxId`. */
const BOX = /^(?=.{1,32}$)[a-z0-9]+(-[a-z0-9]+)*$/;

export function EnrolForm({ box, model, locale }: Props) {
  const { enrolment, actions } = locale.t.boxes;
  const [place, choose] = useState<PlaceRequest>(() => placeFor(box, model));
  const [name, setName] = useState(box?.id ?? '');
  const [faulty, setFaulty] = useState(false);
  const offer = model.offer.value;
  if (offer !== undefined) return <Code offer={offer} model={model} locale={locale} />;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const wrong = !BOX.test(name.trim());
    setFaulty(wrong);
    if (!wrong) void model.makeCode(name.trim(), place);
  };
  return (
    <form class="task" onSubmit={submit} noValidate>
      <h2 id="task-title">{enrolment.heading}</h2>
      <p class="muted">{enrolment.note}</p>
      <div class="field">
        <label for="box-name">{enrolment.box}</label>
        <input
          id="box-name"
          value={name}
          readOnly={box !== undefined}
          maxLength={32}
          autocomplete="off"
          aria-invalid={faulty}
          aria-describedby="box-name-hint box-name-fault"
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <small id="box-name-hint">{enrolment.boxHint}</small>
        <p id="box-name-fault" class="faulty" aria-live="polite">
          {faulty ? enrolment.boxWrong : ''}
        </p>
      </div>
      <PlaceFields
        offices={model.offices.value}
        place={place}
        box={box?.id}
        locale={locale}
        choose={choose}
      />
      <div class="actions">
        <button type="submit" class="button main" aria-disabled={model.busy.value}>
          {enrolment.make}
        </button>
        <button type="button" class="button" onClick={() => model.close()}>
          {actions.cancel}
        </button>
      </div>
    </form>
  );
}

function placeFor(box: BoxView | undefined, model: BoxesModel): PlaceRequest {
  if (box === undefined) return { office: model.office.value || (model.offices.value[0]?.id ?? '') };
  return box.counter === undefined ? { office: box.office } : { office: box.office, counter: box.counter };
}

interface CodeProps {
  readonly offer: EnrolmentOffer;
  readonly model: BoxesModel;
  readonly locale: Locale;
}

const command = ({ code, fingerprint }: EnrolmentOffer): string =>
  `rating-box enrol --hub ${window.location.origin} --code ${code}` +
  (fingerprint === undefined ? '' : ` --fingerprint ${fingerprint}`);

const MINUTE_MS = 60_000;

/** Large enough to be read from where the box is, with the time it has left. */
function Code({ offer, model, locale }: CodeProps) {
  const { enrolment, actions } = locale.t.boxes;
  const left = Date.parse(offer.expiresAt) - model.now.value;
  return (
    <div class="task">
      <h2 id="task-title">{enrolment.codeOf(offer.box)}</h2>
      <p class="code" role="status">
        {left > 0 ? offer.code : <span class="faulty">{enrolment.over}</span>}
      </p>
      {left > 0 && (
        <>
          <p>{enrolment.left(Math.ceil(left / MINUTE_MS))}</p>
          <p>
            <span class="muted">{enrolment.how}</span>
            <br />
            <code class="command">{command(offer)}</code>
          </p>
          {offer.fingerprint !== undefined && (
            <p>
              <span class="muted">{enrolment.fingerprint}</span>
              <br />
              <strong class="fingerprint">{offer.fingerprint}</strong>
            </p>
          )}
        </>
      )}
      <div class="actions">
        <button type="button" class="button" onClick={() => model.close()}>
          {actions.close}
        </button>
      </div>
    </div>
  );
}
