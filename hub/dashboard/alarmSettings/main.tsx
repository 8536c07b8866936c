import { render } from 'preact';
import { startFrame } from '../figures/startFrame.js';
import { Person } from '../records/person.js';
import { LocaleChoice } from '../ui/locale.js';
import { browserMemory } from '../ui/memory.js';
import { pageRoot } from '../ui/pageRoot.js';
import { AlarmSettingsPage } from './AlarmSettingsPage.js';
import { AlarmSettingsModel } from './alarmSettingsModel.js';

const memory = browserMemory();
const model = new AlarmSettingsModel({ frame: startFrame(window), person: new Person(memory) });
model.start();
render(<AlarmSettingsPage model={model} choice={new LocaleChoice(window, memory)} />, pageRoot(document));
