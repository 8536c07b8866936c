/** Names are Chinese whatever the page speaks, and stand as in a Chinese list, by strokes. */
const ORDER = new Intl.Collator('zh-TW', { numeric: true });

/** By name; never by a figure (S6). */
export function byName<T>(items: readonly T[], name: (item: T) => string): T[] {
  return [...items].sort((a, b) => ORDER.compare(name(a), name(b)));
}
