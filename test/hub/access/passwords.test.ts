import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { mayGrant, mayMakeToken } from '../../../hub/access/accountRules.js';
import { AttemptLimit } from '../../../hub/access/attemptLimit.js';
import { newOneTimePassword } from '../../../hub/access/oneTimePassword.js';
import { ARGON2_COST, Argon2Hasher, BoundedHasher } from '../../../hub/access/passwordHasher.js';
import { isAdministrator, passwordFault } from '../../../hub/access/passwordRules.js';
import type { Principal } from '../../../hub/access/principal.js';
import { afterFailure, isLocked } from '../../../hub/access/signInLocks.js';

describe('P2 passwords', () => {
  it.each([
    ['Abcdef1', false, 'password/too-short'],
    ['Abcdefg1', false, undefined],
    ['Abcdefg1', true, 'password/too-short'],
    ['Abcdefgh1', true, 'password/too-short'],
    ['Abcdefghi1', true, undefined],
    ['abcdefg1', false, 'password/too-simple'],
    ['abcdef-1', false, undefined],
    ['ABCDEFG1', false, 'password/too-simple'],
    ['abcdefghijklmn', false, 'password/too-simple'],
    ['abcdefghijklmno', false, undefined],
    ['臺北市東區戶政事務所第七櫃檯', false, 'password/too-simple'],
    ['臺北市東區戶政事務所第七號櫃檯', false, undefined],
    ['😀😀😀Aa1😀', false, 'password/too-short'],
    ['Lin.Mei-Ling-2026', false, 'password/too-simple'],
  ] as const)('P2 %s of an administrator=%s: %s', (password, administrator, code) => {
    expect(passwordFault(password, 'lin.mei-ling-2026', administrator)?.code).toBe(code);
  });

  it('P2 city supervisors and the machine room are administrators', () => {
    expect(isAdministrator(['supervisor'], null)).toBe(true);
    expect(isAdministrator(['machine-room'], ['east'])).toBe(true);
    expect(isAdministrator(['supervisor', 'officer'], ['east'])).toBe(false);
    expect(isAdministrator(['officer', 'clerk'], null)).toBe(false);
  });

  it('P2 a one-time password is readable, satisfies the rules, and no two are alike', () => {
    const some = Array.from({ length: 200 }, () => newOneTimePassword());
    expect(new Set(some).size).toBe(200);
    for (const password of some) expect(password).toMatch(/^([02-9a-hjkmnp-z]{4}-){3}[02-9a-hjkmnp-z]{4}$/);
  });

  it('P2 the same characters are the same password, however they were composed; none other is', async () => {
    const hasher = new Argon2Hasher({ memoryCost: 8, timeCost: 1, parallelism: 1 });
    const kept = await hasher.hash('Caf\u00e9-1234');
    expect(await hasher.verify(kept, 'Cafe\u0301-1234')).toBe(true);
    expect(await hasher.verify(kept, 'Cafe-1234')).toBe(false);
    expect(await hasher.verify(hasher.dummy, 'Caf\u00e9-1234')).toBe(false);
  });

  it('P2 real hashes, and the one that nobody has, are Argon2id of at least 19 MiB and two passes', async () => {
    expect(ARGON2_COST.memoryCost).toBeGreaterThanOrEqual(19 * 1024);
    expect(ARGON2_COST.timeCost).toBeGreaterThanOrEqual(2);
    const hasher = new Argon2Hasher();
    const form = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/;
    expect(hasher.dummy).toMatch(form);
    expect(await hasher.hash('x')).toMatch(form);
  });
});

