import { describe, it } from 'vitest';
import { keyOf, PanelPageRig } from '../../support/panelPageRig.js';

const rig = new PanelPageRig();

describe('the keys of the virtual panel', () => {
  it('are down as long as the pointer is', async () => {
    const visit = await rig.openPanel();
    await keyOf(visit, 4).hover();
    await visit.page.mouse.down();
    await rig.station.did('4 down');
    await visit.page.locator('[data-key="4"][data-held="true"]').waitFor();
    await visit.page.mouse.move(5, 5);
    await visit.page.mouse.up();
    await rig.station.did('4 down', '4 up');
  });

  it('are pressed by the digits of the keyboard from anywhere, once however long they are held', async () => {
    const visit = await rig.openPanel();
    await visit.page.keyboard.down('1');
    await visit.page.keyboard.down('1');
    await visit.page.keyboard.down('5');
    await visit.page.keyboard.up('1');
    await visit.page.keyboard.up('5');
    await rig.station.did('1 down', '5 down', '1 up', '5 up');
  });

  it('are more than the five levels: more time by + or M, the language by L', async () => {
    const visit = await rig.openPanel();
    for (const name of ['more-time', 'language'] as const) {
      await keyOf(visit, name).hover();
      await visit.page.mouse.down();
      await visit.page.locator(`[data-key="${name}"][data-held="true"]`).waitFor();
      await visit.page.mouse.up();
    }
    const done = ['more-time down', 'more-time up', 'language down', 'language up'];
    await rig.station.did(...done);
    for (const character of ['+', 'm', 'L']) await visit.page.keyboard.press(character);
    await rig.station.did(...done, 'more-time down', 'more-time up', ...done);
    await visit.page.keyboard.press('Control+l');
    await visit.page.keyboard.down('l');
    await visit.page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await rig.station.did(...done, 'more-time down', 'more-time up', ...done, 'language down', 'language up');
  });

  it('are released by the place on the keyboard, whatever Shift has become meanwhile', async () => {
    const visit = await rig.openPanel();
    await visit.page.keyboard.down('Shift');
    await visit.page.keyboard.down('Equal');
    await rig.station.did('more-time down');
    await visit.page.keyboard.up('Shift');
    await visit.page.keyboard.up('Equal');
    await rig.station.did('more-time down', 'more-time up');
  });

  it('are pressed by Space and Enter when they have the focus', async () => {
    const visit = await rig.openPanel();
    await keyOf(visit, 2).focus();
    await visit.page.keyboard.press('Space');
    await visit.page.keyboard.press('Enter');
    await rig.station.did('2 down', '2 up', '2 down', '2 up');
  });

  it('are released when the window loses the keyboard, and when the page goes away', async () => {
    const visit = await rig.openPanel();
    await visit.page.keyboard.down('3');
    await rig.station.did('3 down');
    await visit.page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await rig.station.did('3 down', '3 up');
    await visit.page.keyboard.up('3');
    await visit.page.keyboard.down('3');
    await rig.station.did('3 down', '3 up', '3 down');
    await visit.page.close();
    await rig.station.did('3 down', '3 up', '3 down', '3 up');
  });
});
