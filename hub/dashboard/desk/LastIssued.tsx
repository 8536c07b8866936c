import { useState } from 'preact/hooks';
import { formatTime } from '#words/dates.js';
import { phaseOf } from '../live/windowPhase.js';
import type { Locale } from '../ui/locale.js';
import { Scrollable } from '../ui/Scrollable.js';
import { useModal } from '../ui/useModal.js';
import type { DeskModel } from './deskModel.js';
import { type IssuedDocument, issuedDocuments } from './issued.js';
import { phaseWords } from './WindowPanel.js';

interface Props {
  readonly model: DeskModel;
  readonly locale: Locale;
}

const SHOWN = 10;

export function LastIssued({ model, locale }: Props) {
  const { t } = locale;
  const { last } = t.desk;
  const [asked, ask] = useState<IssuedDocument | undefined>(undefined);
  const documents = issuedDocuments(model.windows.value).slice(0, SHOWN);
  return (
    <section class="card" aria-labelledby="last-heading">
      <h2 id="last-heading">{last.heading}</h2>
      {documents.length === 0 ? (
        <p class="muted">{last.none}</p>
      ) : (
        <Scrollable label={last.heading}>
          <table>
            <thead>
              <tr>
                <th scope="col">{last.time}</th>
                <th scope="col">{last.document}</th>
                <th scope="col" class="clerk">
                  {last.clerk}
                </th>
                <th scope="col">{last.state}</th>
                <th scope="col">{last.action}</th>
              </tr>
            </thead>
            <tbody>
              {documents.map((document) => (
                <Row
                  key={document.issuance.id}
                  document={document}
                  model={model}
                  locale={locale}
                  ask={() => ask(document)}
                />
              ))}
            </tbody>
          </table>
        </Scrollable>
      )}
      {asked && (
        <ConfirmVoid
          name={nameOf(asked, locale)}
          locale={locale}
          answer={(yes) => {
            ask(undefined);
            if (yes) void model.void(asked.issuance);
          }}
        />
      )}
    </section>
  );
}

const nameOf = ({ issuance }: IssuedDocument, { t }: Locale): string =>
  `${t.documentKinds[issuance.kind]} ${issuance.number}`;

interface RowProps extends Props {
  readonly document: IssuedDocument;
  readonly ask: () => void;
}

function Row({ document, model, locale, ask }: RowProps) {
  const { last } = locale.t.desk;
  const { issuance, window } = document;
  const phase = phaseOf(window, model.now.value, Number.POSITIVE_INFINITY);
  return (
    <tr>
      <td>{formatTime(issuance.issuedAt)}</td>
      <th scope="row">
        <small class="muted">{locale.t.documentKinds[issuance.kind]}</small>
        <br />
        <span class="document">{issuance.number}</span>
      </th>
      <td class="clerk">{window.clerk}</td>
      <td>{phaseWords(phase, locale)}</td>
      <td>
        {issuance.voidedAt === undefined ? (
          <button
            type="button"
            class="button plain"
            aria-label={last.voidLabel(nameOf(document, locale))}
            onClick={ask}
          >
            {last.void}
          </button>
        ) : (
          last.voided
        )}
      </td>
    </tr>
  );
}

interface ConfirmProps {
  readonly name: string;
  readonly locale: Locale;
  readonly answer: (yes: boolean) => void;
}

/** A voided number is spent, so the clerk is asked once. Escape keeps the document. */
function ConfirmVoid({ name, locale, answer }: ConfirmProps) {
  const { last } = locale.t.desk;
  const dialog = useModal();
  return (
    <dialog ref={dialog} aria-labelledby="void-question" onCancel={() => answer(false)}>
      <div class="confirm">
        <p id="void-question">{last.confirm(name)}</p>
        <div class="actions">
          <button type="button" class="button" onClick={() => answer(false)}>
            {last.confirmNo}
          </button>
          <button type="button" class="button main" onClick={() => answer(true)}>
            {last.confirmYes}
          </button>
        </div>
      </div>
    </dialog>
  );
}
