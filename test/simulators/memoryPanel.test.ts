import { expect, it } from 'vitest';
import { LEVELS } from '#contract/values.js';
import { ALL_DARK, lampPattern } from '../../device/adapters/lampPattern.js';
import type { Scene } from '../../device/ports/panel.js';
import { MemoryPanel } from '../../simulators/panel/memoryPanel.js';
import { type PanelRig, panelConformance } from '../conformance/panel.js';
import { PanelWitness } from '../support/panelWitness.js';

function makeRig(): Promise<PanelRig> {
  const panel = new MemoryPanel();
  return Promise.resolve({
    hands: {
      press: (level) => panel.key(level, true),
      release: (level) => panel.key(level, false),
      bounce: (level, pattern) => {
        for (let i = 0; i <= pattern.length; i++) panel.key(level, !panel.held.includes(level));
      },
      unplug: async () => panel.unplug(),
      plug: async () => panel.plug(),
      hang: () => panel.hang(),
      unhang: () => panel.unhang(),
      lamps: () => lampPattern(panel.scene, 0),
      watch: (listener) => panel.watch(listener),
    },
    makePanel: () => panel,
    restore: async () => undefined,
  });
}

panelConformance('panel in memory', makeRig);

it('MemoryPanel tells a watcher every scene shown, until it stops watching', () => {
  const panel = new MemoryPanel();
  const scenes: Scene['kind'][] = [];
  panel.start(new PanelWitness());
  const unwatch = panel.watch(({ kind }) => scenes.push(kind));
  panel.show({ kind: 'invite' });
  panel.unplug();
  unwatch();
  panel.plug();
  expect(scenes).toEqual(['invite', 'dark']);
  expect(panel.scene).toEqual({ kind: 'invite' });
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
  expect(lampPattern(panel.scene, 0)).toEqual(ALL_DARK);
});
