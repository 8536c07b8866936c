import { describe, expect, it } from 'vitest';
import { AccountState, TokenPurpose } from '#contract/access.js';
import { DECIDED } from '../../../../hub/dashboard/accounts/AccountList.js';
import { deciderOf, grantable, PURPOSES, purposesFor } from '../../../../hub/dashboard/accounts/decider.js';
import { daysOf } from '../../../../hub/dashboard/accounts/TokenForm.js';
import { signedIn } from '../../../support/accessViews.js';

describe('P2 what is offered to whoever decides', () => {
  it('is every state and purpose of the contract', () => {
    expect([...DECIDED, 'pending'].sort()).toEqual([...AccountState.enum].sort());
    expect(PURPOSES).toEqual(TokenPurpose.enum);
  });

  it('is no more than the hub would take', () => {
    const supervisor = deciderOf(signedIn(['supervisor']));
    expect(grantable(supervisor, ['east'])).toEqual(['clerk', 'supervisor', 'officer']);
    expect(grantable(supervisor, ['west'])).toEqual([]);
    expect(grantable(supervisor, null)).toEqual([]);
    expect(purposesFor(supervisor)).toEqual(PURPOSES);
    const keeper = deciderOf(signedIn(['machine-room']));
    expect(grantable(keeper, ['east'])).toEqual(['machine-room']);
    expect(purposesFor(keeper)).toEqual(['issuing', 'metrics']);
    const city = deciderOf(signedIn(['supervisor'], { offices: null }));
    expect(grantable(city, null)).toHaveLength(4);
    expect(grantable(deciderOf({ state: 'nobody' }), ['east'])).toEqual([]);
    expect(grantable(deciderOf({ state: 'demonstration' }), null)).toHaveLength(4);
  });

  it('is a token of 1 to 1,100 whole days', () => {
    expect(['1', ' 365 ', '1100'].map(daysOf)).toEqual([1, 365, 1_100]);
    expect(['', '0', '1101', '1.5', '-3', 'x', '1e3'].map(daysOf)).toEqual(Array(7).fill(undefined));
  });
});
