import type { Locator } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { type AlarmSettings, DEFAULT_ALARM_SETTINGS } from '#contract/alarms.js';
import type { Holiday } from '#contract/cases.js';
import type { Visit, VisitOptions } from '../../support/browser.js';
import { DashboardRig, seen, textOf } from '../../support/dashboardRig.js';
import { lowContrast, overflow, smallTargets } from '../../support/pageChecks.js';
import { problem } from '../../support/scriptedHub.js';
import { officeView } from '../../support/views.js';

const rig = new DashboardRig();
const weekdays = { days: [1, 2, 3, 4, 5], from: '08:00', to: '17:30' };
let settings: AlarmSettings = DEFAULT_ALARM_SETTINGS;
let holidays: Holiday[] = [];

beforeEach(() => {
  settings = {
    ...DEFAULT_ALARM_SETTINGS,
    chain: [
      { person: '陳課長', duty: [weekdays] },
      { person: '李秘書', duty: [] },
      { person: '林主任', duty: [] },
    ],
  };
  holidays = [
    { day: '2026-09-25', kind: 'off', name: '中秋節' },
    { day: '2026-10-03', kind: 'worked', name: '補行上班' },
  ];
  rig.hub.offices = [officeView(), { ...officeView(), id: 'west', name: { zh: '西區', en: 'West' } }];
  rig.hub.script = {
    alarmSettings: () => settings,
    duty: ({ params }) => ({
      office: params.office ?? '',
      people: [
        { person: '陳課長', onDuty: true, signedOut: true },
        { person: '李秘書', onDuty: true, signedOut: false },
        { person: '林主任', onDuty: false, signedOut: false },
      ],
    }),
    holidays: ({ query }) => ({ items: holidays.filter(({ day }) => day.startsWith(query.year ?? '')) }),
  };
  rig.hub.answer = ({ body }) => {
    settings = (body as { settings: AlarmSettings }).settings;
    return { status: 200, body: settings };
  };
});

async function open(query = 'lang=en', options: VisitOptions = {}): Promise<Visit> {
  const visit = await rig.open(`alarm-settings.html?office=east&${query}`, options);
  await visit.page.locator('form.settings').waitFor();
  return visit;
}
const form = (visit: Visit): Locator => visit.page.locator('form.settings');
const people = (visit: Visit): Promise<string[]> =>
  visit.page
    .locator('.rung input[id^=person]')
    .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
const focused = (visit: Visit): Promise<string | null | undefined> =>
  visit.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.id);
const save = (visit: Visit): Promise<void> =>
  form(visit).getByRole('button', { name: 'Save the settings' }).click();

describe('A3 the chain', () => {
  it('is put in order by keyboard alone, the focus staying with who is moved', async () => {
    const visit = await open();
    await visit.page.getByRole('button', { name: 'Move 林主任 up' }).focus();
    await visit.page.keyboard.press('Enter');
    await seen(visit, '林主任 is now in place 2.');
    expect(await focused(visit)).toBe('Move 林主任 up');
    await visit.page.keyboard.press('Enter');
    expect(await people(visit)).toEqual(['林主任', '陳課長', '李秘書']);
    await visit.page.keyboard.press('Enter');
    expect(await people(visit)).toEqual(['林主任', '陳課長', '李秘書']);
    await visit.page.keyboard.press('Tab');
    await visit.page.keyboard.press('Enter');
    expect(await people(visit)).toEqual(['陳課長', '林主任', '李秘書']);
    expect(await focused(visit)).toBe('Move 林主任 down');
    await visit.page.keyboard.press('Tab');
    await visit.page.keyboard.press('Enter');
    expect(await people(visit)).toEqual(['陳課長', '李秘書']);
    expect(await focused(visit)).toBe('Remove 李秘書');
  });

  it('P3 takes people with their duty times, and the hub is told all settings under a name', async () => {
    const visit = await open();
    await visit.page.getByRole('button', { name: 'Add a person' }).click();
    await visit.page.keyboard.type(' 吳課員 ');
    await visit.page.getByRole('button', { name: 'Add a duty time for 吳課員' }).click();
    const time = visit.page.getByRole('group', { name: 'Duty time 1 of 吳課員' });
    await time.getByLabel('Sat').check();
    await time.getByLabel('Mon').uncheck();
    await time.getByLabel('To').fill('12:30');
    await form(visit).getByLabel('Place 3').fill('２４０');
    await form(visit).getByLabel('Your name').fill('林主任');
    await save(visit);
    await seen(visit, 'The settings are saved.');
    expect(rig.hub.posts).toEqual([
      {
        url: '/api/v1/offices/east/alarm-settings',
        body: {
          by: '林主任',
          settings: {
            ...DEFAULT_ALARM_SETTINGS,
            chain: [
              { person: '陳課長', duty: [weekdays] },
              { person: '李秘書', duty: [] },
              { person: '林主任', duty: [] },
              { person: '吳課員', duty: [{ days: [2, 3, 4, 5, 6], from: '08:00', to: '12:30' }] },
            ],
            escalateAfterMs: [60_000, 240_000],
          },
        },
      },
    ]);
    await form(visit).getByText('There are no unsaved changes.').waitFor();
    expect(rig.hub.gets.filter(({ id }) => id === 'duty')).toHaveLength(2);
  });

  it('shows who is called now, and why others are not', async () => {
    const visit = await open('lang=zh');
    await seen(visit, '已簽退');
    const now = await visit.page.locator('.people li').allTextContents();
    expect(now.map((text) => text.trim())).toEqual(['陳課長 已簽退', '李秘書 會通知', '林主任 非值勤時間']);
  });
});

