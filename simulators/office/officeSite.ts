/** The simulated office as a site file would declare it. */
export function officeSite(office: string, counters: number) {
  return {
    offices: [
      {
        id: office,
        name: { zh: '東區戶政事務所（模擬）', en: 'East Household Registration Office (simulated)' },
        counters: Array.from({ length: counters }, (_, index) => {
          const number = index + 1;
          const priority = number === counters;
          return {
            id: String(number),
            name: priority
              ? { zh: `${number} 號愛心櫃檯`, en: `Priority counter ${number}` }
              : { zh: `${number} 號櫃檯`, en: `Counter ${number}` },
            priority,
            windowMs: priority ? 60_000 : 30_000,
            box: `box-${number}`,
          };
        }),
      },
    ],
  };
}
