import { spawnSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { copyrightFile, licenceOf, licenceOfNode } from './debLicences.mjs';
import { traceModules } from './debModules.mjs';
import { billOfMaterials } from './debSbom.mjs';
import { Failure } from './failure.mjs';

const MAINTAINER = 'counter-rating maintainers <maintainers@counter-rating.invalid>';

/**
 * Licences, changes, settings and the bill of materials, where Debian looks for them.
 * @param {import('./debTree.mjs').DebTree} tree
 * @param {string} home
 * @param {import('./debRecipes.mjs').Recipe} recipe
 * @param {import('./debLayout.mjs').Sources} sources
 * @param {readonly import('./debModules.mjs').Shipped[]} shipped
 */
export function layDocuments(tree, home, recipe, { root, node, version, epoch }, shipped) {
  const documents = `usr/share/doc/${recipe.name}`;
  const pages = traceModules(root, recipe.inPages);
  const works = [
    ...shipped.map((entry) => licenceOf(root, entry, `${home}/${entry.folder}/*`)),
    ...pages.map((entry) =>
      licenceOf(root, entry, recipe.pages.map((page) => `${home}/.build/${page}/*`).join('\n ')),
    ),
    licenceOfNode(node, `${home}/node`),
  ];
  tree.write(`${documents}/copyright`, copyrightFile(works));
  tree.write(`${documents}/changelog.gz`, gzipSync(changelog(recipe.name, version, epoch), { level: 9 }));
  tree.write(`${documents}/settings.txt`, help(tree, home, recipe));
  const bundled = { version: process.versions.node, file: tree.at(`${home}/node`) };
  tree.write(
    `${documents}/sbom.cdx.json`,
    billOfMaterials({ root, name: recipe.name, version, epoch, shipped, inPages: pages, node: bundled }),
  );
}

/**
 * @param {string} name
 * @param {string} version
 * @param {number} epoch
 */
function changelog(name, version, epoch) {
  const date = new Date(epoch * 1000).toUTCString().replace('GMT', '+0000');
  return `${name} (${version}) stable; urgency=medium

  * The changes of this version are in the README of the project.

 -- ${MAINTAINER}  ${date}
`;
}

/**
 * The settings as the packaged program itself describes them, which also shows that it can be loaded.
 * @param {import('./debTree.mjs').DebTree} tree
 * @param {string} home
 * @param {import('./debRecipes.mjs').Recipe} recipe
 */
function help(tree, home, { entries: [entry], commands }) {
  const program = tree.at(`${home}/.build/${entry}`);
  const texts = [[], ...commands.map((command) => [command])].map((command) => {
    const args = [program, ...command, '--help'];
    const { stdout, stderr, status } = spawnSync(tree.at(`${home}/node`), args, {
      encoding: 'utf8',
      env: {},
    });
    if (status !== 0) throw new Failure(`the packaged program cannot be loaded: ${stderr}`);
    return stdout;
  });
  return texts.join('\n');
}
