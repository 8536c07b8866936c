import { describe, expect, it } from 'vitest';
import type { CheckCode, HealthView } from '#contract/care.js';
import { HubRig } from '../../support/hubRig.js';

const of = (view: HealthView, code: CheckCode) => view.checks.find((check) => check.code === code);

describe('GET /health', () => {
  it('R25 tells of every part of a running hub, and of no person', async () => {
    const rig = await HubRig.start();
    rig.box('box-1').online().beat();
    await rig.issue('1', { clerk: 'lin', number: 'R-SECRET' });
    await rig.settle();
    const view = await rig.get<HealthView>('/health');
    expect(view.checks.map(({ code }) => code)).toEqual([
      ...['clock', 'disk', 'store', 'broker', 'boxes', 'backup', 'journal', 'certificate', 'outbound'],
    ]);
    expect(of(view, 'store')?.state).toBe('good');
    expect(of(view, 'broker')?.state).toBe('good');
    expect(of(view, 'certificate')?.state).toBe('off');
    expect(of(view, 'boxes')?.found.en).toMatch(/silent/);
    expect(JSON.stringify(view)).not.toMatch(/lin\b|R-SECRET/);
  });

  it('B4 names a box that fell silent, and tells of a broker that is down', async () => {
    const rig = await HubRig.start();
    rig.box('box-1').status('lost');
    rig.broker.up = false;
    await rig.settle();
    const view = await rig.get<HealthView>('/health');
    expect(of(view, 'boxes')?.found.zh).toContain('box-1');
    expect(of(view, 'broker')?.state).toBe('bad');
  });
});

describe('GET /metrics', () => {
  it('tells how alarms, outboxes, backups, the journal and seals are', async () => {
    const rig = await HubRig.start();
    const box = rig.box('box-1').online();
    box.beat({ unacked: 7 });
    const { window, issuance } = await rig.issue('1');
    box.say({ kind: 'opened', window: window.id, issuance, lengthMs: 30_000 });
    box.say({ kind: 'rated', window: window.id, level: 1, afterMs: 2_000 });
    await rig.settle();
    rig.clock.advance(5_000);
    const { body } = await rig.inject({ method: 'GET', url: '/metrics' });
    expect(body).toContain('rating_alarms_open{state="unacknowledged"} 1\n');
    expect(body).toContain('rating_alarms_open{state="departed"} 0\n');
    expect(body).toMatch(/^rating_alarm_oldest_unacknowledged_seconds 5$/m);
    expect(body).toMatch(/^rating_outbox_unacked_max 7$/m);
    expect(body).toMatch(/^rating_certificate_days Nan$/im);
    expect(body).toMatch(/^rating_journal_number \d+$/m);
    expect(body).toContain('rating_seal_faults_total{code="seal/bad-signature"} 0\n');
  });
});
