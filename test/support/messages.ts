import fc from 'fast-check';
import type { BoxSettings } from '#contract/boxSettings.js';
import type { Ack, BoxCommand } from '#contract/commands.js';
import type { BoxEvent } from '#contract/events.js';
import { MAX_IN_FLIGHT, MAX_WINDOW_OPEN_MS, WINDOW_MS } from '#contract/limits.js';
import type { BoxStatus, Heartbeat } from '#contract/presence.js';
import { type Level, VOICE_LANGUAGES } from '#contract/values.js';

/** Any message of the contract, for fast-check. */

export const uuid = fc.uuid({ version: 7 });
export const epoch = fc.stringMatching(/^[0-9a-f]{16}$/);
export const stamp = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
export const name = fc.stringMatching(/^[a-z0-9]{1,10}(-[a-z0-9]{1,6}){0,2}$/);
export const level = fc.constantFrom<Level>(1, 2, 3, 4, 5);
const seq = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const count = fc.integer({ min: 0, max: 1_000_000 });
const afterMs = fc.double({ min: 0, max: MAX_WINDOW_OPEN_MS, noNaN: true }).map(plain);
const lengthMs = fc.integer({ min: WINDOW_MS.min, max: WINDOW_MS.max });
const reference = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
  .filter((s) => !/\s|\p{Cc}/u.test(s));
const detail = fc.string({ maxLength: 60 });
const mono = fc.double({ noNaN: true, noDefaultInfinity: true }).map(plain);

/** JSON knows no minus zero. */
function plain(value: number): number {
  return value + 0;
}

type Shape = Record<string, fc.Arbitrary<unknown>>;
const message = <T>(required: Shape, optional: Shape = {}): fc.Arbitrary<T> =>
  fc
    .tuple(fc.record(required), fc.record(optional, { requiredKeys: [] }))
    .map(([all, some]) => ({ ...all, ...some }) as T);

const check = message({ result: fc.constantFrom('ok', 'fault', 'skipped') }, { detail });

const event = (kind: BoxEvent['kind'], required: Shape, optional: Shape = {}): fc.Arbitrary<BoxEvent> =>
  message({ kind: fc.constant(kind), id: uuid, epoch, seq, at: stamp, ...required }, optional);

export const anyEvent: Readonly<Record<BoxEvent['kind'], fc.Arbitrary<BoxEvent>>> = {
  opened: event('opened', { window: uuid, issuance: uuid, lengthMs }),
  joined: event('joined', { window: uuid, issuance: uuid, offered: uuid }, { afterMs }),
  extended: event('extended', { window: uuid, afterMs, closesAfterMs: afterMs }),
  rated: event('rated', { window: uuid, level, afterMs }),
  expired: event('expired', { window: uuid, afterMs }),
  cancelled: event('cancelled', { window: uuid }),
  missed: event('missed', { window: uuid, reason: fc.constantFrom('late', 'box-fault', 'interrupted') }),
  presses: event(
    'presses',
    {},
    {
      window: uuid,
      extra: count,
      idle: fc.record({ '1': count, '2': count, '3': count, '4': count, '5': count }),
    },
  ),
  fault: event(
    'fault',
    { code: fc.constantFrom('key-stuck', 'panel', 'voice', 'storage', 'certificate'), active: fc.boolean() },
    { level, detail },
  ),
  'self-test': event('self-test', {
    trigger: fc.constantFrom('start', 'request'),
    checks: fc.record({ lamps: check, keys: check, sound: check, clock: check, disk: check, link: check }),
  }),
  'outbox-replaced': event('outbox-replaced', { detail }, { lost: fc.record({ epoch, lastSeq: fc.nat() }) }),
};

const timeOfDay = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

export const anySettings: fc.Arbitrary<BoxSettings> = message({
  revision: fc.nat(),
  volume: fc.integer({ min: 0, max: 100 }),
  quietHours: fc.array(fc.record({ from: timeOfDay, to: timeOfDay }), { maxLength: 4 }),
  languages: fc.uniqueArray(fc.constantFrom(...VOICE_LANGUAGES), { minLength: 1, maxLength: 7 }),
  moreTime: fc.boolean(),
  waitPrompt: fc.boolean(),
  maxAgeMs: fc.integer({ min: 2_000, max: 60_000 }),
});

const command = (kind: BoxCommand['kind'], required: Shape, optional: Shape = {}): fc.Arbitrary<BoxCommand> =>
  message({ kind: fc.constant(kind), sentAt: stamp, ...required }, optional);

export const anyCommand: Readonly<Record<BoxCommand['kind'], fc.Arbitrary<BoxCommand>>> = {
  offer: command('offer', { issuance: uuid, window: uuid, issuedAt: stamp, lengthMs }, { visit: reference }),
  cancel: command('cancel', { window: uuid }),
  resend: command('resend', { epoch, from: seq, to: seq }),
  time: command('time', { echo: mono }),
  settings: command('settings', { settings: anySettings }),
  certificate: command('certificate', {
    certificate: fc.constant('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'),
  }),
  place: command(
    'place',
    { office: name },
    { counter: fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,4})?$/) },
  ),
  'self-test': command('self-test', {}),
  acknowledged: command('acknowledged', { window: uuid }),
};

export const anyAck: fc.Arbitrary<Ack> = message(
  { epoch, seqs: fc.array(seq), contiguous: fc.nat() },
  {
    setAside: fc.array(fc.record({ seq, reason: fc.string({ maxLength: 60 }) }), { maxLength: 5 }),
    inFlight: fc.integer({ min: 1, max: MAX_IN_FLIGHT }),
  },
);

export const anyStatus: fc.Arbitrary<BoxStatus> = message({
  status: fc.constantFrom('online', 'offline', 'lost'),
  boot: uuid,
  software: fc.string({ maxLength: 40 }),
});

const health = fc.constantFrom('ok', 'fault', 'absent');
export const anyHeartbeat: fc.Arbitrary<Heartbeat> = message(
  {
    boot: uuid,
    mono,
    at: stamp,
    epoch,
    lastSeq: fc.nat(),
    unacked: fc.nat(),
    panel: health,
    voice: health,
    storage: health,
  },
  {
    details: message({}, { panel: detail, voice: detail, storage: detail }),
    settings: message({ revision: fc.nat() }, { refused: detail }),
  },
);
