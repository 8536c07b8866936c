import { every, systemClock } from '#platform/clock.js';
import { lampPattern, litLamps } from '../../device/adapters/lampPattern.js';
import type { MemoryPanel } from '../../simulators/panel/memoryPanel.js';
import type { PanelRig } from '../conformance/panel.js';

const LOOK_EVERY_MS = 50;

/** Hands on a panel in memory. Its lamps follow the pattern of its scene in real time; nothing in it waits. */
export function memoryHands(panel: MemoryPanel): PanelRig['hands'] {
  let shownAt = systemClock.monotonic();
  panel.watch(() => {
    shownAt = systemClock.monotonic();
  });
  return {
    press: (key) => panel.key(key, true),
    release: (key) => panel.key(key, false),
    bounce: (key, pattern) => {
      for (let i = 0; i <= pattern.length; i++) panel.key(key, !panel.held.includes(key));
    },
    unplug: async () => panel.unplug(),
    plug: async () => panel.plug(),
    hang: () => panel.hang(),
    unhang: () => panel.unhang(),
    wait: () => undefined,
    lamps: () => litLamps(lampPattern(panel.scene, systemClock.monotonic() - shownAt)),
    watch: (listener) => {
      const unwatch = panel.watch(listener);
      const look = every(systemClock, LOOK_EVERY_MS, listener);
      return () => {
        unwatch();
        look.cancel();
      };
    },
  };
}
