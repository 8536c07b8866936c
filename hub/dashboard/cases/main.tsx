import { render } from 'preact';
import { startFrame } from '../figures/startFrame.js';
import { Person } from '../records/person.js';
import { LocaleChoice } from '../ui/locale.js';
import { browserMemory } from '../ui/memory.js';
import { pageRoot } from '../ui/pageRoot.js';
import { CasePage } from './CasePage.js';
import { CasesPage } from './CasesPage.js';
import { CaseModel } from './caseModel.js';
import { CasesModel } from './casesModel.js';

const memory = browserMemory();
const choice = new LocaleChoice(window, memory);
const frame = startFrame(window);
const asked = new URLSearchParams(window.location.search).get('case') ?? '';

function page() {
  if (asked === '') {
    const model = new CasesModel(frame);
    model.start();
    return <CasesPage model={model} choice={choice} />;
  }
  const model = new CaseModel({ frame, person: new Person(memory), id: asked });
  model.start();
  return <CasePage model={model} choice={choice} />;
}

render(page(), pageRoot(document));
