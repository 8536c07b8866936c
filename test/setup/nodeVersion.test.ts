import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodeProblem, OLDEST_NODE } from '../../.setup/nodeVersion.mjs';

describe('the Node it runs on', () => {
  it.each(['20.19.0', 'v20.20.2', '22.0.0', '24.21.0', '100.1.0'])('accepts %s', (version) => {
    expect(nodeProblem(version)).toBeUndefined();
  });

  it.each(['20.18.9', 'v18.20.4', '9.99.0'])('refuses %s in one clear line', (version) => {
    expect(nodeProblem(version)).toBe(`Node ${OLDEST_NODE} or newer is needed; this is ${version}`);
  });

  it('asks for what package.json asks for', () => {
    const manifest: unknown = JSON.parse(
      readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
    );
    expect(manifest).toMatchObject({ engines: { node: `>=${OLDEST_NODE}` } });
  });
});
