import { render } from 'preact';
import { startFrame } from '../figures/startFrame.js';
import { AddressParam } from '../records/addressParam.js';
import { Person } from '../records/person.js';
import { LocaleChoice } from '../ui/locale.js';
import { browserMemory } from '../ui/memory.js';
import { pageRoot } from '../ui/pageRoot.js';
import { ClerksPage } from './ClerksPage.js';
import { ClerksModel } from './clerksModel.js';

const memory = browserMemory();
const frame = startFrame(window);
const model = new ClerksModel({
  frame,
  person: new Person(memory),
  clerk: new AddressParam(window, 'clerk'),
});
model.start();
render(<ClerksPage model={model} choice={new LocaleChoice(window, memory)} />, pageRoot(document));
