import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from './failure.mjs';

const LICENCE_FILE = /^(licen[cs]e|copying)/i;
const NOTICE_FILE = /^notice/i;

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

const ISC = `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby
granted, provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.`;

/**
 * Texts of licences that packages name without bringing them.
 * @type {ReadonlyArray<readonly [RegExp, string]>}
 */
const KNOWN = [
  [/\bMIT\b/, MIT],
  [/^ISC$/, ISC],
];

/**
 * @typedef {object} Work something under a licence
 * @property {string} files where its files lie in the Debian package
 * @property {string} name
 * @property {string} licence short name, as in SPDX
 * @property {string} text
 * @property {string} [holder] when the text does not name one
 */

/**
 * @param {string} root folder of `node_modules`
 * @param {import('./debModules.mjs').Shipped} shipped
 * @param {string} files
 * @returns {Work}
 */
export function licenceOf(root, { folder, name, licence: named }, files) {
  const present = readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();
  const texts = [LICENCE_FILE, NOTICE_FILE].flatMap((kind) =>
    present
      .filter((file) => kind.test(file))
      .map((file) => readFileSync(join(root, folder, file), 'utf8').trim()),
  );
  // Some state it in the text alone.
  const licence = named === '' && /^(the )?MIT licen[cs]e\b/i.test(texts[0] ?? '') ? 'MIT' : named;
  if (licence === '') throw new Failure(`the package ${name} names no licence, so it cannot be passed on`);
  if (texts.length > 0) return { files, name, licence, text: texts.join('\n\n') };
  const text = KNOWN.find(([stated]) => stated.test(licence))?.[1];
  if (text === undefined) throw new Failure(`the package ${name} lacks the text of its licence, ${licence}`);
  return { files, name, licence, text, holder: `the authors of ${name}` };
}

/**
 * The licence of the Node that is bundled, which lies beside it or where Debian keeps such texts.
 * @param {string} node
 * @param {string} files
 * @returns {Work}
 */
export function licenceOfNode(node, files) {
  const prefix = dirname(dirname(node));
  const places = ['LICENSE', 'share/doc/nodejs/LICENSE', 'share/doc/nodejs/copyright'];
  const found = places.map((place) => join(prefix, place)).find((path) => existsSync(path));
  if (found === undefined) throw new Failure(`the licence of ${node} was not found in ${prefix}`);
  return { files, name: 'node', licence: 'Node.js', text: readFileSync(found, 'utf8').trim() };
}

/**
 * A copyright file in Debian's machine-readable format, version 1.0. Works with the same licence share a paragraph.
 * @param {readonly Work[]} works the first is the rest of the package
 * @returns {string}
 */
export function copyrightFile(works) {
  /** @type {Map<string, Work[]>} */
  const groups = new Map();
  const own = {
    files: '*',
    name: 'counter-rating',
    licence: 'MIT',
    text: MIT,
    holder: 'counter-rating contributors',
  };
  for (const work of [own, ...works]) {
    const key = JSON.stringify([work.licence, work.text, work.holder]);
    groups.set(key, [...(groups.get(key) ?? []), work]);
  }
  const paragraphs = [...groups.values()].map(paragraphOf);
  return `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\n${paragraphs.join('\n')}`;
}

/** @param {readonly Work[]} works all under the same licence and text */
function paragraphOf(works) {
  const [{ licence, text, holder } = { licence: '', text: '', holder: undefined }] = works;
  const holders = holder === undefined ? holdersIn(text) : [holder];
  if (holders.length === 0) holders.push(`the authors of ${works.map(({ name }) => name).join(', ')}`);
  return [
    `Files: ${works.map(({ files }) => files).join('\n ')}`,
    `Copyright: ${holders.join('\n ')}`,
    `License: ${licence.replaceAll(/[()]/g, '').replaceAll(' OR ', ' or ').replaceAll(' AND ', ' and ')}`,
    ...text.split('\n').map((line) => (line.trim() === '' ? ' .' : ` ${line.trimEnd()}`)),
    '',
  ].join('\n');
}

/**
 * @param {string} text
 * @returns {string[]} who is named after "Copyright" at the beginning of a line
 */
function holdersIn(text) {
  const found = text.matchAll(/^[\s#*]*Copyright\s+(?:\(c\)|©)?\s*((?:\d|[A-Z]).{2,100})$/gim);
  return [...new Set([...found].map(([, holder = '']) => holder.trim()))];
}
