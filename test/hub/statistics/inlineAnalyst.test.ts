import { InlineAnalyst } from '../../../hub/statistics/inlineAnalyst.js';
import { openDesk } from '../../../hub/store/openDesk.js';
import { analystSuite } from '../../conformance/analyst.js';

analystSuite('the inline analyst', ({ db, clock }) => new InlineAnalyst(openDesk(db, clock)));