describe('A3 A5 A6 A7 A9 the limits', () => {
  it('are shown in units people use, and told in ms', async () => {
    const visit = await open();
    const fields: ReadonlyArray<readonly [string, string, string]> = [
      ['The citizen is taken to have left after', '180', '240'],
      ['Share of dissatisfied ratings', '50', '33.3'],
      ['Of at least', '4', '6'],
      ['Within', '15', '30'],
      ['A box is silent for', '90', '120'],
      ['Unsent records of a box above', '100', '500'],
      ['A case is due after', '7', '14'],
      ['Daily test of the chime at', '08:15', '07:50'],
    ];
    for (const [label, before, after] of fields) {
      const field = form(visit).getByLabel(label);
      expect(await field.inputValue()).toBe(before);
      await field.fill(after);
    }
    await form(visit).getByRole('button', { name: 'Add a step' }).click();
    expect(await form(visit).getByLabel('Place 4').inputValue()).toBe('300');
    await form(visit).getByLabel('Your name').fill('林主任');
    await save(visit);
    expect((await rig.hub.post(1)).body).toMatchObject({
      settings: {
        escalateAfterMs: [60_000, 180_000, 300_000],
        departAfterMs: 240_000,
        rate: { share: 0.333, ratings: 6, withinMs: 1_800_000 },
        silentAfterMs: 120_000,
        outboxAbove: 500,
        caseDays: 14,
        chimeTestAt: '07:50',
      },
    });
  });

  it('say beside each field what is wrong and what is expected; nothing is sent', async () => {
    const visit = await open();
    await visit.page.getByRole('button', { name: 'Add a person' }).click();
    await visit.page.keyboard.type('陳課長');
    const time = visit.page.getByRole('group', { name: 'Duty time 1 of 陳課長' });
    for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri']) await time.getByLabel(day).uncheck();
    await time.getByLabel('To').fill('08:00');
    await form(visit).getByLabel('Place 3').fill('60');
    await form(visit).getByLabel('A case is due after').fill('7.5');
    await form(visit).getByLabel('A box is silent for').fill('soon');
    await save(visit);
    await seen(visit, '7 fields need correcting; nothing is saved yet.');
    const told = await form(visit).locator('p.faulty').allTextContents();
    expect(told.filter((text) => text !== '')).toEqual([
      'Tick at least one day.',
      'Give both times, the second later than the first.',
      'This person is in the chain already.',
      'Must be more than the step before.',
      'Enter a number from 60 to 3600.',
      'Enter a whole number from 1 to 60.',
      'Enter a name of 1 to 64 characters.',
      '7 fields need correcting; nothing is saved yet.',
    ]);
    await expect
      .poll(() => visit.page.evaluate(() => document.activeElement?.getAttribute('type')))
      .toBe('checkbox');
    expect(rig.hub.posts).toEqual([]);
    await form(visit).getByRole('button', { name: 'Discard changes' }).click();
  });

  it('that the hub refuses stay as typed', async () => {
    const visit = await open('lang=zh');
    rig.hub.answer = () => problem(422, 'alarm/bad-settings');
    await form(visit).getByLabel('案件期限').fill('9');
    await form(visit).getByLabel('您的姓名').fill('林主任');
    await form(visit).getByRole('button', { name: '儲存設定' }).click();
    await visit.page.getByRole('alert').filter({ hasText: '主機不接受這些設定' }).waitFor();
    expect(await form(visit).getByLabel('案件期限').inputValue()).toBe('9');
    await form(visit).getByRole('button', { name: '放棄變更' }).click();
    expect(await form(visit).getByLabel('案件期限').inputValue()).toBe('7');
  });
});

