import { expect, it } from 'vitest';
import { LEVELS } from '#contract/values.js';
import { lampPattern, litLamps, NONE_LIT } from '../../device/adapters/lampPattern.js';
import { EXTRA_KEYS, type Scene } from '../../device/ports/panel.js';
import { MemoryPanel } from '../../simulators/panel/memoryPanel.js';
import { type PanelRig, panelConformance } from '../conformance/panel.js';
import { memoryHands } from '../support/memoryHands.js';
import { PanelWitness } from '../support/panelWitness.js';

function makeRig(): Promise<PanelRig> {
  const panel = new MemoryPanel();
  return Promise.resolve({
    hands: memoryHands(panel),
    extraKeys: EXTRA_KEYS,
    makePanel: () => panel,
    restore: async () => undefined,
  });
}

const INVITE: Scene = { kind: 'invite', leftMs: 30_000, moreTime: true };

panelConformance('panel in memory', makeRig);

it('MemoryPanel tells a watcher every scene shown, until it stops watching', () => {
  const panel = new MemoryPanel();
  const scenes: Scene['kind'][] = [];
  panel.start(new PanelWitness());
  const unwatch = panel.watch(({ kind }) => scenes.push(kind));
  panel.show(INVITE);
  panel.unplug();
  unwatch();
  panel.plug();
  expect(scenes).toEqual(['invite', 'dark']);
  expect(panel.scene).toEqual(INVITE);
});

it('MemoryPanel does not repeat an edge of a key that does not move', () => {
  const panel = new MemoryPanel();
  const witness = new PanelWitness();
  panel.start(witness);
  for (const level of LEVELS) {
    panel.key(level, true);
    panel.key(level, true);
  }
  expect(witness.edges).toHaveLength(LEVELS.length);
  expect(litLamps(lampPattern(panel.scene, 0))).toEqual(NONE_LIT);
});
