import { render } from 'preact';
import { startFrame } from '../figures/startFrame.js';
import { LocaleChoice } from '../ui/locale.js';
import { browserMemory } from '../ui/memory.js';
import { pageRoot } from '../ui/pageRoot.js';
import { OverviewPage } from './OverviewPage.js';
import { OverviewModel } from './overviewModel.js';

const model = new OverviewModel(startFrame(window));
model.start();
render(<OverviewPage model={model} choice={new LocaleChoice(window, browserMemory())} />, pageRoot(document));
