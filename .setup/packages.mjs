/**
 * What is needed from Debian, as `package: [program that proves it, what is lost without it]`.
 * @type {Readonly<Record<string, readonly [program: string | undefined, loss: string]>>}
 */
const PACKAGES = {
  python3: ['python3', 'native modules cannot be compiled'],
  make: ['make', 'native modules cannot be compiled'],
  'g++': ['g++', 'native modules cannot be compiled'],
  socat: ['socat', 'the board cannot be simulated'],
  'espeak-ng': ['espeak-ng', 'prompts are heard only where they were recorded'],
  'alsa-utils': ['aplay', 'the boxes stay silent'],
  'libusb-1.0-0': [undefined, 'USB key pads are not found'],
  udev: ['udevadm', 'serial boards are not found by themselves'],
  chromium: ['chromium', 'pages cannot be tested'],
  mosquitto: ['mosquitto', 'the external broker cannot be tested'],
  'fonts-noto-cjk': [undefined, 'pages cannot be tested with Chinese text'],
  pulseaudio: ['pulseaudio', 'speech cannot be tested in real time'],
  'pulseaudio-utils': ['parecord', 'speech cannot be tested in real time'],
  'gcc-avr': ['avr-gcc', "the rating pad's sketch is not compiled"],
  'avr-libc': [undefined, "the rating pad's sketch is not compiled"],
  'arduino-core-avr': [undefined, "the rating pad's sketch is not compiled"],
  systemd: ['systemd-analyze', 'the units cannot be tested'],
  binutils: ['strip', 'Debian packages become larger than need be'],
  'libreoffice-calc-nogui': ['soffice', 'reports cannot be tested in an office program'],
  'libreoffice-writer-nogui': [undefined, 'reports cannot be tested in an office program'],
  'poppler-utils': ['pdftotext', 'reports cannot be tested as PDF'],
  openssl: ['openssl', 'certificates cannot be checked by another program'],
  iproute2: ['ip', 'campaigns of faults run without network namespaces'],
  debootstrap: ['debootstrap', 'Debian packages cannot be tried'],
};

const COMPILER = ['python3', 'make', 'g++'];
const SOUND = ['espeak-ng', 'alsa-utils'];
const DEVICES = ['libusb-1.0-0', 'udev'];
const OFFICE = ['libreoffice-calc-nogui', 'libreoffice-writer-nogui', 'poppler-utils'];
const SKETCH = ['gcc-avr', 'avr-libc', 'arduino-core-avr'];
const RUN = ['socat', ...SOUND, ...DEVICES];

/**
 * @typedef {'start' | 'test' | 'bench' | 'faults' | 'build' | 'check' | 'audit' | 'fuzz' | 'package'} Command
 * @typedef {{ required: readonly string[], optional: readonly string[] }} Needs
 */

/**
 * Packages a command needs. Without a required one it cannot do what it says; without an optional one it does less.
 * The compiler is optional because a prebuilt module may be had instead.
 * @param {Command} command
 * @param {{ args: readonly string[], installing: boolean }} situation `installing`: npm packages are to be installed
 * @returns {Needs}
 */
export function packagesFor(command, { args, installing }) {
  const compiler = installing ? COMPILER : [];
  if (command === 'check' || command === 'audit') return { required: [], optional: compiler };
  if (command === 'build' || command === 'fuzz')
    return { required: [], optional: ['espeak-ng', ...compiler] };
  if (command === 'test') {
    const required = [...RUN, 'chromium', 'mosquitto', 'fonts-noto-cjk', 'systemd', 'openssl', ...OFFICE];
    return { required, optional: ['pulseaudio', 'pulseaudio-utils', 'iproute2', ...SKETCH, ...compiler] };
  }
  if (command === 'faults') {
    const outside = args.some((arg) => arg.endsWith('mosquitto'));
    return { required: outside ? ['mosquitto'] : [], optional: ['iproute2', ...compiler] };
  }
  if (command === 'package') {
    const trial = args.includes('--try') ? ['debootstrap'] : [];
    // To ask the packaged programs for their settings, their addons are loaded, with the libraries of these.
    return { required: ['espeak-ng', 'libusb-1.0-0', ...trial], optional: ['binutils', ...compiler] };
  }
  const realBoard = command === 'start' && args.some((arg) => /^--board(=|$)/.test(arg));
  const board = realBoard ? [] : ['socat'];
  const browser = command === 'bench' ? ['chromium'] : [];
  return { required: board, optional: [...SOUND, ...DEVICES, ...browser, ...compiler] };
}

/**
 * @param {readonly string[]} names
 * @param {string} status what `dpkg-query -W -f '${Package} ${db:Status-Status}\n'` printed; empty without dpkg
 * @param {(program: string) => boolean} hasProgram whether it is on the search path: someone may have it from elsewhere
 * @returns {string[]} those not there
 */
export function missingPackages(names, status, hasProgram) {
  const installed = new Set();
  for (const line of status.split('\n')) {
    const [name, state] = line.split(' ');
    if (state === 'installed') installed.add(name);
  }
  return names.filter((name) => {
    const program = PACKAGES[name]?.[0];
    return !installed.has(name) && !(program !== undefined && hasProgram(program));
  });
}

/**
 * What to tell of packages that are missing and cannot be installed here.
 * @param {Needs} needs
 * @param {readonly string[]} missing
 * @returns {{ refusal?: string, note?: string }} `refusal`: the command cannot go on; `note`: it does less
 */
export function explainMissing(needs, missing) {
  const required = needs.required.filter((name) => missing.includes(name));
  if (required.length > 0) return { refusal: `missing: ${lossesOf(required)}. ${remedy(missing)}` };
  const optional = needs.optional.filter((name) => missing.includes(name));
  return optional.length > 0 ? { note: `missing: ${lossesOf(optional)}. ${remedy(optional)}` } : {};
}

/** @param {readonly string[]} names */
const remedy = (names) => `On Debian: sudo apt-get install --no-install-recommends ${names.join(' ')}`;

/**
 * @param {readonly string[]} names
 * @returns {string} such as `python3, make (native modules cannot be compiled), socat (…)`
 */
function lossesOf(names) {
  /** @type {Map<string, string[]>} */
  const byLoss = new Map();
  for (const name of names) {
    const loss = PACKAGES[name]?.[1] ?? '';
    byLoss.set(loss, [...(byLoss.get(loss) ?? []), name]);
  }
  return [...byLoss].map(([loss, group]) => `${group.join(', ')} (${loss})`).join(', ');
}
