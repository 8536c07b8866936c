import { panel } from '#words/panel.js';
import { Both } from './Both.js';
import type { PanelModel } from './panelModel.js';

const CHOICES = ['off', 'zh', 'en'] as const;

/** Off at first: a page that speaks unasked startles, and browsers forbid it before a click. */
export function SoundSwitch({ model }: { readonly model: PanelModel }) {
  return (
    <fieldset class="sound">
      <legend>
        <Both phrase={panel.sound.heading} />
      </legend>
      {CHOICES.map((choice) => (
        <button
          key={choice}
          type="button"
          aria-pressed={model.sound.value === choice}
          onClick={() => model.chooseSound(choice)}
        >
          <Both phrase={panel.sound[choice]} />
        </button>
      ))}
      <p role="status">{model.soundMissing.value && <Both phrase={panel.sound.missing} />}</p>
    </fieldset>
  );
}
