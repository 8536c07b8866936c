import type { ComponentChildren } from 'preact';
import type { Phrase } from '#words/language.js';
import { panel } from '#words/panel.js';
import type { StationFault, StationState } from '../panelServer/station.js';
import { Both } from './Both.js';
import type { PanelModel } from './panelModel.js';

interface Props {
  readonly state: StationState;
  readonly model: PanelModel;
}

/** Faults to cause and mend, plainly apart from what a citizen may touch. */
export function EngineerStrip({ state, model }: Props) {
  const e = panel.engineer;
  return (
    <section class="engineer" aria-labelledby="engineer-heading">
      <h2 id="engineer-heading">
        <Both phrase={e.heading} />
      </h2>
      <p>
        <Both phrase={e.why} />
      </p>
      <ul>
        <Part well={state.plugged} yes={e.plugged} no={e.notPlugged}>
          <Cause fault={state.plugged ? 'unplug' : 'plug'} model={model} />
        </Part>
        <Part well={state.linked} yes={e.linked} no={e.notLinked}>
          <Cause fault={state.linked ? 'cut-link' : 'restore-link'} model={model} />
        </Part>
        <Part well={state.running} yes={e.running} no={e.notRunning}>
          {state.running && <Cause fault="kill" model={model} />}
        </Part>
      </ul>
      <p role="status">{model.refused.value && <Both phrase={e.refused} />}</p>
    </section>
  );
}

interface PartProps {
  readonly well: boolean;
  readonly yes: Phrase;
  readonly no: Phrase;
  readonly children: ComponentChildren;
}

function Part({ well, yes, no, children }: PartProps) {
  return (
    <li class={well ? 'well' : 'ill'}>
      <span>
        {well ? '✓' : '✕'} <Both phrase={well ? yes : no} />
      </span>
      {children}
    </li>
  );
}

function Cause({ fault, model }: { readonly fault: StationFault; readonly model: PanelModel }) {
  return (
    <button type="button" onClick={() => void model.cause(fault)}>
      <Both phrase={panel.engineer[fault]} />
    </button>
  );
}
