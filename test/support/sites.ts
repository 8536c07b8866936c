import type { Site } from '../../hub/store/siteStore.js';

/** An office of six counters; counter 6 has no box. */
export const eastSite: Site = {
  offices: [
    {
      id: 'east',
      name: { zh: '東區戶政事務所', en: 'East Household Registration Office' },
      alarmLevels: [1, 2],
      counters: [1, 2, 3, 4, 5, 6].map((number) => ({
        id: String(number),
        name: { zh: `${number} 號櫃檯`, en: `Counter ${number}` },
        priority: number === 5,
        windowMs: number === 5 ? 60_000 : 30_000,
        ...(number === 6 ? {} : { box: `box-${number}` }),
      })),
    },
    {
      id: 'west',
      name: { zh: '西區戶政事務所', en: 'West Household Registration Office' },
      alarmLevels: [1],
      counters: [
        {
          id: '1',
          name: { zh: '1 號櫃檯', en: 'Counter 1' },
          priority: false,
          windowMs: 30_000,
          box: 'box-w1',
        },
      ],
    },
  ],
};
