import type { Locator } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_BOX_SETTINGS } from '#contract/boxSettings.js';
import type { EnrolmentOffer } from '#contract/enrolment.js';
import { words } from '#words/catalogue.js';
import type { Visit, VisitOptions } from '../../support/browser.js';
import { DashboardRig, seen, textOf } from '../../support/dashboardRig.js';
import { overflow, smallTargets, unreadable } from '../../support/pageChecks.js';
import { problem } from '../../support/scriptedHub.js';
import { at, boxView, boxViews, NOW, officeView } from '../../support/views.js';

const rig = new DashboardRig();
const ENGLISH = '?lang=en';

beforeEach(() => {
  const west = { ...officeView(2), id: 'west', name: { zh: '西區戶政事務所', en: 'West Office' } };
  const counters = west.counters.map(({ box: _box, ...counter }) => counter);
  rig.hub.offices = [officeView(), { ...west, counters }];
  rig.hub.boxes = boxViews();
});

async function open(query = ENGLISH, options: VisitOptions = {}): Promise<Visit> {
  const visit = await rig.open(`boxes.html${query}`, options);
  await visit.page.locator('.box').first().waitFor();
  return visit;
}
const card = (visit: Visit, box: string): Locator =>
  visit.page.locator('.box').filter({ has: visit.page.getByRole('heading', { name: box, exact: true }) });
const act = (visit: Visit, name: string): Promise<void> =>
  visit.page.getByRole('button', { name, exact: true }).click();
const dialog = (visit: Visit): Locator => visit.page.getByRole('dialog');

describe('the page of boxes', () => {
  it('shows every box: presence, place, health in the words of the box, self-test, records and settings', async () => {
    const visit = await open();
    await seen(visit, '6 in all, 4 online, 3 in need of attention');
    const ailing = await textOf(card(visit, 'box-3'));
    for (const text of [
      'Counter 3',
      'Online',
      '/dev/ttyACM0: no such device',
      'Stuck keys',
      'Voice out of order',
      'Not tested',
      'a citizen is rating',
      'on request',
      'The box refused the new settings: revision 4: no voice for th',
    ])
      expect(ailing).toContain(text);
    expect(await textOf(card(visit, 'box-2'))).toMatch(
      /Lost.*since .*Condition when last heard.*Revision 3 is not in force yet/s,
    );
    expect(await textOf(card(visit, 'box-4'))).toMatch(
      /Still speaks as one of West Office.*12 records.*2 records.*1 record/s,
    );
    expect(await textOf(card(visit, 'box-5'))).toMatch(/Lost for good.*8 records.*began anew.*malformed/s);
    expect(await textOf(card(visit, 'box-06'))).toMatch(
      /Store-room.*Not heard yet.*Not reported yet.*Only named in the site file/s,
    );
  });

  it('those that need attention come first, and an office can be chosen', async () => {
    rig.hub.boxes = [...boxViews(), boxView('9', { id: 'box-w', office: 'west', counter: '1' })];
    const visit = await open();
    const names = () => visit.page.locator('.box h2').allTextContents();
    expect((await names()).slice(0, 3)).toEqual(['box-2', 'box-3', 'box-4']);
    await visit.page.getByLabel('Office', { exact: true }).selectOption('west');
    expect(await names()).toEqual(['box-w']);
    await visit.page.getByLabel('Office', { exact: true }).selectOption({ label: 'Every office' });
    expect(await names()).toHaveLength(7);
  });

  it('P1 asks for nothing that carries a rating, and shows none', async () => {
    const visit = await open('');
    await visit.page.clock.runFor(10_000);
    const asked = visit.requests
      .map((address) => new URL(address).pathname)
      .filter((path) => path.startsWith('/api'));
    expect(new Set(asked)).toEqual(new Set(['/api/v1/session', '/api/v1/offices', '/api/v1/boxes']));
    rig.hub.boxes = [boxView('1', { idlePresses: [91, 92, 93, 94, 95] })];
    await visit.page.clock.runFor(4_000);
    await visit.page.getByText('box-3').waitFor({ state: 'detached' });
    const text = await textOf(visit.page.locator('#page'));
    for (const level of Object.values(words('zh').levels)) expect(text).not.toContain(level);
    for (const count of ['91', '95']) expect(text).not.toContain(count);
  });

  it('follows what happens, and says when the hub is out of reach', async () => {
    const visit = await open();
    rig.hub.boxes = [boxView('1', { presence: 'lost', since: at(0) })];
    await visit.page.clock.runFor(3_500);
    await seen(visit, '1 in all, 0 online, 1 in need of attention');
    rig.hub.goAway();
    await visit.page.clock.runFor(3_500);
    const bar = visit.page.getByRole('alert');
    await bar.filter({ hasText: 'The hub cannot be reached' }).waitFor();
    rig.hub.comeBack();
    await visit.page.clock.runFor(3_500);
    await bar.waitFor({ state: 'detached' });
  });
});

