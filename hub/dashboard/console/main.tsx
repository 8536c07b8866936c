import { render } from 'preact';
import { pageOptions } from '../alarms/pageOptions.js';
import { LocaleChoice } from '../ui/locale.js';
import { pageRoot } from '../ui/pageRoot.js';
import { ConsolePage } from './ConsolePage.js';
import { ConsoleModel } from './consoleModel.js';

const options = pageOptions(window);
const model = new ConsoleModel(options);
model.start();
render(<ConsolePage model={model} choice={new LocaleChoice(window, options.memory)} />, pageRoot(document));
