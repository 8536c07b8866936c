import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { Failure } from './failure.mjs';

/** Specifiers written as literals: static and dynamic imports, and calls of `require`. */
const LITERALS =
  /(?:\brequire|\bimport)\s*\(\s*['"`]([\w@#./:+-]+)['"`]\s*\)|\bfrom\s*['"]([\w@#./:+-]+)['"]|\bimport\s*['"]([\w@#./:+-]+)['"]/g;
/** Modules that run on a thread of their own: no import names them. */
const THREADS = /\bnew URL\(\s*['"](\.{1,2}\/[\w./-]+\.js)['"],\s*import\.meta\.url\s*\)/g;

/**
 * @param {string} code
 * @returns {string[]} each once
 */
export function specifiersOf(code) {
  const found = new Set();
  for (const [, called, from, bare] of code.matchAll(LITERALS)) found.add(called ?? from ?? bare);
  return [...found];
}

/**
 * @param {string} code
 * @returns {string[]} programs of threads, relative to the module
 */
const threadsOf = (code) => [...code.matchAll(THREADS)].map(([, module = '']) => module);

/**
 * @param {string} specifier such as `@fastify/static/types.js`
 * @returns {string} the package it is in
 */
export const packageOf = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/**
 * What a compiled program consists of: its own modules that can be reached, those that it starts as threads too, and the
 * packages these import.
 * @param {string} build folder of the compiled sources
 * @param {readonly string[]} entries within it
 * @param {Readonly<Record<string, string>>} aliases prefix of an import to folder within `build`, such as
 *   `#words/` to `hub/words/`
 * @returns {{ modules: string[], packages: string[] }} modules within `build`; both sorted
 */
export function traceProgram(build, entries, aliases) {
  const modules = new Set();
  const packages = new Set();
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (modules.has(file)) continue;
    if (!existsSync(join(build, file))) throw new Failure(`${file} has not been built in ${build}`);
    modules.add(file);
    const code = withoutComments(readFileSync(join(build, file), 'utf8'));
    for (const specifier of [...specifiersOf(code), ...threadsOf(code)]) {
      const target = targetOf(build, file, specifier, aliases);
      if (target !== undefined) waiting.push(target);
      else if (!specifier.startsWith('node:')) packages.add(packageOf(specifier));
    }
  }
  return { modules: [...modules].sort(), packages: [...packages].sort() };
}

/** @param {string} code */
const withoutComments = (code) => code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

/**
 * @param {string} build
 * @param {string} file
 * @param {string} specifier
 * @param {Readonly<Record<string, string>>} aliases
 * @returns {string | undefined} `undefined` for a package or a Node module
 */
function targetOf(build, file, specifier, aliases) {
  if (specifier.startsWith('.')) return relative(build, resolve(build, dirname(file), specifier));
  const prefix = Object.keys(aliases).find((candidate) => specifier.startsWith(candidate));
  return prefix === undefined ? undefined : join(aliases[prefix] ?? '', specifier.slice(prefix.length));
}
