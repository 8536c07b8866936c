import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { packageOf, specifiersOf } from './debTrace.mjs';
import { Failure } from './failure.mjs';

/** At the top of a package, beside hidden folders: what is for its developers. */
const ASIDE = new Set(
  'bench benchmark benchmarks coverage doc docs example examples man scripts spec test tests __tests__'.split(
    ' ',
  ),
);

/** Sources of other languages, types, maps, settings of tools, prose. Licences go into the copyright file. */
const IDLE =
  /\.(c|cc|cpp|h|hpp|gypi?|sh|d\.[cm]?ts|[cm]?ts|tsx|map|flow|md|markdown|txt|ya?ml|lock|toml|tsbuildinfo|tgz|o|a|mk|html|ico|png|svg)$|^(Makefile|Dockerfile|CNAME|AUTHORS|CONTRIBUTORS|README|LICEN[CS]E.*|COPYING.*|NOTICE.*|CHANGELOG|HISTORY)$|^\.|\.(test|spec)\.[cm]?js$|^test-|^(tsconfig|eslint\.config|jest\.config|rollup\.config|tsdown\.config|karma\.conf|Gruntfile)\b/i;

/**
 * What single packages carry besides, by folder: builds for browsers, command lines, the compiler's by-products, weights
 * of a font.
 */
const NOT_USED = new RegExp(
  `^(${[
    'mqtt/(dist|help|build/bin)',
    'mqtt-packet/test',
    'csv-(parse|stringify)/dist/(esm|iife|umd)',
    'fflate/(lib|esm)/browser',
    'lru-cache/dist/(esm|commonjs)/(browser|react-native)',
    'pako/dist',
    'pdfkit/js/pdfkit\\.standalone',
    'zrender/dist',
    'better-sqlite3/(src|deps)',
    'node-hid/(hidapi|src)',
    'pino/browser\\.js',
    'avr8js',
    'echarts/(dist|asset|theme|i18n|extension|types)',
    'pdfmake/(build|fonts|standard-fonts)',
    'fontkit/(src|dist/browser)',
    '@expo-google-fonts/noto-sans-tc/(?!400Regular|700Bold)\\d00\\w+',
  ].join('|')})\\b`,
);

/**
 * Packages that state no licence and so cannot be passed on: a stand-in takes their place, whose use is an error.
 * johnny-five loads nanotimer for its buzzers, which a rating box has none of.
 */
export const STAND_INS = new Set(['nanotimer']);

const NATIVE = /\.node$/;

/**
 * @typedef {object} Shipped
 * @property {string} folder within the root, such as `node_modules/mqtt`
 * @property {string} name
 * @property {string} version
 * @property {string} licence SPDX expression; empty when the package names none
 * @property {string[]} files within the folder
 */

/**
 * The installed packages a program needs: those it names, and of what each declares as its dependencies those that a
 * file of it which is shipped names in turn. What is only for building or for the types of a package thus stays out.
 * @param {string} root folder of `node_modules`
 * @param {readonly string[]} names
 * @returns {Shipped[]} sorted by folder
 */
export function traceModules(root, names) {
  /** @type {Map<string, Shipped>} */
  const found = new Map();
  const waiting = names.map((name) => {
    const folder = locate(root, root, name);
    if (folder === undefined) throw new Failure(`the package ${name} is not installed in ${root}`);
    return folder;
  });
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const place = relative(root, folder);
    if (found.has(place)) continue;
    const manifest = readManifest(folder);
    const files = shippedFiles(folder, manifest.name);
    found.set(place, {
      folder: place,
      name: manifest.name,
      version: manifest.version,
      licence: manifest.licence,
      files,
    });
    for (const name of namedIn(folder, files)) {
      if (STAND_INS.has(name)) continue;
      const target = manifest.needs.has(name) ? locate(root, folder, name) : undefined;
      if (target !== undefined) waiting.push(target);
      else if (manifest.musts.has(name))
        throw new Failure(`${name}, which ${manifest.name} needs, is not installed`);
    }
  }
  return [...found.values()].sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** @param {string} folder */
function readManifest(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const {
    dependencies = {},
    optionalDependencies = {},
    peerDependencies = {},
    name,
    version,
    license,
  } = manifest;
  const musts = Object.keys(dependencies).filter((key) => !Object.hasOwn(optionalDependencies, key));
  return {
    name: String(name),
    version: String(version),
    licence:
      typeof license === 'string' ? license : String(license?.type ?? manifest.licenses?.[0]?.type ?? ''),
    musts: new Set(musts),
    needs: new Set([...musts, ...Object.keys(optionalDependencies), ...Object.keys(peerDependencies)]),
  };
}

/**
 * @param {string} folder
 * @param {readonly string[]} files
 * @returns {Set<string>} packages named by their code
 */
function namedIn(folder, files) {
  const names = new Set();
  for (const file of files.filter((name) => /\.[cm]?js$/.test(name) || !name.includes('.'))) {
    for (const specifier of specifiersOf(readFileSync(join(folder, file), 'utf8'))) {
      if (!/^(node:|[./#])/.test(specifier)) names.add(packageOf(specifier));
    }
  }
  return names;
}

/**
 * As Node looks for a package: in the nearest `node_modules`, then further up, but not above the root.
 * @param {string} root
 * @param {string} from
 * @param {string} name
 * @returns {string | undefined}
 */
function locate(root, from, name) {
  const top = resolve(root);
  for (let folder = resolve(from); folder.startsWith(top); folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (folder === top) break;
  }
  return undefined;
}

/**
 * What of a package is needed to run it here.
 * @param {string} folder
 * @param {string} name
 * @returns {string[]} sorted
 */
export function shippedFiles(folder, name) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(
      (entry) => !(entry.isDirectory() && (/^\.|^node_modules$/.test(entry.name) || ASIDE.has(entry.name))),
    )
    .flatMap((entry) => filesBelow(folder, entry))
    .filter((file) => isShipped(name, file))
    .sort();
}

/**
 * @param {string} folder
 * @param {import('node:fs').Dirent} entry
 * @returns {string[]} within the folder
 */
function filesBelow(folder, entry) {
  if (!entry.isDirectory()) return entry.isFile() ? [entry.name] : [];
  return readdirSync(join(folder, entry.name), { recursive: true, withFileTypes: true })
    .filter((inner) => inner.isFile())
    .map((inner) => relative(folder, join(inner.parentPath, inner.name)));
}

/**
 * @param {string} name
 * @param {string} file
 */
function isShipped(name, file) {
  const base = file.split('/').at(-1) ?? '';
  if (NOT_USED.test(`${name}/${file}`) || file.split('/').includes('node_modules')) return false;
  if (NATIVE.test(file)) return isForHere(file);
  if (file.startsWith('build/Release/')) return false;
  return !IDLE.test(base);
}

/**
 * Compiled on this machine, or made ready for one like it: Linux with glibc and this processor.
 * @param {string} file
 */
function isForHere(file) {
  if (file.startsWith('build/')) return /^build\/Release\/[^/]+\.node$/.test(file) && !/test/.test(file);
  if (/musl/.test(file)) return false;
  return (
    !/(linux|darwin|win32|android|freebsd)-/.test(file) || new RegExp(`linux-${process.arch}\\b`).test(file)
  );
}
