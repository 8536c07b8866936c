import type { ComponentChildren } from 'preact';

/** A table too wide for a phone scrolls by itself, by keyboard too; the page never does. */
export function Scrollable({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ComponentChildren;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard (WCAG 2.1.1)
    <section class="scrollable" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
