import type { AnsweringModel } from '../alarms/answeringModel.js';
import { OfficeHeader } from '../alarms/OfficeHeader.js';
import { Icon } from '../ui/Icon.js';
import type { LocaleChoice } from '../ui/locale.js';

interface Props {
  readonly model: AnsweringModel;
  readonly choice: LocaleChoice;
}

/** With whether the wall can be heard, and a way to try it. */
export function WallHeader({ model, choice }: Props) {
  const { wall } = choice.locale.value.t;
  const { announcer } = model;
  return (
    <OfficeHeader
      model={model}
      choice={choice}
      title={wall.title}
      after={
        announcer.state.value === 'on' && (
          <p class="who">
            <Icon name="bell" /> {wall.sound.on}{' '}
            <button type="button" class="button plain" onClick={() => announcer.test()}>
              {wall.sound.test}
            </button>
          </p>
        )
      }
    />
  );
}
