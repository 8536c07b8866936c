import { render } from 'preact';
import { systemClock } from '#platform/clock.js';
import { startFrame } from '../figures/startFrame.js';
import { Person } from '../records/person.js';
import { LocaleChoice } from '../ui/locale.js';
import { browserMemory } from '../ui/memory.js';
import { pageRoot } from '../ui/pageRoot.js';
import { ReportsPage } from './ReportsPage.js';
import { ReportsModel } from './reportsModel.js';

const memory = browserMemory();
const frame = startFrame(window);
const model = new ReportsModel({ frame, person: new Person(memory), clock: systemClock });
model.start();
render(<ReportsPage model={model} choice={new LocaleChoice(window, memory)} />, pageRoot(document));
