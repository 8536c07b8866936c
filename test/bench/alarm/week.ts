import { join } from 'node:path';
import type { AlarmView } from '#contract/alarms.js';
import { packageRoot } from '#platform/packageFacts.js';
import { ScriptedHub } from '../../support/scriptedHub.js';
import {
  alarmView,
  boxView,
  endedWindow,
  figures,
  NOW,
  officeView,
  snapshot,
  windowView,
} from '../../support/views.js';
import { pause } from '../ground.js';
import { WatchedPage } from './watchedPage.js';

/** A large office on a bad week: its windows, and ten times the alarms `standards` §1 expects of it. */
const DAYS = 7;
const COUNTERS = 12;
const WINDOWS_A_DAY = 170;
const WINDOWS_AN_ALARM = 8;
const DAY_MS = 86_400_000;
/** Messages between two looks at whether the page keeps up. */
const BATCH = 100;

/** Live JavaScript of a console that was just opened, and after each of so many weeks that it was left open, MB. */
export async function weeksAtConsole(weeks: number): Promise<readonly number[]> {
  const hub = new ScriptedHub([join(packageRoot(), '.build/hub/dashboard')]);
  hub.offices = [officeView(COUNTERS)];
  hub.snapshot = snapshot({ office: officeView(COUNTERS) });
  hub.script = { alarms: () => ({ items: [] }), alarmSteps: () => ({ items: [] }) };
  await hub.start();
  try {
    return await WatchedPage.with(`${hub.origin}/console.html?office=east`, async (console) => {
      await console.page.locator('main').waitFor();
      const found = [await console.heapMb()];
      for (let week = 0; week < weeks; week++) {
        for (let day = 0; day < DAYS; day++) await oneDay(hub, console, week * DAYS + day);
        found.push(await console.heapMb());
      }
      return found;
    });
  } finally {
    await hub.stop();
  }
}

async function oneDay(hub: ScriptedHub, { page }: WatchedPage, day: number): Promise<void> {
  let sent = 0;
  const told = async (send: () => void): Promise<void> => {
    send();
    if (++sent % BATCH === 0) await caughtUp();
  };
  const caughtUp = async (): Promise<void> => {
    await pause(20);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  };
  for (let nth = 0; nth < WINDOWS_A_DAY; nth++) {
    const number = 10_000 + day * WINDOWS_A_DAY + nth;
    const counter = String((nth % COUNTERS) + 1);
    const at = atOf(day, nth);
    await told(() => hub.send('window', windowView(number, counter, { issuedAt: at, openedAt: at })));
    await told(() => hub.send('window', endedWindow(number, counter, { issuedAt: at, endedAt: at })));
    await told(() => hub.send('figures', figures({ windows: nth + 1 })));
    await told(() => hub.send('box', boxView(counter, { contiguous: number, seenAt: at })));
    if (nth % WINDOWS_AN_ALARM !== 0) continue;
    for (const alarm of lifeOf(number, counter, at)) {
      await told(() => hub.send('alarm', alarm));
      await caughtUp();
    }
  }
}

/** An alarm as it is raised, acknowledged and closed. */
function lifeOf(number: number, counter: string, raisedAt: string): AlarmView[] {
  const raised = alarmView(number, counter, { raisedAt });
  const taken: AlarmView = {
    ...raised,
    state: 'acknowledged',
    acknowledgedAt: raisedAt,
    acknowledgedBy: 'lin',
  };
  const closed: Partial<AlarmView> = {
    closedAt: raisedAt,
    closedBy: 'lin',
    outcome: 'solved',
    cause: 'other',
  };
  return [raised, taken, { ...taken, ...closed, state: 'closed' }];
}

const atOf = (day: number, nth: number): string =>
  new Date(NOW + day * DAY_MS + (nth * DAY_MS) / 3 / WINDOWS_A_DAY).toISOString();
