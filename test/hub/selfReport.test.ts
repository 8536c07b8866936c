import { describe, expect, it } from 'vitest';
import { HubRig } from '../support/hubRig.js';

const get = (rig: HubRig, url: string) => rig.inject({ method: 'GET', url });

describe('what the hub says about itself', () => {
  it('every answer forbids foreign content and guessing of types', async () => {
    const rig = await HubRig.start();
    for (const url of ['/api/v1/offices', '/api/v1/nothing', '/healthz', '/metrics', '/api/v1/%zz']) {
      const { headers } = await get(rig, url);
      expect(headers['content-security-policy']).toContain("default-src 'self'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });

  it('is alive always, and ready only while boxes can reach it', async () => {
    const rig = await HubRig.start();
    expect((await get(rig, '/readyz')).json()).toEqual({ status: 'ready', troubles: [] });
    rig.broker.up = false;
    const response = await get(rig, '/readyz');
    expect(response.statusCode).toBe(503);
    expect(response.json()).toEqual({ status: 'not-ready', troubles: ['broker/down'] });
    expect((await get(rig, '/healthz')).json()).toEqual({ status: 'ok', software: 'test' });
  });

  it('serves the description of its interface', async () => {
    const rig = await HubRig.start();
    expect((await get(rig, '/api/v1/openapi.json')).json()).toMatchObject({
      openapi: '3.1.0',
      info: { version: 'test' },
    });
  });

  it('counts events, refusals, alarms, boxes and commits for Prometheus', async () => {
    const rig = await HubRig.start();
    const box = rig.box('box-1').online();
    await rig.settle();
    const { window, issuance } = await rig.issue('1');
    box.say({ kind: 'opened', window: window.id, issuance, lengthMs: 30_000 });
    box.say({ kind: 'rated', window: window.id, level: 1, afterMs: 0 });
    rig.box('box-99').online();
    rig.broker.deliver('east', 'box-1', 'evt', 'garbage');
    await rig.settle();
    const response = await get(rig, '/metrics');
    expect(response.headers['content-type']).toContain('text/plain');
    const value = (series: string): number => {
      const line = response.body.split('\n').find((text) => text.startsWith(`${series} `));
      if (line === undefined) throw new Error(`no series ${series}`);
      return Number(line.slice(series.length + 1));
    };
    expect(value('rating_events_total{kind="opened"}')).toBe(1);
    expect(value('rating_events_total{kind="rated"}')).toBe(1);
    expect(value('rating_alarms_total')).toBe(1);
    expect(value('rating_boxes_online')).toBe(1);
    expect(value('rating_refused_total{code="mqtt/unknown-box"}')).toBe(1);
    expect(value('rating_refused_total{code="not-json"}')).toBe(1);
    expect(value('rating_write_queue')).toBe(0);
    expect(value('rating_streams')).toBe(0);
    expect(value('rating_commit_seconds_count')).toBeGreaterThan(0);
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(0);
  });
});
