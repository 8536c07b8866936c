import type { ComponentChildren } from 'preact';
import { SCREEN_LANGUAGES, type ScreenWords } from '#words/screen.js';
import type { ScreenModel } from './screenModel.js';

interface Props {
  readonly model: ScreenModel;
  readonly words: ScreenWords;
}

/** What a citizen may set up, until the window ends. Keeps its place while it cannot be seen, so that no face moves. */
export function Controls({ model, words }: Props) {
  const { language, mood } = model.look.value;
  const languages = model.state.value?.languages ?? [];
  const classes = ['controls', mood !== 'asking' && 'unseeable', languages.length > 4 && 'terse'];
  return (
    <footer class={classes.filter(Boolean).join(' ')}>
      {languages.length > 1 && (
        <fieldset aria-label={words.language}>
          {languages.map((one) => (
            <button
              key={one}
              type="button"
              lang={SCREEN_LANGUAGES[one].tag}
              aria-pressed={one === language}
              onClick={() => model.choose({ language: one })}
            >
              {SCREEN_LANGUAGES[one].name}
            </button>
          ))}
        </fieldset>
      )}
      <fieldset class="switches" aria-label={words.display}>
        <Toggle on={model.largeText} label={words.largeText} set={(largeText) => model.choose({ largeText })}>
          <path d="M3 19L9 5L15 19M5 14.5H13M16 19L19 11L22 19M17 16.5H21" />
        </Toggle>
        <Toggle on={model.contrast} label={words.contrast} set={(contrast) => model.choose({ contrast })}>
          <path d="M12 3A9 9 0 1 0 12 21A9 9 0 1 0 12 3Z" />
          <path class="full" d="M12 3A9 9 0 0 1 12 21Z" />
        </Toggle>
      </fieldset>
    </footer>
  );
}

interface ToggleProps {
  readonly on: boolean;
  readonly label: string;
  readonly set: (on: boolean) => void;
  readonly children: ComponentChildren;
}

function Toggle({ on, label, set, children }: ToggleProps) {
  return (
    <button type="button" aria-pressed={on} onClick={() => set(!on)}>
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        {children}
      </svg>
      <span>{label}</span>
    </button>
  );
}
