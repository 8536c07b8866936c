import { render } from 'preact';
import { AnsweringModel } from '../alarms/answeringModel.js';
import { pageOptions } from '../alarms/pageOptions.js';
import { LocaleChoice } from '../ui/locale.js';
import { pageRoot } from '../ui/pageRoot.js';
import { WallPage } from './WallPage.js';

const options = pageOptions(window);
const model = new AnsweringModel(options);
model.start();
render(<WallPage model={model} choice={new LocaleChoice(window, options.memory)} />, pageRoot(document));