describe('what is done with a box', () => {
  it("B5 a lost box is revoked in somebody's name, after a question, and is shown as revoked", async () => {
    rig.hub.boxes = [boxView('1', { enrolledAt: at(-60) })];
    const visit = await open();
    await act(visit, 'Revoke: box-1');
    expect(await textOf(dialog(visit))).toContain('cut off at once');
    await act(visit, 'Revoke this box');
    expect(rig.hub.posts).toEqual([]);
    await dialog(visit).getByRole('textbox').fill('王主管');
    const { enrolledAt: _gone, ...revoked } = boxView('1', { revokedAt: at(0), presence: 'lost' });
    rig.hub.boxes = [revoked];
    rig.hub.answer = () => ({ status: 200, body: revoked });
    await act(visit, 'Revoke this box');
    expect(await rig.hub.post(1)).toEqual({ url: '/api/v1/boxes/box-1/revoke', body: { by: '王主管' } });
    await seen(visit, 'box-1 is revoked');
    await card(visit, 'box-1')
      .getByText(/Revoked on .*enrolled anew/)
      .first()
      .waitFor();
    await seen(visit, '1 in all, 0 online, 0 in need of attention');
  });

  it('B5 the fingerprint of the hub stands beside the code, and in the command', async () => {
    const visit = await open();
    const fingerprint = '7K3M-Q9XT-0A1B-2C3D';
    const place = { office: 'east', expiresAt: at(900) };
    rig.hub.answer = () => ({
      status: 201,
      body: { code: '7K3M-Q9XT', box: 'box-1', fingerprint, ...place },
    });
    await act(visit, 'New code: box-1');
    await act(visit, 'Make a code');
    const shown = await textOf(dialog(visit));
    expect(shown).toContain(`--code 7K3M-Q9XT --fingerprint ${fingerprint}`);
    expect(shown).toContain('what the box shows must be the same');
  });

  it('B6 a self-test is asked for where the box is there, and only there', async () => {
    const visit = await open();
    rig.hub.answer = () => ({ status: 202, body: boxView('1') });
    await act(visit, 'Self-test: box-1');
    expect((await rig.hub.post(1)).url).toBe('/api/v1/boxes/box-1/self-test');
    await seen(visit, 'box-1 was asked to test itself');
    const gone = visit.page.getByRole('button', { name: 'Self-test: box-2' });
    expect(await gone.getAttribute('aria-disabled')).toBe('true');
    await gone.click({ force: true });
    expect(rig.hub.posts).toHaveLength(1);
  });

  it('B5 it is moved by office and counter; counters where others stand cannot be chosen', async () => {
    const visit = await open();
    await act(visit, 'Move: box-1');
    await seen(visit, 'Ratings and records until now stay with the place it leaves.');
    const counter = dialog(visit).getByLabel('Counter it stands at');
    expect(await counter.locator('option', { hasText: 'taken by box-2' }).isDisabled()).toBe(true);
    await dialog(visit).getByLabel('Office it stands in').selectOption('west');
    await counter.selectOption({ label: 'Counter 2' });
    rig.hub.answer = () => problem(409, 'box/counter-taken');
    await dialog(visit).getByRole('button', { name: 'Move it there' }).click();
    await dialog(visit).getByText('Another box stands at that counter').waitFor();
    rig.hub.answer = () => ({ status: 200, body: boxView('2', { id: 'box-1', office: 'west' }) });
    await dialog(visit).getByRole('button', { name: 'Move it there' }).click();
    expect(await rig.hub.post(2)).toEqual({
      url: '/api/v1/boxes/box-1/move',
      body: { office: 'west', counter: '2' },
    });
    await seen(visit, 'box-1 now belongs to West Office · Counter 2.');
    expect(await dialog(visit).count()).toBe(0);
  });

  it('its settings are shown as they are, warned about where they must, and sent as they were changed', async () => {
    rig.hub.settings = {
      ...DEFAULT_BOX_SETTINGS,
      revision: 2,
      quietHours: [{ from: '12:00', to: '13:30' }],
    };
    const visit = await open();
    await act(visit, 'Change settings: box-1');
    const form = dialog(visit);
    await form.waitFor();
    expect(await form.getByLabel('From, period 1').inputValue()).toBe('12:00');
    expect(await form.getByLabel('Hokkien').isChecked()).toBe(false);
    expect(await textOf(form)).toMatch(/Thai \(not checked by a native speaker\)/);
    await seen(visit, 'bystanders will know that the citizen was dissatisfied');
    await form.getByLabel('Volume').fill('45');
    await form.getByLabel('To, period 2').fill('06:30');
    await form.getByLabel('Mandarin').uncheck();
    await form.getByLabel('Vietnamese').check();
    await form.getByLabel('The key for more time works').uncheck();
    await form.getByLabel('Invite only within').fill('61');
    await form.getByRole('button', { name: 'Save settings' }).click();
    await form.getByText('The hub does not accept this; check the fields.').waitFor();
    expect(rig.hub.posts).toEqual([]);
    await form.getByLabel('From, period 2').fill('22:00');
    await form.getByLabel('Invite only within').fill('7.5');
    rig.hub.answer = () => ({ status: 200, body: rig.hub.settings });
    await form.getByRole('button', { name: 'Save settings' }).click();
    expect(await rig.hub.post(1)).toEqual({
      url: '/api/v1/boxes/box-1/settings',
      body: {
        volume: 45,
        quietHours: [
          { from: '12:00', to: '13:30' },
          { from: '22:00', to: '06:30' },
        ],
        languages: ['en', 'vi'],
        moreTime: false,
        waitPrompt: false,
        maxAgeMs: 7_500,
      },
    });
    await seen(visit, 'The settings of box-1 are saved.');
  });

  it('B5 a new box gets a code, shown large with the minutes it has left', async () => {
    const visit = await open();
    await act(visit, 'Add a box');
    const name = dialog(visit).getByLabel('Name of the box');
    await name.fill('Box 7');
    await dialog(visit).getByRole('button', { name: 'Make a code' }).click();
    await dialog(visit).getByText('Only lower-case letters').waitFor();
    await name.fill('box-7');
    await dialog(visit).getByLabel('Office it stands in').selectOption('west');
    await dialog(visit).getByLabel('Counter it stands at').selectOption('1');
    const offer: EnrolmentOffer = {
      code: '7K3M-Q9XT',
      box: 'box-7',
      office: 'west',
      counter: '1',
      expiresAt: new Date(NOW + 15 * 60_000).toISOString(),
    };
    rig.hub.answer = () => ({ status: 201, body: offer });
    await dialog(visit).getByRole('button', { name: 'Make a code' }).click();
    expect(await rig.hub.post(1)).toEqual({
      url: '/api/v1/boxes/box-7/enrolment',
      body: { office: 'west', counter: '1' },
    });
    await seen(visit, 'Works for 15 more min, and once');
    expect(await textOf(dialog(visit).locator('.code'))).toBe('7K3M-Q9XT');
    expect(await textOf(dialog(visit))).toContain(`enrol --hub ${rig.hub.origin} --code 7K3M-Q9XT`);
    rig.hub.now = NOW + 14 * 60_000;
    await visit.page.clock.runFor(14 * 60_000);
    await seen(visit, 'Works for 1 more min, and once');
    rig.hub.now = NOW + 15 * 60_000 + 2_000;
    await visit.page.clock.runFor(62_000);
    await seen(visit, 'The code is too old; make a new one.');
    expect(await textOf(dialog(visit))).not.toContain('7K3M-Q9XT');
  });

  it('2.1.1 everything can be done by keyboard, Escape closes, and the focus returns', async () => {
    const visit = await open();
    const move = visit.page.getByRole('button', { name: 'Move: box-2' });
    await move.focus();
    await visit.page.keyboard.press('Enter');
    await dialog(visit).waitFor();
    expect(await dialog(visit).evaluate((one) => one.contains(document.activeElement))).toBe(true);
    await visit.page.keyboard.press('Escape');
    await dialog(visit).waitFor({ state: 'detached' });
    expect(await move.evaluate((one) => one === document.activeElement)).toBe(true);
  });
});

describe('the forms of the page of boxes', () => {
  const FORMS = {
    zh: ['移機：box-1', '更改設定：box-1', '新註冊碼：box-1'],
    en: ['Move: box-1', 'Change settings: box-1', 'New code: box-1'],
  };
  for (const lang of ['zh', 'en'] as const) {
    it(`1.4.10 1.4.3 2.5.8 fit 320 px, can be read and hit, in ${lang}`, async () => {
      const visit = await open(`?lang=${lang}`, { width: 320, height: 640 });
      for (const name of FORMS[lang]) {
        await act(visit, name);
        await dialog(visit).waitFor();
        expect(await overflow(visit.page)).toEqual([]);
        expect(await smallTargets(visit.page)).toEqual([]);
        expect(await unreadable(visit.page), name).toEqual([]);
        await visit.page.keyboard.press('Escape');
        await dialog(visit).waitFor({ state: 'detached' });
      }
    });
  }
});
