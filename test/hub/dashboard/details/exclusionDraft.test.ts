import { describe, expect, it } from 'vitest';
import { ExclusionRequest } from '#contract/records.js';
import { Codec } from '#contract/schema.js';
import { exclusionOf } from '../../../../hub/dashboard/details/exclusionDraft.js';

const draft = (change = {}) => exclusionOf({ by: '李主任', reason: 'mis-press', remark: '', ...change });

describe('S10 an exclusion', () => {
  it('needs a name and a reason', () => {
    expect([...draft({ by: '  ' }).faults]).toEqual(['by']);
    expect([...draft({ reason: undefined }).faults]).toEqual(['reason']);
    expect(draft({ reason: undefined }).request).toBeUndefined();
  });

  it('needs a remark with the reason other, and takes one with any', () => {
    expect([...draft({ reason: 'other', remark: ' \n ' }).faults]).toEqual(['remark']);
    expect(draft({ remark: '孩童誤按' }).request).toEqual({
      by: '李主任',
      reason: 'mis-press',
      remark: '孩童誤按',
    });
  });

  it.each(['a\tb', 'x'.repeat(1_001)])('does not send a remark the hub refuses', (remark) => {
    expect([...draft({ remark }).faults]).toEqual(['remark']);
  });

  it('that passes is one the hub takes, line breaks and all', () => {
    const { request } = draft({ reason: 'other', remark: '一\r\n二', by: ' 李主任 ' });
    expect(request).toEqual({ by: '李主任', reason: 'other', remark: '一\n二' });
    expect(Codec.of(ExclusionRequest).check(request)).toEqual(request);
  });
});
