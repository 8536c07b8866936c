import { OFFICE } from '../counterRig.js';
import { type PressTimes, timePresses } from './presses.js';
import { PressOffice } from './pressOffice.js';
import { WatchedPage } from './watchedPage.js';

/** Presses on virtual panels, heard and seen at the supervisor's console. */
export const pressAtConsole = (presses: number): Promise<PressTimes> =>
  PressOffice.with((office) =>
    WatchedPage.with(`${office.http}/console.html?office=${OFFICE}`, async (console) => {
      await console.page.locator('main').waitFor();
      return timePresses(presses, async (_number, pressed) => {
        const press = await office.citizen();
        const sight = await console.sight(() => {
          pressed();
          press();
        });
        await office.settle(sight.alarm);
        await console.page.locator('article.alarm').waitFor({ state: 'detached' });
        return sight;
      });
    }),
  );
