import { useEffect } from 'preact/hooks';
import { panel } from '#words/panel.js';
import { promptText } from '#words/prompts.js';
import { voiceLanguages } from '#words/voiceLanguages.js';
import { Both } from './Both.js';
import { EngineerStrip } from './EngineerStrip.js';
import { Keys } from './Keys.js';
import type { Look } from './lamps.js';
import type { PanelModel } from './panelModel.js';
import { SoundSwitch } from './SoundSwitch.js';

/** One counter's box: what the citizen sees and presses, and apart from it what only an engineer may do. */
export function PanelPage({ model }: { readonly model: PanelModel }) {
  const state = model.state.value;
  const station = model.station.value;
  const look = model.look.value;
  useTitle(station === undefined ? panel.title.zh : `${station.name.zh} · ${panel.title.zh}`);
  return (
    <>
      <header>
        <h1>{station === undefined ? <Both phrase={panel.title} /> : <Both phrase={station.name} />}</h1>
        {station !== undefined && (
          <p>
            <Both phrase={panel.hardware[station.hardware]} />
          </p>
        )}
        <a href="/">
          <Both phrase={panel.back} />
        </a>
      </header>
      <main class={`box ${look.message}`}>
        <Screen look={look} />
        <Keys look={look} held={state?.held ?? []} sender={model.keys} />
        <Caption model={model} />
      </main>
      <footer>
        <SoundSwitch model={model} />
        {state !== undefined && <EngineerStrip state={state} model={model} />}
      </footer>
    </>
  );
}

function Screen({ look }: { readonly look: Look }) {
  return (
    <div class="screen">
      <div class={look.accepted ? 'thanks on' : 'thanks'}>
        <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d="M5 12.5l4.5 4.5L19 7.5" />
        </svg>
      </div>
      <p class="message" role="status">
        <Both phrase={panel.scenes[look.message]} />
      </p>
      {look.secondsLeft !== undefined && (
        <p class="seconds" role="timer" aria-live="off">
          <strong>{look.secondsLeft}</strong> <Both phrase={panel.seconds} />
        </p>
      )}
    </div>
  );
}

/** What the box says, in the languages it says it in, is always there to be read too (EN 301 549 5.1). */
function Caption({ model }: { readonly model: PanelModel }) {
  const spoken = model.state.value?.spoken;
  return (
    <p class="caption" aria-live="polite">
      <small>
        <Both phrase={panel.caption} />
      </small>
      {spoken !== undefined && (
        <span key={spoken.count}>
          {spoken.languages.map((language) => (
            <span key={language} lang={voiceLanguages[language].tag}>
              {promptText(spoken.prompt, language, spoken.lengthMs)}
            </span>
          ))}
        </span>
      )}
    </p>
  );
}

function useTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
