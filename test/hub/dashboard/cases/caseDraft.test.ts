import { describe, expect, it } from 'vitest';
import {
  type CaseDraft,
  caseFaults,
  changeOf,
  draftOf,
  isChanged,
} from '../../../../hub/dashboard/cases/caseDraft.js';
import { dueState } from '../../../../hub/dashboard/cases/dueState.js';
import { words } from '../../../../hub/words/catalogue.js';
import { caseView } from '../../../support/caseViews.js';
import { NOW } from '../../../support/views.js';

const view = caseView(1, { preventive: '加開櫃檯' });
const draft = (change: Partial<CaseDraft>): CaseDraft => ({ ...draftOf(view), ...change });
const faults = (change: Partial<CaseDraft>) => Object.fromEntries(caseFaults(draft(change), view));

describe('A9 a case in the form', () => {
  it('tells only what differs, without the blanks around it', () => {
    expect(isChanged(draftOf(view), view)).toBe(false);
    expect(changeOf(draftOf(view), view)).toEqual({});
    expect(changeOf(draft({ owner: ' 李秘書 ', corrective: '致歉\r\n補辦\n' }), view)).toEqual({
      owner: '李秘書',
      corrective: '致歉\n補辦',
    });
    expect(changeOf(draft({ due: '2026-08-01', corrective: '  ' }), view)).toEqual({ due: '2026-08-01' });
  });

  it('is judged by what was changed', () => {
    expect(faults({})).toEqual({});
    expect(faults({ owner: '' })).toEqual({ owner: 'ownerMissing' });
    expect(faults({ due: '' })).toEqual({ due: 'dueMissing' });
    expect(faults({ due: '2026-02-30' })).toEqual({ due: 'dueMissing' });
    expect(faults({ due: '2026-07-06' })).toEqual({ due: 'dueEarly' });
    expect(faults({ due: '2026-07-07' })).toEqual({});
    expect(faults({ corrective: ' ', preventive: ' ' })).toEqual({ preventive: 'textGone' });
    expect(faults({ corrective: 'x'.repeat(1_001) })).toEqual({ corrective: 'textBad' });
  });

  it.each([
    ['2026-07-08', false, 'waiting', '1 day left'],
    ['2026-07-07', false, 'waiting', 'Due today'],
    ['2026-07-06', true, 'warning', '1 day overdue'],
  ])('due on %s (overdue: %s) has the sign %s and says "%s"', (due, overdue, icon, said) => {
    expect(dueState(caseView(1, { due, overdue }), NOW, words('en'))).toEqual({ icon, words: said, overdue });
  });
});
