/** Drawn in a 24 × 24 field with a 2 px line; the shape alone tells one from the other. */
const SHAPES = {
  well: 'M5 12.5l4.5 4.5L19 7.5',
  warning: 'M12 4 2.8 20h18.4L12 4Zm0 6v5m0 2.6v.1',
  offline:
    'M4 4l16 16M8.5 8.7A7.5 7.5 0 0 0 4.8 11M19.2 11a10.6 10.6 0 0 0-6.4-3M8.2 14.4a5.4 5.4 0 0 1 6.6-.4M12 18.5v.1',
  unknown: 'M9 9a3 3 0 1 1 4.4 2.7c-.9.5-1.4 1.1-1.4 2.3m0 3.4v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z',
  none: 'M6 12h12',
  waiting: 'M7 3h10M7 21h10M8 3v4l4 5-4 5v4m8-18v4l-4 5 4 5v4',
  rated: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm-4-8.5 3 3 5.5-6',
  expired: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5.5l3.5 2',
  cancelled: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8.5 8.5l7 7m0-7-7 7',
  missed: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM5.7 5.7l12.6 12.6',
  bell: 'M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 2h-15l1.5-2Zm4 4.5h4',
  muted: 'M6 16.5V11c0-1 .2-1.9.6-2.7M9 5.8A6 6 0 0 1 18 11v3m1.5 4.5h-15l1.5-2M10 21h4M4 4l16 16',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8a7.5 7.5 0 0 1 15 0',
  unlocked: 'M6 11h12v9H6v-9Zm2 0V8a4 4 0 0 1 7.5-2M12 14.5v2',
  priority: 'M12 20S4 15 4 9.5A4.2 4.2 0 0 1 12 7.6a4.2 4.2 0 0 1 8 1.9C20 15 12 20 12 20Z',
} as const;

export type IconName = keyof typeof SHAPES;

/** A picture beside words that say the same; hidden from screen readers for that reason. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={SHAPES[name]} />
    </svg>
  );
}
