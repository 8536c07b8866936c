import type { AboutEquipment, AlarmView } from '#contract/alarms.js';
import type { Figures } from '#contract/figures.js';
import type { BoxView, IssuanceView, OfficeView, Snapshot, WindowView } from '#contract/views.js';

/** When the views below were taken; 09:30 on a Tuesday in Taipei. */
export const NOW = Date.UTC(2026, 6, 7, 1, 30, 0);

/** A time so many seconds after `NOW`, as it stands on the wire. */
export const at = (seconds: number): string => new Date(NOW + seconds * 1_000).toISOString();

/** A UUIDv7 told from others by its number. */
export const uuid = (n: number): string => `0190a0b0-0000-7000-8000-${String(n).padStart(12, '0')}`;

export function officeView(counters = 6): OfficeView {
  return {
    id: 'east',
    name: { zh: '東區戶政事務所', en: 'East District Household Registration Office' },
    counters: Array.from({ length: counters }, (_, index) => ({
      id: String(index + 1),
      name: { zh: `${index + 1} 號櫃檯`, en: `Counter ${index + 1}` },
      priority: index === 3,
      windowMs: 30_000,
      box: `box-${index + 1}`,
    })),
  };
}

export function boxView(counter: string, change: Partial<BoxView> = {}): BoxView {
  return {
    id: `box-${counter}`,
    office: 'east',
    counter,
    presence: 'online',
    since: at(-3_600),
    seenAt: at(-3),
    software: '0.1.0',
    panel: 'ok',
    voice: 'ok',
    storage: 'ok',
    unacked: 0,
    contiguous: 40,
    missing: 0,
    lost: 0,
    setAside: 0,
    idlePresses: [0, 0, 0, 0, 0],
    stuckKeys: [],
    faults: [],
    settings: { wanted: 0, inForce: 0 },
    ...change,
  };
}

/** A box of every condition: well, lost, ailing, on its way, replaced, and not heard yet. */
export function boxViews(): BoxView[] {
  const ok = { result: 'ok' } as const;
  const checks = { lamps: ok, keys: ok, sound: ok, clock: ok, disk: ok, link: ok };
  return [
    boxView('1', { selfTest: { at: at(-3_600), trigger: 'start', checks }, enrolledAt: at(-86_400) }),
    boxView('2', { presence: 'lost', since: at(-130), settings: { wanted: 3, inForce: 2 } }),
    boxView('3', {
      panel: 'fault',
      voice: 'fault',
      details: { panel: '/dev/ttyACM0: no such device', voice: 'ALSA: no card 1' },
      stuckKeys: [4],
      faults: [{ code: 'voice', since: at(-600), detail: 'ALSA: no card 1' }],
      selfTest: {
        at: at(-60),
        trigger: 'request',
        checks: {
          ...checks,
          sound: { result: 'fault', detail: 'ALSA: no card 1' },
          keys: { result: 'skipped', detail: 'a citizen is rating' },
        },
      },
      settings: { wanted: 4, inForce: 3, refused: 'revision 4: no voice for th' },
    }),
    boxView('4', { heardAt: 'west', unacked: 12, missing: 2, setAside: 1 }),
    boxView('5', {
      lost: 8,
      replaced: { at: at(-7_200), detail: 'database disk image is malformed' },
      settings: { wanted: 2, inForce: 2 },
    }),
    {
      id: 'box-06',
      office: 'east',
      presence: 'unknown',
      unacked: 0,
      contiguous: 0,
      missing: 0,
      lost: 0,
      setAside: 0,
      idlePresses: [0, 0, 0, 0, 0],
      stuckKeys: [],
      faults: [],
      settings: { wanted: 0 },
    },
  ];
}

export function issuanceView(n: number, change: Partial<IssuanceView> = {}): IssuanceView {
  return {
    id: uuid(1_000 + n),
    kind: 'receipt',
    number: `115-1-${String(n).padStart(4, '0')}`,
    issuedAt: at(-5),
    ...change,
  };
}

