import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { every, systemClock } from '#platform/clock.js';
import { bodyOf, padLine } from '../../device/adapters/serialPadFrame.js';
import type { SerialPadPanel } from '../../device/adapters/serialPadPanel.js';
import { PtyBridge } from '../../simulators/board/ptyBridge.js';
import { Expectation } from '../support/expectation.js';
import { LogWitness } from '../support/logWitness.js';
import { PanelWitness } from '../support/panelWitness.js';
import { SerialPadRig } from '../support/serialPadRig.js';
import { misread } from '../support/uartMisread.js';

const rig = new SerialPadRig();
beforeAll(() => rig.restore());
afterAll(() => rig.dispose());

const CONNECTING = 'panel connecting';
const FLOOD = 'the pad floods: more than 1500 lines a second';
const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A serial device that answers as its test says. */
class FakePad {
  readonly heard: string[] = [];
  lampsInForce = '0000';
  private bridge: PtyBridge | undefined;

  constructor(private readonly answer: (body: string, pad: FakePad) => void) {}

  async plug(): Promise<void> {
    this.bridge = await PtyBridge.open({
      link: rig.hands.link,
      clock: systemClock,
      onData: (chunk) => {
        for (const line of chunk.toString('latin1').split('\n')) {
          const body = bodyOf(line);
          if (body === undefined) continue;
          this.heard.push(body);
          if (body.startsWith('L')) this.lampsInForce = line.slice(-4);
          this.answer(body, this);
        }
      },
    });
  }

  send(bytes: Uint8Array): void {
    this.bridge?.write(bytes);
  }

  say(body: string): void {
    this.send(ascii(padLine(body)));
  }

  async unplug(): Promise<void> {
    const { bridge } = this;
    this.bridge = undefined;
    await bridge?.close();
  }
}

/** Answers every question; no key is down. */
function honest(body: string, pad: FakePad): void {
  if (body === 'H') pad.say('H1,00,Fake 1.0');
  if (body.startsWith('P')) pad.say(`${body}00${pad.lampsInForce}`);
}

