import { describe, expect, it } from 'vitest';
import type { WindowView } from '#contract/views.js';
import { ManualClock } from '#platform/clock.js';
import { HubClient } from '../../../../hub/dashboard/api/hubClient.js';
import { DeskModel } from '../../../../hub/dashboard/desk/deskModel.js';
import type { Memory } from '../../../../hub/dashboard/ui/memory.js';
import { issuanceView, NOW, officeView, windowView } from '../../../support/views.js';

class Rig {
  readonly clock = new ManualClock(NOW);
  readonly kept = new Map<string, string>();
  readonly asked: string[] = [];
  windows: readonly WindowView[] = [];
  answer: () => Response = () =>
    Response.json({ issuance: 'i', window: windowView(9, '1') }, { status: 201 });
  private readonly memory: Memory = {
    get: (name) => this.kept.get(name),
    set: (name, value) => void this.kept.set(name, value),
  };

  model(counter = '1'): DeskModel {
    const hub = new HubClient({
      clock: this.clock,
      base: 'http://hub/',
      fetch: async (url, init) => {
        const path = String(url).replace('http://hub/', '');
        this.asked.push(`${init?.method} ${path}`);
        if (path === 'offices') return Response.json({ items: [officeView()] });
        if (path.startsWith('windows')) return Response.json({ items: this.windows });
        return this.answer();
      },
    });
    return new DeskModel({ hub, clock: this.clock, memory: this.memory, place: { office: 'east', counter } });
  }

  /** Lets everything asked so far be answered. */
  async settle(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
  }

  async started(counter = '1'): Promise<DeskModel> {
    const model = this.model(counter);
    model.start();
    await this.settle();
    model.edit({ clerk: '林雅婷' });
    return model;
  }
}

const windowWith = (...numbers: string[]): WindowView =>
  windowView(1, '1', { issuances: numbers.map((number, n) => issuanceView(n, { number })) });

describe('the issuing desk', () => {
  it('looks far back once, then only at what is new, and never listens to the stream of alarms (P5)', async () => {
    const rig = new Rig();
    await rig.started();
    rig.clock.advance(2_000);
    await rig.settle();
    expect(rig.asked).toEqual([
      'GET offices',
      'GET windows?office=east&counter=1&limit=500',
      'GET windows?office=east&counter=1&limit=30',
    ]);
  });

  it('suggests the number after the highest one issued at this counter', async () => {
    const rig = new Rig();
    rig.windows = [windowWith('115-1-0004', 'R-000777')];
    const model = await rig.started();
    expect(model.suggested.value).toBe('115-1-0005');
    model.edit({ kind: 'notice' });
    expect(model.suggested.value).toBe('115-1-0001');
  });

  it('moves on after issuing, and remembers number and clerk when the page is opened anew', async () => {
    const rig = new Rig();
    const model = await rig.started();
    await model.issue();
    expect(model.result.value).toMatchObject({ kind: 'issued', number: '115-1-0001' });
    expect(model.suggested.value).toBe('115-1-0002');
    const again = rig.model();
    expect(again.suggested.value).toBe('115-1-0002');
    expect(again.draft.value.clerk).toBe('林雅婷');
  });

  it('tells the same again from a new issuance (W1)', async () => {
    const rig = new Rig();
    const model = await rig.started();
    rig.answer = () => Response.json({ issuance: 'i', window: windowView(9, '1') });
    await model.issue();
    expect(model.result.value).toEqual({ kind: 'same', number: '115-1-0001' });
  });

  it('keeps what was typed on a conflict, and suggests the next number', async () => {
    const rig = new Rig();
    const model = await rig.started();
    model.edit({ service: '戶籍謄本' });
    rig.answer = () => Response.json({ code: 'issuance/conflict', detail: 'differs' }, { status: 409 });
    await model.issue();
    expect(model.result.value).toMatchObject({ kind: 'refused', problem: { code: 'issuance/conflict' } });
    expect(model.draft.value.service).toBe('戶籍謄本');
    expect(model.suggested.value).toBe('115-1-0002');
  });

  it('marks the fields the hub refuses, until they are edited', async () => {
    const rig = new Rig();
    const model = await rig.started();
    const faults = [{ path: '/number', reason: 'must match' }];
    rig.answer = () => Response.json({ code: 'request/invalid', detail: 'x', faults }, { status: 422 });
    model.edit({ number: '!!' });
    await model.issue();
    expect([...model.faults.value]).toEqual(['number']);
    model.edit({ number: '!' });
    expect(model.faults.value.size).toBe(0);
  });

  it('sends nothing while a required field is empty', async () => {
    const rig = new Rig();
    const model = await rig.started();
    model.edit({ clerk: ' ' });
    await model.issue();
    expect(model.result.value).toEqual({ kind: 'incomplete' });
    expect(rig.asked.some((line) => line.startsWith('POST'))).toBe(false);
  });

  it('issues once, however often the button is pressed', async () => {
    const rig = new Rig();
    const model = await rig.started();
    await Promise.all([model.issue(), model.issue(), model.issue()]);
    expect(rig.asked.filter((line) => line === 'POST issuances')).toHaveLength(1);
  });

  it('voids a document by its kind and number', async () => {
    const rig = new Rig();
    const model = await rig.started();
    await model.void(issuanceView(4, { kind: 'notice', number: '甲1' }));
    expect(rig.asked).toContain('POST issuances/east/notice/%E7%94%B21/void');
    expect(model.result.value).toEqual({ kind: 'voided', number: '甲1' });
  });

  it('says when the hub has no such counter', async () => {
    const rig = new Rig();
    const model = await rig.started('77');
    expect(model.misplaced.value).toBe(true);
    expect(rig.asked).toEqual(['GET offices']);
  });
});
