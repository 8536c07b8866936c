import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AccountName } from '#contract/access.js';
import { passwordFault } from '../../../../hub/access/passwordRules.js';
import {
  applicationFaults,
  EMPTY_APPLICATION,
  requestOf,
} from '../../../../hub/dashboard/signIn/applicationDraft.js';
import { passwordChecks } from '../../../../hub/dashboard/signIn/passwordChecks.js';

describe('P2 the rules shown beside a new password', () => {
  it('are those of the hub: all of them met, and only then, it finds no fault with it', () => {
    const sign = fc.constantFrom('a', 'b', 'Z', '7', '#', 'é', '密', ' ');
    fc.assert(
      fc.property(fc.string({ unit: sign, maxLength: 18 }), fc.boolean(), (next, administrator) => {
        const checks = passwordChecks({ next, current: '', account: 'ab', administrator });
        const met = checks.filter(({ rule }) => rule !== 'notSame').every((check) => check.met);
        expect(met).toBe(passwordFault(next, 'ab', administrator) === undefined);
      }),
    );
  });

  it('name the one that is not met', () => {
    const unmet = (next: string) =>
      passwordChecks({ next, current: 'Old boats 1', account: 'lin.meihua-01', administrator: true })
        .filter(({ met }) => !met)
        .map(({ rule }) => rule);
    expect(unmet('')).toEqual(['long', 'varied', 'notAccount', 'notSame']);
    expect(unmet('Paper bo7')).toEqual(['long']);
    expect(unmet('paperboats')).toEqual(['varied']);
    expect(unmet('paper boats on the river')).toEqual([]);
    expect(unmet('Lin.Meihua-01')).toEqual(['notAccount']);
    expect(unmet('Old boats 1')).toEqual(['notSame']);
  });
});

describe('P2 an application', () => {
  const whole = {
    account: ' Lin.Meihua ',
    name: ' 林美華 ',
    roles: ['clerk'],
    offices: ['east'],
    reason: ' 3 號櫃檯 ',
  } as const;

  it('is sent as it is meant', () => {
    expect(applicationFaults(whole).size).toBe(0);
    expect(requestOf(whole)).toEqual({
      account: 'lin.meihua',
      name: '林美華',
      roles: ['clerk'],
      offices: ['east'],
      reason: '3 號櫃檯',
    });
    expect(applicationFaults({ ...whole, offices: null }).size).toBe(0);
  });

  it('names every field that needs mending', () => {
    expect([...applicationFaults(EMPTY_APPLICATION)]).toEqual([
      'account',
      'name',
      'roles',
      'offices',
      'reason',
    ]);
    expect([...applicationFaults({ ...whole, account: '林' })]).toEqual(['account']);
  });

  it('judges account names as the contract does', () => {
    const pattern = new RegExp(String((AccountName as { pattern?: unknown }).pattern));
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '1', '.', '_', '-', 'é'), maxLength: 34 }),
        (account) => {
          expect(applicationFaults({ ...whole, account }).has('account')).toBe(!pattern.test(account));
        },
      ),
    );
  });
});
