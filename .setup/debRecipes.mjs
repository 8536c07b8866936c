/**
 * @typedef {object} Recipe
 * @property {string} name of the Debian package
 * @property {string} source folder with `debian/` (control area) and `root/` (what is installed as it stands)
 * @property {readonly string[]} entries compiled programs, within the build; the first is the one for people
 * @property {readonly string[]} packages those whose files are opened by path at run time, which no import tells
 * @property {readonly string[]} pages built pages, within the build
 * @property {readonly string[]} inPages packages that Vite puts into the pages: their licences are passed on with them
 * @property {boolean} prompts whether it speaks
 * @property {readonly string[]} commands those of the program that have settings of their own
 * @property {Readonly<Record<string, string>>} extras further files and folders of the sources, to where they are installed
 */

const PREACT = ['preact', '@preact/signals', '@preact/signals-core'];

/** @type {readonly Recipe[]} */
export const RECIPES = [
  {
    name: 'rating-box',
    source: 'device/package',
    entries: ['device/main.js', 'device/package/unsent.js'],
    packages: [],
    pages: ['device/screenPage'],
    inPages: PREACT,
    prompts: true,
    commands: [],
    extras: { 'device/package/udev': 'usr/lib/udev/rules.d' },
  },
  {
    name: 'rating-hub',
    source: 'hub/package',
    entries: ['hub/main.js'],
    packages: ['@expo-google-fonts/noto-sans-tc'],
    pages: ['hub/dashboard'],
    inPages: [...PREACT, 'echarts', 'zrender'],
    prompts: false,
    commands: ['lamp'],
    extras: {
      'hub/package/udev': 'usr/lib/udev/rules.d',
      '.docs/handbook': 'usr/share/doc/rating-hub/handbook',
      '.docs/grafana.json': 'usr/share/doc/rating-hub/examples/grafana.json',
    },
  },
];

/** Imports by alias, as package.json declares them, to where they lie within the build. */
export const ALIASES = {
  '#contract/': 'hub/contract/',
  '#platform/': 'hub/platform/',
  '#words/': 'hub/words/',
};
