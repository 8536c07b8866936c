import { beforeEach, describe, expect, it } from 'vitest';
import { lampPattern, litLamps } from '../../device/adapters/lampPattern.js';
import { CombinedPanel } from '../../device/combinedPanel.js';
import { MemoryPanel } from '../../simulators/panel/memoryPanel.js';
import { panelConformance } from '../conformance/panel.js';
import { memoryHands } from '../support/memoryHands.js';
import { PanelWitness } from '../support/panelWitness.js';

panelConformance('buttons with a screen beside them', () => {
  const buttons = new MemoryPanel();
  const screen = new MemoryPanel();
  screen.unplug();
  const panel = new CombinedPanel([
    { name: 'buttons', panel: buttons },
    { name: 'screen', panel: screen },
  ]);
  return Promise.resolve({
    hands: memoryHands(buttons),
    extraKeys: ['more-time', 'language'],
    makePanel: () => panel,
    restore: async () => undefined,
  });
});

describe('buttons and screen as one panel', () => {
  let buttons: MemoryPanel;
  let screen: MemoryPanel;
  let panel: CombinedPanel;
  let witness: PanelWitness;

  beforeEach(() => {
    buttons = new MemoryPanel();
    screen = new MemoryPanel();
    panel = new CombinedPanel([
      { name: 'buttons', panel: buttons },
      { name: 'screen', panel: screen },
    ]);
    witness = new PanelWitness();
  });
  const events = () => witness.events;
  const since = (count: number) => events().slice(count);

  it('B1 both show the same and presses of both are accepted', async () => {
    await panel.start(witness);
    panel.show({ kind: 'accepted' });
    expect([buttons, screen].map(({ scene }) => litLamps(lampPattern(scene, 0)).accepted)).toEqual([
      true,
      true,
    ]);
    buttons.key(5, true);
    screen.key(2, true);
    expect(witness.edges).toEqual([
      [5, true],
      [2, true],
    ]);
  });

  it('W7 a key that is down on both is one key, released when both let go', async () => {
    await panel.start(witness);
    buttons.key(4, true);
    screen.key(4, true);
    buttons.key(4, false);
    screen.key(4, false);
    expect(witness.edges).toEqual([
      [4, true],
      [4, false],
    ]);
  });

  it('B2 without its screen the box goes on with its buttons, impaired until it is back', async () => {
    await panel.start(witness);
    screen.unplug();
    buttons.key(3, true);
    screen.plug();
    expect(since(1)).toEqual([
      { kind: 'impaired', detail: 'screen: unplugged' },
      { kind: 'edge', key: 3, down: true },
      { kind: 'impaired', detail: undefined },
    ]);
  });

  it('B2 it is lost only when both are, and says why', async () => {
    await panel.start(witness);
    buttons.hang();
    screen.unplug();
    expect(since(1)).toEqual([
      { kind: 'impaired', detail: 'buttons: hung' },
      { kind: 'lost', detail: 'buttons: hung; screen: unplugged' },
    ]);
    screen.plug();
    expect(since(3)).toEqual([
      { kind: 'ready', held: [] },
      { kind: 'impaired', detail: 'buttons: hung' },
    ]);
  });

  it('W9 a key found down on a part that comes back was not pressed now', async () => {
    await panel.start(witness);
    screen.unplug();
    screen.key(5, true);
    screen.plug();
    screen.key(5, false);
    expect(since(2)).toEqual([
      { kind: 'ready', held: [5] },
      { kind: 'impaired', detail: undefined },
      { kind: 'edge', key: 5, down: false },
    ]);
  });

  it('W9 a key held on a part that is lost is released', async () => {
    await panel.start(witness);
    buttons.key(1, true);
    buttons.unplug();
    expect(since(2)).toEqual([
      { kind: 'edge', key: 1, down: false },
      { kind: 'impaired', detail: 'buttons: unplugged' },
    ]);
  });

  it('B3 hands on the language chosen on the screen', async () => {
    await panel.start(witness);
    screen.choose('en');
    expect(since(1)).toEqual([{ kind: 'chose', language: 'en' }]);
  });
});