// In real time: on a machine busy with other work the simulated processor falls behind the clock.
describe('SerialPadPanel', { retry: 2 }, () => {
  let panel: SerialPadPanel;
  let witness: PanelWitness;
  let log: LogWitness;
  let fake: FakePad | undefined;

  beforeEach(() => {
    witness = new PanelWitness();
    log = new LogWitness();
    panel = rig.makePanel(log.logger);
  });

  afterEach(async () => {
    await panel.stop();
    await fake?.unplug();
    fake = undefined;
    await rig.restore();
  });

  const start = () => {
    panel.start(witness);
    return witness.next('ready', 10_000, 0);
  };

  /** Puts another pad in the place of the simulated one. */
  const replace = async (answer: (body: string, pad: FakePad) => void): Promise<FakePad> => {
    await rig.hands.unplug();
    fake = new FakePad(answer);
    await fake.plug();
    return fake;
  };

  it('B2 sets a pad up again that restarted with its port open', async () => {
    await start();
    panel.show({ kind: 'accepted' });
    const lost = witness.next('lost', 2_000);
    const ready = witness.next('ready', 5_000);
    await rig.hands.press(2);
    rig.hands.reset();
    expect((await lost).detail).toBe('the pad has restarted');
    expect((await ready).held).toEqual([2]);
    expect(rig.hands.lamps().accepted).toBe(true);
    const edges = witness.edges.length;
    await rig.hands.release(2);
    expect((await witness.edgeCount(edges + 1)).at(-1)).toEqual([2, false]);
    expect(log.messages.filter((message) => message === CONNECTING)).toHaveLength(1);
  });

  it('B2 opens the port of a pad anew that goes on hanging', async () => {
    await start();
    const lost = witness.next('lost', 2_000);
    rig.hands.hang();
    expect((await lost).detail).toContain('hangs');
    await log.count(CONNECTING, 2, 4_000);
    const ready = witness.next('ready', 5_000);
    rig.hands.unhang();
    await ready;
    expect(witness.events.map(({ kind }) => kind)).toEqual(['ready', 'lost', 'ready']);
  });

  it('W11 W12 shows brightness, not only light and dark', async () => {
    await start();
    const seen = new Set<number>();
    const expectation = new Expectation();
    const unwatch = rig.hands.watch(() => {
      seen.add(rig.hands.brightness(3));
      expectation.changed();
    });
    panel.show({ kind: 'countdown', secondsLeft: 10, moreTime: true });
    await expectation
      .until('four steps of a fade', 2_000, () => seen.size >= 4 || undefined)
      .finally(unwatch);
    expect(rig.hands.brightness('more-time')).toBeCloseTo(1);
    expect(Math.max(...seen)).toBeGreaterThan(0.9);
  });

  it('B1 bears garbage and half lines between the lines of a pad: no key is made up, none is missed', async () => {
    const pad = await replace(honest);
    await start();
    for (const [index, noise] of [
      Buffer.alloc(3_000, 0xa5),
      ascii(padLine('K1F').slice(0, -3)),
      ascii('K1F*0000\nK1F\n*\n\r\n\0'),
      Uint8Array.from({ length: 500 }, (_, at) => (at * 37) & 0xff),
    ].entries()) {
      pad.send(Buffer.concat([noise, ascii(`\n${padLine(`K${index % 2 === 0 ? '10' : '00'}`)}`)]));
      await witness.edgeCount(index + 1);
    }
    expect(witness.edges).toEqual([
      [5, true],
      [5, false],
      [5, true],
      [5, false],
    ]);
    expect(witness.events.map(({ kind }) => kind)).toEqual(['ready', 'edge', 'edge', 'edge', 'edge']);
  });

  it('B2 refuses a pad of another protocol, naming both, and takes a fit one in its place', async () => {
    const pad = await replace((body, self) => {
      if (body === 'H') self.say('H2,07,Pad of tomorrow');
    });
    panel.start(witness);
    const { detail } = await witness.next('lost', 3_000, 0);
    expect(detail).toBe('the pad speaks protocol 2 (07,Pad of tomorrow); expected 1');
    await log.count(CONNECTING, 2, 3_000);
    await pad.unplug();
    const ready = witness.next('ready', 5_000);
    await rig.hands.plug();
    await ready;
    expect(witness.events.map(({ kind }) => kind)).toEqual(['lost', 'ready']);
  });

  it('B2 refuses a pad that floods, stays responsive, and takes a fit one in its place', async () => {
    const pad = await replace(honest);
    await start();
    const lost = witness.next('lost', 2_000);
    const flood = every(systemClock, 1, () => pad.send(Buffer.alloc(4_096, '\n')));
    let worst = 0;
    let last = systemClock.monotonic();
    const pulse = every(systemClock, 5, () => {
      const now = systemClock.monotonic();
      worst = Math.max(worst, now - last);
      last = now;
    });
    expect((await lost).detail).toBe(FLOOD);
    await log.count(CONNECTING, 3, 6_000);
    pulse.cancel();
    // The machine may be busy with other tests; a process that read the whole flood would not come back at all.
    expect(worst).toBeLessThan(500);
    flood.cancel();
    await pad.unplug();
    const ready = witness.next('ready', 5_000);
    await rig.hands.plug();
    await ready;
    expect(witness.events.map(({ kind }) => kind)).toEqual(['ready', 'lost', 'ready']);
  });

  it('B2 says what it expected of a line set to another baud rate, and takes a fit pad in its place', async () => {
    const pad = await replace(() => undefined);
    const boot = ascii(padLine('B1,07,RatingPad 1.0'));
    expect(misread(boot, 115_200, 115_200)).toEqual(Uint8Array.from(boot));
    const noise = every(systemClock, 300, () => pad.send(misread(boot, 57_600, 115_200)));
    panel.start(witness);
    const { detail } = await witness.next('lost', 10_000, 0).finally(() => noise.cancel());
    expect(detail).toContain('expected one set to 115200 baud, 8N1');
    await pad.unplug();
    const ready = witness.next('ready', 5_000);
    await rig.hands.plug();
    await ready;
  });

  it('B2 B7 lets go of a pad that does not drain its line, and shows the newest lamps when it does', async () => {
    await start();
    rig.hands.hang();
    const lost = witness.next('lost', 2_000);
    for (let second = 0; second < 2_000; second++) {
      panel.show({ kind: second % 2 === 0 ? 'accepted' : 'dark' });
    }
    await lost;
    panel.show({ kind: 'accepted' });
    const ready = witness.next('ready', 5_000);
    rig.hands.unhang();
    await ready;
    expect(rig.hands.lamps()).toEqual({ keys: [], accepted: true });
  });

  it('W6 says nothing but heartbeats while it is dark', async () => {
    const pad = await replace(honest);
    await start();
    const before = pad.heard.length;
    const expectation = new Expectation();
    const look = every(systemClock, 100, () => expectation.changed());
    await expectation
      .until('three heartbeats', 5_000, () => pad.heard.length >= before + 3 || undefined)
      .finally(() => look.cancel());
    expect(pad.heard.slice(before).filter((body) => !/^P/.test(body))).toEqual([]);
  });
});
