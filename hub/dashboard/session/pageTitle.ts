import type { Locale } from '../ui/locale.js';
import type { PageName } from './pageRoles.js';

/** What each page is called where it is led to. */
export function pageTitle(page: PageName, { t }: Locale): string {
  switch (page) {
    case 'console':
      return t.consolePage.title;
    case 'cases':
      return t.cases.title;
    case 'alarm-settings':
      return t.alarmSettings.title;
    case 'desk':
      return t.desk.title;
    case 'index':
      return t.pages.home;
    case 'wall':
    case 'boxes':
    case 'health':
    case 'accounts':
      return t.access.links[page];
    default:
      return t.statistics.pages[page];
  }
}
