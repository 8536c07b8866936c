import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Failure } from './failure.mjs';

/** Debian packages of the system libraries that Node and its addons may use. */
const PACKAGES = new Map([
  ['libc.so.6', 'libc6'],
  ['libm.so.6', 'libc6'],
  ['libdl.so.2', 'libc6'],
  ['librt.so.1', 'libc6'],
  ['libpthread.so.0', 'libc6'],
  ['libstdc++.so.6', 'libstdc++6'],
  ['libgcc_s.so.1', 'libgcc-s1'],
  ['libatomic.so.1', 'libatomic1'],
  ['libudev.so.1', 'libudev1'],
  ['libusb-1.0.so.0', 'libusb-1.0-0'],
]);

/** Since which GCC, and so which libstdc++6, a symbol version GLIBCXX_3.4.N exists. */
const GCC_OF = [
  [33, '13.2'],
  [31, '13'],
  [30, '12'],
  [29, '11'],
  [28, '9.3'],
  [26, '9'],
  [25, '8'],
  [22, '6'],
  [0, '5'],
];

/**
 * What some binaries need of the system, as entries of a `Depends:` field.
 * @param {readonly string[]} binaries
 * @returns {string[]} sorted
 */
export function libraryPackages(binaries) {
  const names = new Set(binaries.flatMap(librariesOf).map(packageOfLibrary));
  const contents = binaries.map((path) => readFileSync(path, 'latin1'));
  const glibc = newest(contents, /\bGLIBC_2\.(\d+)\b/g);
  const cxx = newest(contents, /\bGLIBCXX_3\.4\.(\d+)\b/g);
  const gcc = GCC_OF.find(([since]) => cxx >= Number(since))?.[1];
  /** @type {Readonly<Record<string, string>>} */
  const since = { libc6: `2.${glibc}`, 'libstdc++6': String(gcc) };
  return [...names].sort().map((name) => (name in since ? `${name} (>= ${since[name]})` : name));
}

/**
 * @param {readonly string[]} contents
 * @param {RegExp} version
 */
const newest = (contents, version) =>
  Math.max(0, ...contents.flatMap((text) => [...text.matchAll(version)].map(([, minor]) => Number(minor))));

/**
 * @param {string} binary
 * @returns {string[]} names such as `libc.so.6`
 */
function librariesOf(binary) {
  const { stdout, status } = spawnSync('ldd', [binary], { encoding: 'utf8' });
  if (status !== 0) throw new Failure(`ldd cannot read ${binary}`);
  return [...stdout.matchAll(/^\s*(lib\S+\.so\S*)/gm)]
    .map(([, name = '']) => name)
    .filter((name) => !name.startsWith('/'));
}

/** @param {string} library */
function packageOfLibrary(library) {
  const name = PACKAGES.get(library);
  if (name === undefined) {
    throw new Failure(
      `${library} is needed and no Debian package is known for it; use Node's own release instead`,
    );
  }
  return name;
}