describe('unsaved changes', () => {
  it('lock the office, and the browser asks before they are left', async () => {
    const visit = await open();
    const asked: string[] = [];
    visit.page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await form(visit).getByLabel('A case is due after').fill('9');
    await seen(visit, 'Save or discard the changes before choosing another office.');
    expect(await visit.page.getByLabel('Office', { exact: true }).isDisabled()).toBe(true);
    await visit.page.getByRole('link', { name: 'Cases' }).click({ noWaitAfter: true });
    await expect.poll(() => asked).toEqual(['beforeunload']);
    expect(await form(visit).getByLabel('A case is due after').inputValue()).toBe('9');
    await form(visit).getByRole('button', { name: 'Discard changes' }).click();
    await visit.page.getByLabel('Office', { exact: true }).selectOption('west');
    await expect
      .poll(() => rig.hub.gets.filter(({ id }) => id === 'alarmSettings').at(-1)?.params)
      .toEqual({
        office: 'west',
      });
    await visit.page.getByRole('button', { name: '中文' }).click();
    await seen(visit, '通知順序');
  });
});

describe('A9 the table of holidays', () => {
  it('P3 takes a day under a name and shows it with its weekday and ROC year', async () => {
    const visit = await open('lang=zh');
    const section = visit.page.getByRole('region', { name: '放假與補班日' });
    await section.getByText('民國115年9月25日（週五）').waitFor();
    await section.getByRole('button', { name: '登記' }).click();
    await section.getByText('請選擇一個存在的日期。').waitFor();
    await section.getByLabel('日期').fill('2027-01-01');
    await section.getByText('民國116年1月1日（週五）').waitFor();
    await section.getByLabel('名稱').fill('開國紀念日');
    await section.getByLabel('您的姓名').fill('林主任');
    rig.hub.answer = ({ body }) => {
      const { holiday } = body as { holiday: Holiday };
      holidays = [...holidays, holiday];
      return { status: 200, body: holiday };
    };
    await section.getByRole('button', { name: '登記' }).click();
    await section.getByText('已登記 民國116年1月1日（週五）。').waitFor();
    await section.getByText('民國116年', { exact: true }).waitFor();
    expect(await section.locator('.days li').count()).toBe(1);
    expect(rig.hub.posts).toEqual([
      {
        url: '/api/v1/holidays',
        body: { by: '林主任', holiday: { day: '2027-01-01', kind: 'off', name: '開國紀念日' } },
      },
    ]);
  });

  it('goes by ROC year and gives days back by keyboard; a name is asked for first', async () => {
    const visit = await open();
    const section = visit.page.getByRole('region', { name: 'Holidays and worked days' });
    const remove = section.getByRole('button', { name: 'Remove Sat, 3 October 2026 (ROC 115)' });
    expect(await textOf(section.locator('.days'))).toContain('Worked');
    await remove.focus();
    await visit.page.keyboard.press('Enter');
    await section.getByText('Enter a name of 1 to 64 characters.').waitFor();
    expect(await focused(visit)).toBe('holiday-by');
    await visit.page.keyboard.type('林主任');
    rig.hub.answer = () => {
      const [gone] = holidays.splice(1, 1);
      return { status: 200, body: gone };
    };
    await remove.focus();
    await visit.page.keyboard.press('Enter');
    await section.getByText('Sat, 3 October 2026 (ROC 115) is removed.').waitFor();
    expect(await focused(visit)).toBe('holidays');
    expect(rig.hub.posts[0]).toEqual({ url: '/api/v1/holidays/2026-10-03/remove', body: { by: '林主任' } });
    await section.getByRole('button', { name: 'Year before' }).click();
    await section.getByText('ROC 114 (2025)').waitFor();
    await section.getByText('Nothing is noted for this year.').waitFor();
  });
});

describe('the page of alarm settings', () => {
  it.each([
    ['lang=zh', false],
    ['lang=en', true],
  ])('%s fits 320 px, with targets and contrasts that are large enough (dark: %s)', async (query, dark) => {
    const visit = await open(query, { width: 320, dark });
    await visit.page.locator('.days li').first().waitFor();
    expect(await overflow(visit.page)).toEqual([]);
    expect(await smallTargets(visit.page)).toEqual([]);
    expect(await lowContrast(visit.page)).toEqual([]);
  });

  it('asks for an office where the address names none, and takes the only one there is', async () => {
    const visit = await rig.open('alarm-settings.html?lang=en');
    await visit.page.getByLabel('Office', { exact: true }).selectOption('west');
    await form(visit).waitFor();
    rig.hub.offices = [officeView()];
    await visit.page.goto(`${rig.hub.origin}/alarm-settings.html?lang=en`);
    await form(visit).waitFor();
    expect(await visit.page.title()).toBe('Alarm settings · East District Household Registration Office');
  });
});
