import { accessSync, constants, existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { canInstall, install, packageStatus } from './apt.mjs';
import { runForeground, runLogged } from './children.mjs';
import { Failure } from './failure.mjs';
import { explainMissing, missingPackages, packagesFor } from './packages.mjs';
import { step } from './progress.mjs';
import { hashInputs, isCurrent, writeStamp } from './stamps.mjs';
import { tally } from './verdict.mjs';

/** Pages built by Vite: source folder, which is also the folder within `.build/`. */
const PAGES = ['hub/dashboard', 'device/screenPage', 'simulators/panelPage'];
const SOURCES = ['hub', 'device', 'simulators', 'test'];
const PROJECT = ['tsconfig.json', 'package.json', 'package-lock.json'];
const REPORT = '.cache/tests.json';

/** Modules compiled for one Node or machine do not load on another. */
const MACHINE = [process.versions.modules, process.platform, process.arch];

/** The steps, all relative to `root`, each doing nothing when what it makes is up to date. */
export class Steps {
  /** @param {string} root folder of package.json */
  constructor(root) {
    this.root = root;
  }

  /**
   * Debian packages: installed where that is possible, else named.
   * @param {import('./packages.mjs').Command} command
   * @param {readonly string[]} args
   */
  async packages(command, args) {
    const needs = packagesFor(command, { args, installing: !this.hasModules() });
    const missing = () =>
      missingPackages(
        [...needs.required, ...needs.optional],
        packageStatus([...needs.required, ...needs.optional]),
        hasProgram,
      );
    let absent = missing();
    if (absent.length === 0) return;
    const log = this.log('packages');
    /** @type {unknown} */
    let failure;
    if (canInstall()) {
      const names = absent;
      await step(`installing ${names.join(', ')}`, () => install(names, log)).catch((error) => {
        failure = error;
      });
      absent = missing();
    }
    const { refusal, note } = explainMissing(needs, absent);
    if (refusal !== undefined) throw new Failure(refusal, failure === undefined ? {} : { log });
    if (note !== undefined) process.stdout.write(`${note}\n`);
  }

  /** npm packages, as the lock file names them; the ones for development too. */
  async modules() {
    if (this.hasModules()) return;
    const command = ['npm', 'ci', '--no-audit', '--no-fund', '--include=dev'];
    await step('installing npm packages', () => runLogged(this.log('npm'), command));
    writeStamp(this.stamp('npm'), this.modulesHash());
  }

  /** Everything that runs: programs, pages, prompts. Also the type check, since nothing is built from wrong types. */
  async build() {
    const hash = hashInputs(this.root, [...SOURCES, ...PROJECT]);
    const outputs = [
      this.path('.build'),
      ...this.pages().map((page) => this.path('.build', page, 'index.html')),
    ];
    if (!isCurrent(this.stamp('build'), hash, outputs)) {
      rmSync(this.path('.build'), { recursive: true, force: true });
      await this.quiet('building the programs', 'tsc', ['-p', 'tsconfig.json']);
      for (const page of this.pages()) {
        // What tsc made of the page's sources is replaced by the page.
        const target = ['--outDir', this.path('.build', page), '--emptyOutDir', '--logLevel', 'warn'];
        await this.quiet(`building the page ${page}`, 'vite', ['build', page, ...target]);
      }
      writeStamp(this.stamp('build'), hash);
    }
    await this.prompts();
  }

  async prompts() {
    const sources = [
      'hub/words/prompts.ts',
      'hub/words/voiceLanguages.ts',
      'device/renderPrompts.ts',
      ...['childProcess', 'espeak', 'promptLibrary', 'promptRenderer', 'synthesiser', 'wav', 'wavFile'].map(
        (name) => `device/adapters/${name}.ts`,
      ),
    ];
    const hash = hashInputs(this.root, sources, [packageStatus(['espeak-ng'])]);
    const folder = this.path('.cache', 'prompts');
    if (!hasProgram('espeak-ng') || isCurrent(this.stamp('prompts'), hash, [folder])) return;
    const command = [process.execPath, this.path('.build/device/renderPrompts.js'), '--out', folder];
    await step('rendering the spoken prompts', () => runLogged(this.log('prompts'), command));
    writeStamp(this.stamp('prompts'), hash);
  }

  lint() {
    return this.quiet('checking style', 'biome', ['check']);
  }

  types() {
    return this.quiet('checking types', 'tsc', ['--noEmit', '-p', 'tsconfig.json']);
  }

  /**
   * Runs vitest on this terminal.
   * @param {readonly string[]} args for vitest, such as names of files
   */
  async tests(args) {
    const report = this.path(REPORT);
    rmSync(report, { force: true });
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const config = ['--config', 'test/vitest.config.ts'];
    const status = await runForeground([this.tool('vitest'), 'run', ...config, ...reporters, ...args]);
    return tally(existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined, status);
  }

  /**
   * Runs a built program on this terminal.
   * @param {string} program within `.build/`
   * @param {readonly string[]} args
   * @returns {Promise<number>} its exit status
   */
  program(program, args) {
    return runForeground([process.execPath, '--enable-source-maps', this.path('.build', program), ...args]);
  }

  /**
   * @param {string} title
   * @param {string} tool
   * @param {readonly string[]} args
   */
  quiet(title, tool, args) {
    return step(title, () => runLogged(this.log(tool), [this.tool(tool), ...args]));
  }

  hasModules() {
    return isCurrent(this.stamp('npm'), this.modulesHash(), [this.path('node_modules')]);
  }

  modulesHash() {
    return hashInputs(this.root, ['package-lock.json'], MACHINE);
  }

  pages() {
    return PAGES.filter((page) => existsSync(this.path(page, 'vite.config.ts')));
  }

  /** @param {string} name */
  tool(name) {
    return this.path('node_modules', '.bin', name);
  }

  /** @param {string} name */
  stamp(name) {
    return this.path('.cache', 'stamps', name);
  }

  /** @param {string} name */
  log(name) {
    return this.path('.cache', 'logs', `${name}.log`);
  }

  /** @param {readonly string[]} parts */
  path(...parts) {
    return join(this.root, ...parts);
  }
}

/**
 * Whether a program is on the search path, or where Debian keeps those of its services.
 * @param {string} name
 */
function hasProgram(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
