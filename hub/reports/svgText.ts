/** Charts as SVG that every program shows alike. */

const TEXT = /<text\b([^>]*)>([\s\S]*?)<\/text>/g;
/** How far below the middle of a line of this font its baseline lies, in parts of the font's size. */
const MIDDLE_TO_BASELINE = 0.36;
const TOP_TO_BASELINE = 0.88;

/**
 * An SVG with its text set on baselines, because some programs know no other place for it, and without outlines around
 * letters, which some draw over the letters instead of under them. `printable` is asked about each text.
 */
export function settledText(svg: string, printable: (text: string) => string): string {
  return svg.replace(TEXT, (_whole, attributes: string, content: string) => {
    const size = Number(/font-size:\s*([\d.]+)px/.exec(attributes)?.[1] ?? 12);
    const baseline = /dominant-baseline="([^"]*)"/.exec(attributes)?.[1];
    const kept = attributes.replace(
      / (dominant-baseline|stroke|stroke-width|stroke-miterlimit|stroke-linejoin|paint-order|xml:space)="[^"]*"/g,
      '',
    );
    return `<text${lowered(kept, size * shift(baseline))}>${printable(content)}</text>`;
  });
}

function shift(baseline: string | undefined): number {
  if (baseline === 'central' || baseline === 'middle') return MIDDLE_TO_BASELINE;
  return baseline === 'hanging' || baseline === 'text-before-edge' ? TOP_TO_BASELINE : 0;
}

function lowered(attributes: string, by: number): string {
  if (by === 0) return attributes;
  const y = / y="([-\d.]+)"/.exec(attributes);
  if (y === null) return `${attributes} y="${round(by)}"`;
  return attributes.replace(y[0], ` y="${round(Number(y[1]) + by)}"`);
}

const round = (value: number): number => Math.round(value * 100) / 100;
