import type { Page } from 'playwright-core';

/** Elements that make the whole page scroll sideways (WCAG 1.4.10); what scrolls by itself is not counted. */
export function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= limit) return [];
    return [...document.querySelectorAll('body *')]
      .filter((one) => one.getBoundingClientRect().right > limit + 0.5)
      .map((one) => `${one.tagName}.${one.getAttribute('class') ?? ''}`);
  });
}

/** Controls smaller than 24 × 24 CSS px (WCAG 2.5.8); links within a sentence are excepted by the criterion. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, input, a')]
      .filter((one) => getComputedStyle(one).display !== 'inline')
      .filter((one) => {
        const { width, height } = (one.closest('label') ?? one).getBoundingClientRect();
        return width < 24 || height < 24;
      })
      .map((one) => one.outerHTML.slice(0, 80)),
  );
}

/** Texts whose colour stands out too little from the ground painted under them (WCAG 1.4.3). */
export function lowContrast(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const rgba = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (channels: number[]): number => {
      const [r = 0, g = 0, b = 0] = channels.map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = (element: Element | null): number[] => {
      for (let one = element; one !== null; one = one.parentElement) {
        const colour = rgba(getComputedStyle(one).backgroundColor);
        if ((colour[3] ?? 1) === 1 && colour.length >= 3) return colour;
      }
      return [255, 255, 255];
    };
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (parent === null || text === '' || parent.closest('noscript, datalist, .unseen') !== null) continue;
      const style = getComputedStyle(parent);
      const size = Number.parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      const lights = [rgba(style.color), ground(parent)].map((colour) => luminance(colour.slice(0, 3)));
      const [low = 0, high = 0] = lights.sort((a, b) => a - b);
      const ratio = (high + 0.05) / (low + 0.05);
      if (ratio < (large ? 3 : 4.5)) found.push(`${ratio.toFixed(2)} ${text.slice(0, 30)}`);
    }
    return found;
  });
}

/** `lowContrast` in both colour schemes, which a page takes up without being opened again; left in the light one. */
export async function unreadable(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await lowContrast(page)).map((text) => `${colorScheme}: ${text}`));
  }
  return found;
}
