import { render } from 'preact';
import { startFrame } from '../figures/startFrame.js';
import { AddressParam } from '../records/addressParam.js';
import { Person } from '../records/person.js';
import { LocaleChoice } from '../ui/locale.js';
import { browserMemory } from '../ui/memory.js';
import { pageRoot } from '../ui/pageRoot.js';
import { SurveysPage } from './SurveysPage.js';
import { SurveysModel } from './surveysModel.js';

const memory = browserMemory();
const frame = startFrame(window);
const model = new SurveysModel({
  frame,
  person: new Person(memory),
  survey: new AddressParam(window, 'survey'),
});
model.start();
render(<SurveysPage model={model} choice={new LocaleChoice(window, memory)} />, pageRoot(document));
