import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { layDocuments } from './debDocuments.mjs';
import { libraryPackages } from './debLibraries.mjs';
import { STAND_INS, traceModules } from './debModules.mjs';
import { ALIASES } from './debRecipes.mjs';
import { traceProgram } from './debTrace.mjs';
import { Failure } from './failure.mjs';

/**
 * @typedef {object} Sources
 * @property {string} root the checkout, with its `node_modules`
 * @property {string} build compiled programs and pages
 * @property {string} prompts rendered prompts
 * @property {string} node the Node to bundle
 * @property {string} version of the packages
 * @property {number} epoch seconds; the time everything in the packages has
 */

const STAND_IN = `module.exports = class {
  constructor() {
    throw new Error('left out of this package, because it states no licence');
  }
};
`;

/**
 * Fills a tree with all one Debian package consists of.
 * @param {import('./debTree.mjs').DebTree} tree
 * @param {import('./debRecipes.mjs').Recipe} recipe
 * @param {Sources} sources
 */
export function layOut(tree, recipe, sources) {
  const home = `usr/lib/${recipe.name}`;
  tree.copy(join(sources.root, recipe.source, 'root'), '');
  for (const [from, to] of Object.entries(recipe.extras)) copyExtra(tree, join(sources.root, from), to);
  const shipped = layProgram(tree, home, recipe, sources);
  if (recipe.prompts) layPrompts(tree, recipe, sources);
  layNode(tree, home, sources.node);
  layWrapper(tree, home, recipe);
  layDocuments(tree, home, recipe, sources, shipped);
  layControl(tree, recipe, sources);
  const program = new RegExp(`^(usr/bin/|${home}/node$|DEBIAN/(pre|post))`);
  tree.settle(sources.epoch, (path) => program.test(path));
}

/**
 * @param {import('./debTree.mjs').DebTree} tree
 * @param {string} from
 * @param {string} to
 */
function copyExtra(tree, from, to) {
  if (!existsSync(from)) throw new Failure(`${from} is missing`);
  if (statSync(from).isFile()) return tree.copy(from, to);
  for (const name of readdirSync(from)) tree.copy(join(from, name), `${to}/${name}`);
}

/**
 * Our own modules, the pages, and the packages they need.
 * @param {import('./debTree.mjs').DebTree} tree
 * @param {string} home
 * @param {import('./debRecipes.mjs').Recipe} recipe
 * @param {Sources} sources
 */
