import { useLayoutEffect } from 'preact/hooks';
import { SCREEN_LANGUAGES, type ScreenWords, screenWords } from '#words/screen.js';
import { Controls } from './Controls.js';
import { Face } from './Face.js';
import { ORDER } from './keyboard.js';
import { isLong, type Said } from './look.js';
import { PressKey } from './PressKey.js';
import { Ring } from './Ring.js';
import type { ScreenModel } from './screenModel.js';

interface Props {
  readonly model: ScreenModel;
}

/** The one screen a citizen sees: what to do and how long, five faces, and what can be set up. */
export function ScreenPage({ model }: Props) {
  const { mood, language } = model.look.value;
  const words = screenWords(language);
  useLayoutEffect(() => {
    document.documentElement.lang = SCREEN_LANGUAGES[language].tag;
    document.title = words.title;
  }, [language, words.title]);
  useLayoutEffect(() => {
    // Where a keyboard stood is a trace of what it pressed (W11).
    if (mood !== 'asking' && document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }, [mood]);
  return (
    <main
      data-mood={mood}
      data-contrast={model.contrast ? 'high' : 'normal'}
      data-text={model.largeText ? 'large' : 'normal'}
    >
      <Message model={model} words={words} />
      <Faces model={model} words={words} />
      <Controls model={model} words={words} />
    </main>
  );
}

interface PartProps extends Props {
  readonly words: ScreenWords;
}

function Message({ model, words }: PartProps) {
  const { mood, headline, detail, moreTime } = model.look.value;
  return (
    <header>
      {mood === 'asking' && <Ring model={model} words={words} />}
      {mood === 'thanks' && (
        <svg class="done" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d="M5 12.5L10 17.5L19.5 7" />
        </svg>
      )}
      <div class="words" role="status">
        <h1 lang={tagOf(headline)} class={isLong(headline.text) ? 'long' : undefined}>
          {headline.text}
        </h1>
        {detail !== undefined && <p lang={tagOf(detail)}>{detail.text}</p>}
      </div>
      {moreTime && (
        <PressKey of="more-time" active={true} model={model} class="more-time">
          {words.moreTime}
        </PressKey>
      )}
      {model.phase.value === 'superseded' && (
        <button type="button" class="take-back" onClick={() => model.start()}>
          {words.takeBack}
        </button>
      )}
    </header>
  );
}

function Faces({ model, words }: PartProps) {
  const active = model.look.value.mood === 'asking';
  return (
    <fieldset class="keys" aria-label={words.invite}>
      {ORDER.map((level) => (
        <PressKey key={level} of={level} active={active} model={model} class={`key level-${level}`}>
          <Face level={level} />
          <span class="label">{words.levels[level]}</span>
        </PressKey>
      ))}
    </fieldset>
  );
}

const tagOf = ({ language }: Said): string => SCREEN_LANGUAGES[language].tag;
