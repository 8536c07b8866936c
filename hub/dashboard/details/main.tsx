import { render } from 'preact';
import { startFrame } from '../figures/startFrame.js';
import { Person } from '../records/person.js';
import { LocaleChoice } from '../ui/locale.js';
import { browserMemory } from '../ui/memory.js';
import { pageRoot } from '../ui/pageRoot.js';
import { DetailsPage } from './DetailsPage.js';
import { DetailsModel } from './detailsModel.js';

const memory = browserMemory();
const frame = startFrame(window);
const model = new DetailsModel({ frame, person: new Person(memory) });
model.start();
render(<DetailsPage model={model} choice={new LocaleChoice(window, memory)} />, pageRoot(document));
