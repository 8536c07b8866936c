import type { Locale } from '../ui/locale.js';
import { useModal } from '../ui/useModal.js';
import type { BoxesModel, Task } from './boxesModel.js';
import { EnrolForm } from './EnrolForm.js';
import { MoveForm } from './MoveForm.js';
import { Result } from './Result.js';
import { RevokeForm } from './RevokeForm.js';
import { SettingsForm } from './SettingsForm.js';

interface Props {
  readonly model: BoxesModel;
  readonly locale: Locale;
}

/** The form of what the person is about to do. Escape closes it; the focus returns to where it was. */
export function TaskDialog({ model, locale }: Props) {
  const task = model.task.value;
  if (task === undefined) return null;
  return <Opened key={`${task.kind} ${nameOf(task)}`} task={task} model={model} locale={locale} />;
}

const nameOf = (task: Task): string => (task.kind === 'add' ? '' : task.box.id);

function Opened({ task, model, locale }: Props & { readonly task: Task }) {
  const dialog = useModal();
  return (
    <dialog ref={dialog} aria-labelledby="task-title" onCancel={() => model.close()}>
      {model.result.value?.kind === 'refused' && <Result model={model} locale={locale} />}
      <Form task={task} model={model} locale={locale} />
    </dialog>
  );
}

function Form({ task, model, locale }: Props & { readonly task: Task }) {
  switch (task.kind) {
    case 'move':
      return <MoveForm box={task.box} model={model} locale={locale} />;
    case 'settings':
      return <SettingsForm box={task.box} settings={task.settings} model={model} locale={locale} />;
    case 'enrol':
      return <EnrolForm box={task.box} model={model} locale={locale} />;
    case 'revoke':
      return <RevokeForm box={task.box} model={model} locale={locale} />;
    case 'add':
      return <EnrolForm box={undefined} model={model} locale={locale} />;
  }
}
