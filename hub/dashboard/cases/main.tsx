import { startFrame } from '../figures/startFrame.js';
import { openPage } from '../session/openPage.js';
import { CasePage } from './CasePage.js';
import { CasesPage } from './CasesPage.js';
import { CaseModel } from './caseModel.js';
import { CasesModel } from './casesModel.js';

openPage('cases', (page) => {
  const frame = startFrame(page);
  const asked = new URLSearchParams(page.window.location.search).get('case') ?? '';
  if (asked === '') {
    const model = new CasesModel(frame);
    model.start();
    return <CasesPage model={model} choice={page.choice} />;
  }
  const model = new CaseModel({ frame, person: page.person, id: asked });
  model.start();
  return <CasePage model={model} choice={page.choice} />;
});
