import { render } from 'preact';
import { startFrame } from '../figures/startFrame.js';
import { LocaleChoice } from '../ui/locale.js';
import { browserMemory } from '../ui/memory.js';
import { pageRoot } from '../ui/pageRoot.js';
import { CountersPage } from './CountersPage.js';
import { CountersModel } from './countersModel.js';

const model = new CountersModel(startFrame(window));
model.start();
render(<CountersPage model={model} choice={new LocaleChoice(window, browserMemory())} />, pageRoot(document));
