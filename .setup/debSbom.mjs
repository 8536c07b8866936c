import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {import('./debModules.mjs').Shipped} Shipped
 * @typedef {object} Bill
 * @property {string} root folder of `node_modules` and of the lock file
 * @property {string} name of the Debian package
 * @property {string} version of it
 * @property {number} epoch seconds; when it was made
 * @property {readonly Shipped[]} shipped packages that lie in it as files
 * @property {readonly Shipped[]} inPages packages that are part of its pages
 * @property {{ version: string, file: string }} node the one that is bundled
 */

/**
 * A software bill of materials in CycloneDX 1.6: what is in a Debian package besides our own code. The same content gives
 * the same bill. The hash of a package is over the files of it that are shipped; that of the archive it came in stands
 * beside it where the lock file knows it.
 * @param {Bill} bill
 * @returns {string} JSON
 */
export function billOfMaterials({ root, name, version, epoch, shipped, inPages, node }) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const known = new Set(shipped.map(({ folder }) => folder));
  const modules = [...shipped, ...inPages.filter(({ folder }) => !known.has(folder))];
  const components = [
    ...modules.map((module) => componentOf(root, module, lock[module.folder]?.integrity)),
    nodeComponent(node),
  ];
  const reference = `pkg:deb/counter-rating/${name}@${version}`;
  const content = {
    metadata: {
      timestamp: new Date(epoch * 1000).toISOString(),
      component: {
        type: 'application',
        'bom-ref': reference,
        name,
        version,
        purl: reference,
        licenses: [{ license: { id: 'MIT' } }],
      },
    },
    components,
    dependencies: [
      { ref: reference, dependsOn: components.map((component) => component['bom-ref']) },
      ...components.map((component) => ({ ref: component['bom-ref'] })),
    ],
  };
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify(content))}`,
    version: 1,
    ...content,
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

/**
 * @param {string} root
 * @param {Shipped} module
 * @param {string | undefined} integrity of its archive, as the lock file writes it
 */
function componentOf(root, { folder, name, version, licence, files }, integrity) {
  const [group, short] = name.startsWith('@') ? name.split('/') : [undefined, name];
  const purl = `pkg:npm/${group === undefined ? '' : `${encodeURIComponent(group)}/`}${short}@${version}`;
  const [algorithm, digest] = integrity?.split('-') ?? [];
  return {
    type: 'library',
    'bom-ref': `${purl}#${folder}`,
    ...(group === undefined ? {} : { group }),
    name: short,
    version,
    purl,
    hashes: [{ alg: 'SHA-256', content: hashOfFiles(join(root, folder), files) }],
    licenses: [licenceIn(licence)],
    ...(algorithm === 'sha512' && digest !== undefined
      ? {
          externalReferences: [
            {
              type: 'distribution',
              url: `https://registry.npmjs.org/${name}/-/${short}-${version}.tgz`,
              hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }],
            },
          ],
        }
      : {}),
  };
}

/** @param {Bill['node']} node */
function nodeComponent({ version, file }) {
  const purl = `pkg:generic/node@${version}`;
  const content = createHash('sha256').update(readFileSync(file)).digest('hex');
  return {
    type: 'platform',
    'bom-ref': purl,
    name: 'node',
    version,
    purl,
    hashes: [{ alg: 'SHA-256', content }],
    licenses: [{ license: { name: 'Node.js' } }],
  };
}

/**
 * An expression of SPDX stays one; a package that states its licence in its text alone is under the MIT licence, or it
 * would not be shipped.
 * @param {string} licence
 */
const licenceIn = (licence) =>
  / (OR|AND|WITH) /.test(licence)
    ? { expression: licence }
    : { license: { id: licence === '' ? 'MIT' : licence } };

/**
 * Over a list with a line for each file, its SHA-256 and its name, as `sha256sum` writes them.
 * @param {string} folder
 * @param {readonly string[]} files sorted
 */
export function hashOfFiles(folder, files) {
  const lines = files.map((file) => {
    const content = createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex');
    return `${content}  ${file}\n`;
  });
  return createHash('sha256').update(lines.join('')).digest('hex');
}

/**
 * A name-based UUID: the same text has the same.
 * @param {string} text
 */
function uuidOf(text) {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
