import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '#platform/packageFacts.js';
import { Metrics } from '../../hub/http/metrics.js';

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly datasource: { readonly type: string; readonly uid: string };
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets: ReadonlyArray<{ readonly refId: string; readonly expr: string }>;
}

const dashboard = JSON.parse(readFileSync(join(packageRoot(), '.docs/grafana.json'), 'utf8')) as {
  readonly schemaVersion: number;
  readonly uid: string;
  readonly templating: { readonly list: ReadonlyArray<{ readonly name: string; readonly type: string }> };
  readonly panels: readonly Panel[];
};

const zero = (): number => 0;

/** Names of all series a hub has, as Prometheus stores them. */
async function series(): Promise<Set<string>> {
  const { registry } = new Metrics({
    ...{ boxesOnline: zero, streams: zero, writeQueue: zero },
    parts: {
      ...{ oldestCallSeconds: zero, mostUnacked: zero, journalNumber: zero },
      ...{ openAlarms: () => new Map(), backupAgeSeconds: zero, certificateDays: zero },
    },
  });
  const metrics = await registry.getMetricsAsJSON();
  return new Set(
    metrics.flatMap(({ name, type }) =>
      String(type) === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  );
}

/** What a query names: every word before a brace. */
const namedIn = (query: string): string[] =>
  [...query.matchAll(/([a-zA-Z_:][a-zA-Z0-9_:]*)\{/g)].map(([, name = '']) => name);

describe('the Grafana dashboard', () => {
  it('asks only for series that a hub has', async () => {
    const known = await series();
    const asked = dashboard.panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => namedIn(expr)));
    expect(asked.length).toBeGreaterThanOrEqual(dashboard.panels.length);
    // Prometheus itself says whether it could reach a hub.
    expect(asked.filter((name) => name !== 'up' && !known.has(name))).toEqual([]);
  });

  it('shows every figure about ratings and boxes that a hub tells', async () => {
    const own = [...(await series())].filter(
      (name) => name.startsWith('rating_') && !/_(sum|count)$/.test(name),
    );
    const text = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)).join(' ');
    expect(own.filter((name) => !text.includes(`${name}{`))).toEqual([]);
  });

  it('is of a form that Grafana 10 and later take', () => {
    expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(38);
    expect(dashboard.uid).toMatch(/^[a-zA-Z0-9_-]{1,40}$/);
    expect(dashboard.templating.list.map(({ name, type }) => [name, type])).toContainEqual([
      'datasource',
      'datasource',
    ]);
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
    for (const { type, title, datasource, gridPos, targets } of dashboard.panels) {
      expect(['stat', 'timeseries']).toContain(type);
      expect(title).not.toBe('');
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana's own way to name the chosen source
      expect(datasource).toEqual({ type: 'prometheus', uid: '${datasource}' });
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
    }
  });

  it('lays no panel over another', () => {
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, n) => `${x + (n % w)},${y + Math.floor(n / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
  });
});
