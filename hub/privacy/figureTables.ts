import { cells, words } from './columnLists.js';
import { datum, type Inventory } from './personalData.js';

/** Counts, by which figures are answered. */
export const figureTables = {
  cell_state: {
    title: { zh: '統計狀態', en: 'state of the counts' },
    personal: {},
    plain: words('version closed_year'),
  },
  office_day: {
    title: { zh: '各事務所每日件數', en: 'counts by office and day' },
    personal: {},
    plain: cells('scope day kind'),
  },
  office_month: {
    title: { zh: '各事務所每月件數', en: 'counts by office and month' },
    personal: {},
    plain: cells('scope month kind'),
  },
  service_day: {
    title: { zh: '各服務類別每日件數', en: 'counts by service and day' },
    personal: {},
    plain: cells('scope day kind service'),
  },
  service_month: {
    title: { zh: '各服務類別每月件數', en: 'counts by service and month' },
    personal: {},
    plain: cells('scope month kind service'),
  },
  hour_day: {
    title: { zh: '各時段每日件數', en: 'counts by hour and day' },
    personal: {},
    plain: cells('scope day kind hour'),
  },
  hour_month: {
    title: { zh: '各時段每月件數', en: 'counts by hour and month' },
    personal: {},
    plain: cells('scope month kind weekday hour'),
  },
  counter_day: {
    title: { zh: '各櫃檯每日件數', en: 'counts by counter and day' },
    personal: {},
    plain: cells('office day counter kind'),
  },
  counter_month: {
    title: { zh: '各櫃檯每月件數', en: 'counts by counter and month' },
    personal: {},
    plain: cells('office month counter kind'),
  },
  counter_year: {
    title: { zh: '各櫃檯每年件數', en: 'counts by counter and year' },
    personal: {},
    plain: cells('office year counter kind'),
  },
  clerk_month: {
    title: { zh: '各服務人員每月件數', en: 'counts by clerk and month' },
    personal: { clerk: datum.figures },
    plain: cells('office month counter kind service'),
  },
  clerk_year: {
    title: { zh: '各服務人員每年件數', en: 'counts by clerk and year' },
    personal: { clerk: datum.figures },
    plain: cells('office year counter kind service'),
  },
} as const satisfies Inventory;
