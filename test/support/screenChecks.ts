import type { Page } from 'playwright-core';

/** Texts of the touch screen that lie outside the display or what holds them, or overlap another text. */
export function clipped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts = [...document.querySelectorAll<HTMLElement>('h1, .words p, .label, .ring strong, button')]
      .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((one) => !one.matches('.key'))
      // Only to be heard: a switch without room for its words.
      .filter((one) => [...one.querySelectorAll('span')].every((part) => part.offsetWidth > 1));
    const areas = texts.map((one) => {
      const range = document.createRange();
      range.selectNodeContents(one);
      // As wide as its letters, as high as its lines: the font's own box reaches beyond them.
      const { left, right } = range.getBoundingClientRect();
      const { top, bottom } = one.getBoundingClientRect();
      const holder = (one.closest('header, .key, footer') ?? document.body).getBoundingClientRect();
      return { name: one.textContent ?? '', left, right, top, bottom, holder };
    });
    const spilling = areas.filter(
      ({ left, right, top, bottom, holder }) =>
        left < 0 || right > innerWidth || top < holder.top - 1 || bottom > holder.bottom + 1,
    );
    const overlapping = areas.filter((one, index) =>
      areas
        .slice(index + 1)
        .some(
          (other) =>
            one.left < other.right - 1 &&
            other.left < one.right - 1 &&
            one.top < other.bottom - 1 &&
            other.top < one.bottom - 1,
        ),
    );
    return [
      ...spilling.map(({ name }) => `spilling: ${name}`),
      ...overlapping.map(({ name }) => `overlapping: ${name}`),
    ];
  });
}

export interface FaceLook {
  readonly key: string | undefined;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly shape: string | null | undefined;
  readonly drawing: string;
  readonly colour: string;
  readonly words: string;
}

/** What the five faces look like, in the order of the document. */
export function faceLooks(page: Page): Promise<FaceLook[]> {
  return page.locator('.key').evaluateAll((all) =>
    all.map((one) => {
      const { left, top, width, height } = one.getBoundingClientRect();
      return {
        key: (one as HTMLElement).dataset.key,
        left,
        top,
        width,
        height,
        shape: one.querySelector('.cap')?.getAttribute('d'),
        drawing: [...one.querySelectorAll('.feature')].map((part) => part.getAttribute('d')).join(),
        colour: getComputedStyle(one).getPropertyValue('--cap'),
        words: one.textContent ?? '',
      };
    }),
  );
}

/** How far each drawn thing stands out from what it is drawn on (WCAG 1.4.11), by the names of both. */
export function shapeContrasts(page: Page): Promise<Record<string, number>> {
  return page.evaluate(() => {
    const colour = (selector: string, property: 'stroke' | 'fill' | 'borderTopColor' | 'backgroundColor') => {
      const element = document.querySelector(selector);
      if (element === null) throw new Error(`there is no ${selector}`);
      return getComputedStyle(element)[property];
    };
    const luminance = (text: string): number => {
      const [r = 0, g = 0, b = 0] = (text.match(/[\d.]+/g) ?? []).slice(0, 3).map((channel) => {
        const share = Number(channel) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ratio = (one: string, other: string): number => {
      const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    };
    const ground = colour('main', 'backgroundColor');
    const faces = [5, 4, 3, 2, 1].map((level): [string, number] => [
      `drawing on face ${level}`,
      ratio(colour(`.level-${level} .feature`, 'stroke'), colour(`.level-${level} .cap`, 'fill')),
    ]);
    return {
      ...Object.fromEntries(faces),
      'outline on ground': ratio(colour('.cap', 'stroke'), ground),
      'ring on its track': ratio(colour('.ring .left', 'stroke'), colour('.ring .track', 'stroke')),
      'switch on ground': ratio(colour('.switches button', 'borderTopColor'), ground),
      'more time on ground': ratio(colour('.more-time', 'borderTopColor'), ground),
    };
  });
}

/** The picture on the display, as text to compare: every pixel counts. */
export const still = async (page: Page): Promise<string> => (await page.screenshot()).toString('base64');