function layProgram(tree, home, recipe, { root, build, version }) {
  const { modules, packages } = traceProgram(build, recipe.entries, ALIASES);
  for (const module of modules) {
    const code = readFileSync(join(build, module), 'utf8').replace(/^\/\/# sourceMappingURL=.*\n?/m, '');
    tree.write(`${home}/.build/${module}`, code);
  }
  for (const page of recipe.pages) {
    if (!existsSync(join(build, page, 'index.html')))
      throw new Failure(`the page ${page} has not been built`);
    tree.copy(join(build, page), `${home}/.build/${page}`);
  }
  const shipped = traceModules(root, [...packages, ...recipe.packages]);
  for (const { folder, files } of shipped) {
    for (const file of files) tree.copy(join(root, folder, file), `${home}/${folder}/${file}`);
  }
  for (const name of STAND_INS) {
    tree.write(
      `${home}/node_modules/${name}/package.json`,
      `${JSON.stringify({ name, main: 'index.js' })}\n`,
    );
    tree.write(`${home}/node_modules/${name}/index.js`, STAND_IN);
  }
  const imports = Object.entries(ALIASES).map(([prefix, to]) => [`${prefix}*`, `./.build/${to}*`]);
  const manifest = { name: recipe.name, version, type: 'module', imports: Object.fromEntries(imports) };
  tree.write(`${home}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  return shipped;
}

/**
 * @param {import('./debTree.mjs').DebTree} tree
 * @param {import('./debRecipes.mjs').Recipe} recipe
 * @param {Sources} sources
 */
function layPrompts(tree, { name }, { prompts }) {
  if (!existsSync(prompts))
    throw new Failure(`no prompts were rendered in ${prompts}: espeak-ng is needed for it`);
  tree.copy(prompts, `usr/share/${name}/prompts`);
}

/**
 * Node itself, without the symbols only a debugger reads. Addons link to its dynamic symbols, which stay.
 * @param {import('./debTree.mjs').DebTree} tree
 * @param {string} home
 * @param {string} node
 */
function layNode(tree, home, node) {
  tree.copy(node, `${home}/node`);
  const binaries = [`${home}/node`, ...tree.files().filter((path) => path.endsWith('.node'))];
  const { error } = spawnSync('strip', ['--strip-unneeded', ...binaries.map((path) => tree.at(path))]);
  if (error !== undefined)
    process.stdout.write('the packages are larger than need be: binutils is missing\n');
}

/**
 * How Node is to be started stands in the first line of the program; here it is the bundled Node.
 * @param {import('./debTree.mjs').DebTree} tree
 * @param {string} home
 * @param {import('./debRecipes.mjs').Recipe} recipe
 */
function layWrapper(tree, home, { name, entries: [entry] }) {
  const first = readFileSync(tree.at(`${home}/.build/${entry}`), 'utf8').split('\n', 1)[0] ?? '';
  const wrapper = `usr/bin/${name}`;
  tree.write(
    wrapper,
    readFileSync(tree.at(wrapper), 'utf8').replace('@NODE@', startOf(first, `/${home}/node`)),
  );
}

/**
 * @param {string} shebang such as `#!/usr/bin/env -S NAME=1 node --flag`
 * @param {string} node to take the place of `node`
 * @returns {string} the same as a command
 */
export function startOf(shebang, node) {
  const parts = /^#!\/usr\/bin\/env (?:-S )?((?:[A-Z_]+=\S+ )*)node((?: --\S+)*)$/.exec(shebang);
  if (parts === null)
    throw new Failure(`the program begins with ${shebang}; expected #!/usr/bin/env … node …`);
  const [, environment = '', flags = ''] = parts;
  return `${environment === '' ? '' : `env ${environment}`}${node}${flags}`;
}

/**
 * @param {import('./debTree.mjs').DebTree} tree
 * @param {import('./debRecipes.mjs').Recipe} recipe
 * @param {Sources} sources
 */
function layControl(tree, recipe, { root, version }) {
  tree.copy(join(root, recipe.source, 'debian'), 'DEBIAN');
  const files = tree.files();
  const binaries = files.filter((path) => /\.node$|\/node$/.test(path)).map((path) => tree.at(path));
  const control = readFileSync(tree.at('DEBIAN/control'), 'utf8')
    .replace('@LIBRARIES@', libraryPackages(binaries).join(', '))
    .replace('@NODE_VERSION@', process.versions.node);
  const [first = '', ...rest] = control.split('\n');
  const facts = [
    `Version: ${version}`,
    `Architecture: ${architecture()}`,
    `Installed-Size: ${tree.kilobytes()}`,
  ];
  tree.write('DEBIAN/control', [first, ...facts, ...rest].join('\n'));
  tree.write(
    'DEBIAN/conffiles',
    files
      .filter((path) => path.startsWith('etc/'))
      .map((path) => `/${path}\n`)
      .join(''),
  );
  tree.write('DEBIAN/md5sums', tree.sums());
}

/** @returns {string} what Debian calls this processor */
export function architecture() {
  /** @type {Readonly<Record<string, string>>} */
  const names = { x64: 'amd64', arm64: 'arm64', arm: 'armhf', riscv64: 'riscv64' };
  const name = names[process.arch];
  if (name === undefined)
    throw new Failure(`no packages are made for ${process.arch}; expected ${Object.keys(names).join(', ')}`);
  return name;
}