describe('P2 hashing is bounded', () => {
  it('P2 one at a time, sixteen wait, the next are refused, and each that is done lets one in', async () => {
    let running = 0;
    let most = 0;
    const done: Array<() => void> = [];
    const slow = {
      dummy: '',
      hash: async () => {
        most = Math.max(most, ++running);
        await new Promise<void>((resolve) => done.push(resolve));
        running -= 1;
        return 'hash';
      },
      verify: async () => {
        throw new Error('broken');
      },
    };
    const hasher = new BoundedHasher(slow);
    const all = Array.from({ length: 17 }, () => hasher.hash('x'));
    await expect(hasher.hash('x')).rejects.toMatchObject({ code: 'session/busy' });
    expect(running).toBe(1);
    for (let turn = 0; turn < 200 && done.length > 0; turn++) {
      done.shift()?.();
      for (let tick = 0; tick < 8; tick++) await Promise.resolve();
    }
    expect(await Promise.all(all)).toHaveLength(17);
    expect([most, running]).toEqual([1, 0]);
    await expect(hasher.verify('a', 'b')).rejects.toThrow('broken');
    const again = hasher.hash('x');
    done.shift()?.();
    expect(await again).toBe('hash');
  });
});

describe('P2 limits', () => {
  it('P2 five failures lock for 15 min, and not a moment longer', () => {
    let standing = { failures: 0, lockedUntilMs: null as number | null };
    for (let failure = 0; failure < 4; failure++) standing = afterFailure(standing, 1_000);
    expect(isLocked(standing, 1_000)).toBe(false);
    standing = afterFailure(standing, 1_000);
    expect(isLocked(standing, 900_999)).toBe(true);
    expect(isLocked(standing, 901_000)).toBe(false);
    expect(standing.failures).toBe(0);
  });

  it('P2 an address has so many attempts in any span; another address is never concerned', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.nat(30_000)), { maxLength: 60 }),
        (steps) => {
          const clock = new ManualClock();
          const limit = new AttemptLimit({
            clock,
            withinMs: 60_000,
            perAddress: 3,
            code: 'x/y',
            message: '',
          });
          const taken: Record<string, number[]> = { a: [], b: [] };
          for (const [address, wait] of steps) {
            clock.advance(wait);
            const recent = (taken[address] ?? []).filter((at) => clock.monotonic() - at < 60_000);
            let ok = true;
            try {
              limit.take(address);
            } catch {
              ok = false;
            }
            expect(ok).toBe(recent.length < 3);
            if (ok) taken[address] = [...recent, clock.monotonic()];
          }
        },
      ),
    );
  });
});

describe('P1 nobody gives away what is beyond their own', () => {
  const roles = ['clerk', 'supervisor', 'officer', 'machine-room'] as const;
  const someRoles = fc.subarray([...roles], { minLength: 1 });
  const someOffices = fc.option(fc.subarray(['east', 'west', 'south'], { minLength: 1 }), { nil: null });
  const user = (of: readonly (typeof roles)[number][], offices: readonly string[] | null): Principal => ({
    ...{ kind: 'user', id: 'u', account: 'a', name: 'n', session: 's', mustChange: false },
    ...{ roles: of, offices },
  });

  it('P1 for any roles and offices of whoever decides and of the account', () => {
    fc.assert(
      fc.property(someRoles, someOffices, someRoles, someOffices, (own, at, given, where) => {
        const may = mayGrant(user(own, at), { roles: given, offices: where });
        const within = at === null || (where?.every((office) => at.includes(office)) ?? false);
        const isCitySupervisor = at === null && own.includes('supervisor');
        if (may) {
          expect(within).toBe(true);
          expect(where !== null || isCitySupervisor).toBe(true);
          const ratings = given.some((role) => role !== 'machine-room');
          expect(!ratings || own.includes('supervisor')).toBe(true);
          expect(!given.includes('machine-room') || isCitySupervisor || own.includes('machine-room')).toBe(
            true,
          );
        }
        if (isCitySupervisor) expect(may).toBe(true);
        if (own.includes('supervisor') && within && where !== null && !given.includes('machine-room'))
          expect(may).toBe(true);
      }),
    );
  });

  it('P5 the machine room makes no token that is told of single ratings', () => {
    expect(mayMakeToken(user(['machine-room'], null), 'lamp')).toBe(false);
    expect(mayMakeToken(user(['machine-room'], null), 'issuing')).toBe(true);
    expect(mayMakeToken(user(['supervisor'], ['east']), 'lamp')).toBe(true);
  });
});
