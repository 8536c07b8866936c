import { panel } from '#words/panel.js';
import { Both } from './Both.js';
import type { PanelModel } from './panelModel.js';

/** Whether the page speaks as the box does. */
export function SoundSwitch({ model }: { readonly model: PanelModel }) {
  return (
    <fieldset class="sound">
      <legend>
        <Both phrase={panel.sound.heading} />
      </legend>
      {[false, true].map((on) => (
        <button
          key={String(on)}
          type="button"
          aria-pressed={model.sound.value === on}
          onClick={() => model.turnSound(on)}
        >
          <Both phrase={panel.sound[on ? 'on' : 'off']} />
        </button>
      ))}
      <p role="status">{model.soundMissing.value && <Both phrase={panel.sound.missing} />}</p>
    </fieldset>
  );
}
