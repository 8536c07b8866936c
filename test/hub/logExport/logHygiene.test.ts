import { describe, expect, it } from 'vitest';
import type { AlarmView } from '#contract/alarms.js';
import { createLogger } from '#platform/logger.js';
import { HubRig } from '../../support/hubRig.js';

const CLERK = '林小明';
const SUPERVISOR = '王大華';
const NUMBER = 'R-7788-99';
const VISIT = 'V-5566';
const REMARK = '民眾陳太太';

/** A hub whose every line of log is kept, down to the smallest. */
async function talkative() {
  const lines: string[] = [];
  const take = (line: string): void => void lines.push(line);
  const rig = await HubRig.start(undefined, undefined, undefined, undefined, (_file, clock) => ({
    logger: createLogger('rating-hub', 'debug', { clock, write: take, alert: take }),
  }));
  return { rig, lines };
}

describe('the log', () => {
  it('P4 P5 names no clerk, no supervisor, no document and no remark, whatever happens', async () => {
    const { rig, lines } = await talkative();
    const box = rig.box('box-1').online();
    const { window, issuance } = await rig.issue('1', { clerk: CLERK, number: NUMBER, visit: VISIT });
    await rig.post('/issuances', {
      office: 'east',
      counter: '1',
      kind: 'receipt',
      number: NUMBER,
      clerk: '別人',
    });
    await rig.post('/issuances', { office: 'east', counter: '1', kind: 'odd', number: NUMBER, clerk: CLERK });
    await rig.post('/issuances', {
      office: 'east',
      counter: '99',
      kind: 'receipt',
      number: NUMBER,
      clerk: CLERK,
    });
    box.say({ kind: 'opened', window: window.id, issuance, lengthMs: 30_000 });
    box.say({ kind: 'rated', window: window.id, level: 1, afterMs: 2_000 });
    box.say({ kind: 'rated', window: window.id, level: 5, afterMs: 2_000 });
    await rig.settle();
    const { items } = await rig.get<{ items: AlarmView[] }>('/alarms');
    expect(items).toHaveLength(1);
    const alarm = items[0]?.id ?? '';
    await rig.post(`/alarms/${alarm}/acknowledge`, { by: SUPERVISOR });
    await rig.post(`/alarms/${alarm}/acknowledge`, { by: SUPERVISOR });
    const closing = { by: SUPERVISOR, outcome: 'complaint', cause: 'staff', remark: REMARK };
    expect((await rig.post(`/alarms/${alarm}/close`, closing)).status).toBe(200);
    const excluded = await rig.post(`/ratings/${window.id}/exclude`, {
      by: SUPERVISOR,
      reason: 'other',
      remark: REMARK,
    });
    expect(excluded.status).toBe(200);
    await rig.post('/improvements', { office: 'east', by: SUPERVISOR, text: REMARK });
    await rig.post(`/issuances/east/receipt/${NUMBER}/void`);
    await rig.post(`/issuances/east/receipt/${NUMBER}X/void`);
    await rig.request({
      method: 'GET',
      url: `/api/v1/offices/east/clerks/${encodeURIComponent(CLERK)}?viewer=${encodeURIComponent(SUPERVISOR)}`,
    });
    await rig.request({ method: 'GET', url: `/api/v1/nothing/${NUMBER}` });
    rig.broker.deliver('east', 'box-1', 'evt', `{"kind":"rated","clerk":"${CLERK}"`);
    rig.broker.deliver('east', 'nobody', 'evt', '{}');
    rig.broker.deliver('east', 'box-1', 'beat', '{"odd":true}');
    await rig.settle();
    await rig.restart();
    expect(lines.length).toBeGreaterThan(3);
    const text = lines.join('');
    for (const name of [CLERK, SUPERVISOR, NUMBER, VISIT, REMARK, '別人']) expect(text).not.toContain(name);
  });
});