/** A window open since 5 s and for 25 s more, unless told. */
export function windowView(n: number, counter: string, change: Partial<WindowView> = {}): WindowView {
  return {
    id: uuid(n),
    office: 'east',
    counter,
    clerk: '林雅婷',
    service: '戶籍謄本',
    box: `box-${counter}`,
    state: 'open',
    issuedAt: at(-5),
    openedAt: at(-5),
    closesAt: at(25),
    extraPresses: 0,
    extended: false,
    flagged: false,
    issuances: [issuanceView(n)],
    ...change,
  };
}

/** A window that has ended 4 min ago, unless told. */
export function endedWindow(n: number, counter: string, change: Partial<WindowView> = {}): WindowView {
  return windowView(n, counter, {
    state: 'ended',
    issuedAt: at(-260),
    openedAt: at(-260),
    closesAt: at(-230),
    endedAt: at(-245),
    outcome: 'rated',
    ...change,
  });
}

/** An alarm of a rating; `level` decides its priority. */
export function alarmView(
  n: number,
  counter: string,
  { level = 2, ...change }: Partial<AlarmView> & { readonly level?: 1 | 2 } = {},
): AlarmView {
  return {
    id: uuid(5_000 + n),
    office: 'east',
    counter,
    about: {
      source: 'rating',
      window: uuid(n),
      clerk: '陳志明',
      service: '印鑑證明',
      document: 'receipt',
      level,
    },
    priority: level === 1 ? 'high' : 'medium',
    state: 'unacknowledged',
    raisedAt: at(-12),
    called: [],
    toCall: [],
    ...change,
  };
}

/** An alarm about equipment. */
export const equipmentAlarm = (
  n: number,
  about: Omit<AboutEquipment, 'source'>,
  change: Partial<AlarmView> = {},
): AlarmView => ({
  id: uuid(5_000 + n),
  office: 'east',
  about: { source: 'equipment', ...about },
  priority: 'low',
  state: 'unacknowledged',
  raisedAt: at(-12),
  called: [],
  toCall: [],
  ...change,
});

/** The worked example of standards §6: counts 30/12/5/2/1. */
export function figures(change: Partial<Figures> = {}): Figures {
  return {
    windows: 143,
    rated: 50,
    expired: 84,
    cancelled: 2,
    missed: 5,
    missedBy: { 'box-offline': 3, late: 2 },
    running: 2,
    excluded: 0,
    extended: 0,
    flagged: 0,
    levels: [30, 12, 5, 2, 1],
    satisfaction: { count: 42, of: 50, value: 0.84, low: 0.714858, high: 0.916626 },
    dissatisfaction: { count: 3, of: 50, value: 0.06, low: 0.020618, high: 0.162182 },
    responseRate: { count: 50, of: 134, value: 0.373134, low: 0.295885, high: 0.457443 },
    coverage: { count: 134, of: 139, value: 0.964029, low: 0.918577, high: 0.984539 },
    satisfactionOfDecided: { count: 42, of: 45, value: 0.933333, low: 0.821434, high: 0.977068 },
    net: 0.78,
    mean: 4.36,
    index: 84,
    spread: { s: 0.963836, low: 4.092843, high: 4.627157 },
    ...change,
  };
}

/** Six counters, each in another state, and no alarm. */
export function snapshot(change: Partial<Snapshot> = {}): Snapshot {
  return {
    now: at(0),
    office: officeView(),
    boxes: [
      boxView('1'),
      boxView('2'),
      boxView('3', { presence: 'lost', since: at(-130) }),
      boxView('4', { voice: 'fault', stuckKeys: [4] }),
      boxView('5', { panel: 'fault', missing: 2 }),
    ],
    windows: [
      windowView(1, '1'),
      endedWindow(2, '2'),
      endedWindow(3, '3', { outcome: 'missed', reason: 'box-offline', clerk: '王淑芬' }),
      endedWindow(4, '4', { outcome: 'expired', clerk: '張家豪' }),
      windowView(5, '5', {
        state: 'pending',
        clerk: '黃怡君',
      }),
    ],
    alarms: [],
    shelves: [],
    duty: { office: 'east', people: [] },
    lamps: [],
    today: figures(),
    ...change,
  };
}
