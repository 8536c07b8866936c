import type { IssuanceKind, MissedReason, Outcome } from '#contract/values.js';
import type { LoadedWindow } from '../../../../hub/store/windowLoader.js';
import type { WindowRecord } from '../../../../hub/windows/windowRecord.js';
import type { Random } from '../../../../simulators/random.js';
import { uuid } from '../../../support/ids.js';
import { pick } from './randomQuestions.js';

type Given = Partial<WindowRecord> & { readonly outcome: Outcome };

/** The n-th window with its document; at noon of 7 July 2026 in office east unless said otherwise. */
export function endedWindow(n: number, given: Given): LoadedWindow {
  const place = {
    office: given.office ?? 'east',
    counter: given.counter ?? '1',
    clerk: given.clerk ?? 'lin',
    kind: given.kind ?? ('receipt' as IssuanceKind),
    service: given.service ?? null,
    visit: null,
    issuedMs: given.issuedMs ?? Date.UTC(2026, 6, 7, 4),
  };
  const { issuedMs } = place;
  const window = {
    box: null,
    lengthMs: 30_000,
    openedMs: null,
    closesMs: null,
    reason: null,
    provisional: false,
    level: null,
    afterMs: null,
    extraPresses: 0,
    extended: false,
    flagged: false,
    excluded: false,
    source: null,
    dueMs: null,
    ...given,
    ...place,
    id: uuid(2 * n),
    state: 'ended' as const,
    endedMs: issuedMs + 9_000,
  };
  return {
    window,
    issuance: {
      ...place,
      id: uuid(2 * n + 1),
      number: `N${n}`,
      receivedMs: issuedMs,
      voidedMs: null,
      offered: window.id,
      window: window.id,
    },
  };
}

const REASONS: readonly MissedReason[] = ['box-offline', 'late', 'box-fault', 'no-box', 'interrupted'];

/** Windows of three offices over as many days, most of them on working hours, some around midnight and turns of months. */
export function* randomWindows(
  random: Random,
  count: number,
  fromMs: number,
  days: number,
): Generator<LoadedWindow> {
  for (let n = 0; n < count; n++) {
    const day = fromMs + Math.floor(random() * days) * 86_400_000;
    const outcome = pick<Outcome>(random, ['rated', 'rated', 'rated', 'expired', 'cancelled', 'missed']);
    const isRated = outcome === 'rated';
    yield endedWindow(n, {
      office: pick(random, ['east', 'north', 'west']),
      counter: pick(random, ['1', '2', '10']),
      clerk: pick(random, ['lin', 'wu', '陳 小姐', "o'neil"]),
      kind: pick(random, ['receipt', 'notice']),
      service: pick(random, [null, 'household', 'seal', '*']),
      issuedMs: day + (random() < 0.2 ? Math.floor(random() * 3) - 1 : Math.floor(random() * 86_400_000)),
      outcome,
      reason: outcome === 'missed' ? pick(random, REASONS) : null,
      level: isRated ? pick(random, [5, 4, 3, 2, 1]) : null,
      afterMs: isRated
        ? pick(random, [0, 999.5, 1_000, 4_999.4, 9_999, 10_000, 20_000, random() * 120_000])
        : null,
      extended: random() < 0.1,
      flagged: isRated && random() < 0.1,
      excluded: isRated && random() < 0.1,
    });
  }
}
