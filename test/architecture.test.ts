import { describe, expect, it } from 'vitest';
import { type Import, importsOf, readSources, type Source } from './support/sources.js';

const SOURCES = readSources(['hub', 'device', 'simulators']);
const TESTS = readSources(['test']);

const within = (folder: string) => (path: string) => path.startsWith(folder);
const inAny =
  (...places: readonly string[]) =>
  (path: string): boolean =>
    places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place));
const isNode = ({ specifier }: Import): boolean => specifier.startsWith('node:');
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** Every import from these files that the rule does not allow, as `file: what`. */
function strays(
  from: (path: string) => boolean,
  allowed: (found: Import, source: Source) => boolean,
): string[] {
  return SOURCES.filter(({ path }) => from(path)).flatMap((source) =>
    source.imports
      .filter((found) => !allowed(found, source))
      .map(({ specifier }) => `${source.path}: ${specifier}`),
  );
}

/** Files outside `places` whose code shows the pattern. */
const matching = (pattern: RegExp, places: (path: string) => boolean): string[] =>
  SOURCES.filter(({ path, code }) => !places(path) && pattern.test(code)).map(({ path }) => path);

/** Allows the files of some places, and packages by name. */
const only =
  (places: readonly string[], packages: readonly string[] = [], node = false) =>
  (found: Import): boolean =>
    found.target === undefined
      ? packages.includes(packageOf(found.specifier)) || (node && isNode(found))
      : inAny(...places)(found.target);

describe('architecture', () => {
  it('the scan sees files and imports of every kind', () => {
    expect(SOURCES.length).toBeGreaterThan(150);
    const code = `import a from 'a';
      import type { B } from '#contract/values.js';
      import { type C, type D } from './hub.js';
      import { type E, f } from './hub.js';
      import 'side';
      export * from './more.js';
      import {
        g,
      } from 'many';
      const h = await import('late');
      type I = import('typed').I;`;
    expect(importsOf('hub/x.ts', code).map(({ specifier, typeOnly }) => [specifier, typeOnly])).toEqual([
      ['a', false],
      ['#contract/values.js', true],
      ['./hub.js', true],
      ['./hub.js', false],
      ['./more.js', false],
      ['many', false],
      ['side', false],
      ['late', false],
      ['typed', true],
    ]);
    expect(importsOf('hub/x.ts', code)[1]?.target).toBe('hub/contract/values.ts');
  });

  it('every import of ours names a file that exists', () => {
    const known = new Set(SOURCES.map(({ path }) => path));
    const asset = /\.(css|svg|d\.ts)$/;
    expect(
      strays(
        () => true,
        ({ target }) => target === undefined || known.has(target) || asset.test(target),
      ),
    ).toEqual([]);
  });

  it('the contract stands alone: only itself and its schema library', () => {
    expect(strays(within('hub/contract/'), only(['hub/contract/'], ['typebox']))).toEqual([]);
  });

  it('the platform knows nothing of the product', () => {
    const allowed = only(['hub/platform/'], ['better-sqlite3', 'unix-dgram', 'pino', 'uuid'], true);
    expect(strays(within('hub/platform/'), allowed)).toEqual([]);
  });

  it('the words import only words, and from the contract nothing but types', () => {
    const typesOf = (found: Import): boolean => found.typeOnly && only(['hub/contract/'])(found);
    expect(strays(within('hub/words/'), (found) => only(['hub/words/'])(found) || typesOf(found))).toEqual(
      [],
    );
  });

  it('the hub knows neither boxes nor simulators', () => {
    expect(strays(within('hub/'), ({ target }) => target === undefined || target.startsWith('hub/'))).toEqual(
      [],
    );
  });

  /** Makes what only time would make: the hub's data of the past. */
  const HISTORY_MAKERS = [
    'simulators/history/giveHistory.ts',
    'simulators/history/loadAlarms.ts',
    'simulators/history/loadHistory.ts',
  ];

  /** Have the lamp program run on a light that is none. */
  const LAMP_MAKERS = inAny('simulators/light/', 'simulators/office/simulatedLamp.ts');

  it.each(['device/', 'simulators/'])(
    '%s reaches the hub only by #contract, #platform and #words',
    (folder) => {
      expect(
        strays(
          (path) => path.startsWith(folder) && !HISTORY_MAKERS.includes(path) && !LAMP_MAKERS(path),
          ({ specifier, target }) => !target?.startsWith('hub/') || specifier.startsWith('#'),
        ),
      ).toEqual([]);
    },
  );

  it('whoever makes a history reaches the stores of the hub, its rules of cases and words of closings, and nothing else of it', () => {
    expect(
      strays(
        inAny(...HISTORY_MAKERS),
        ({ specifier, target }) =>
          !target?.startsWith('hub/') ||
          specifier.startsWith('#') ||
          inAny('hub/store/', 'hub/site.ts', 'hub/cases/caseRules.ts', 'hub/alarms/closingText.ts')(target),
      ),
    ).toEqual([]);
  });

  it('whoever makes a light reaches the lamp program, and nothing else of the hub', () => {
    expect(
      strays(
        LAMP_MAKERS,
        ({ specifier, target }) =>
          !target?.startsWith('hub/') || specifier.startsWith('#') || target.startsWith('hub/lamp/'),
      ),
    ).toEqual([]);
  });

  it('a lamp knows adapters only where one is chosen', () => {
    const choosers = inAny('hub/lamp/chooseLight.ts', 'hub/lamp/adapters/');
    expect(
      strays(
        (path) => path.startsWith('hub/') && !choosers(path),
        ({ target }) => !target?.startsWith('hub/lamp/adapters/'),
      ),
    ).toEqual([]);
  });

  it('deciding about ratings needs no adapter: device/rating knows contract, platform and ports', () => {
    const allowed = only([
      'hub/contract/',
      'hub/platform/',
      'device/ports/',
      'device/healthBoard.ts',
      'device/hubTime.ts',
      'device/rating/',
    ]);
    expect(strays(within('device/rating/'), allowed)).toEqual([]);
  });

  it('only the programs put adapters into ports', () => {
    const programs = inAny(
      'device/main.ts',
      'device/composition/',
      'device/renderPrompts.ts',
      'device/package/',
      'device/settings.ts',
      'device/adapters/',
      'simulators/',
    );
    expect(
      strays(
        (path) => !programs(path),
        ({ target }) => !target?.startsWith('device/adapters/'),
      ),
    ).toEqual([]);
  });

  it.each([
    ['mqtt', ['device/adapters/', 'hub/broker/externalBroker.ts', 'hub/outbound/homeAssistant.ts']],
    ['aedes', ['hub/broker/aedesBroker.ts']],
    ['serialport', ['device/adapters/', 'hub/lamp/adapters/serialBus.ts']],
    ['node-hid', ['device/adapters/hid/', 'hub/lamp/adapters/nodeHidBus.ts']],
    ['say', ['device/adapters/']],
    ['unix-dgram', ['hub/platform/serviceManager.ts']],
    ['johnny-five', ['device/adapters/']],
    ['firmata-io', ['device/adapters/']],
    ['avr8js', ['simulators/board/']],
    ['fastify', ['hub/http/', 'simulators/panelServer/']],
    ['prom-client', ['hub/http/metrics.ts']],
    ['@node-rs/argon2', ['hub/access/passwordHasher.ts']],
    ['openid-client', ['hub/access/officeProvider.ts']],
    ['@fastify/cookie', ['hub/http/']],
    ['preact', ['hub/dashboard/', 'device/screenPage/', 'simulators/panelPage/']],
    ['better-sqlite3', ['hub/platform/', 'hub/store/']],
    ['echarts', ['hub/charts/drawing.ts']],
    ['csv-parse', ['hub/tables/']],
    ['csv-stringify', ['hub/tables/']],
    ['pdfmake', ['hub/reports/pdf/']],
    ['saxes', ['hub/tables/']],
  ] as const)('the package %s stays where it is wrapped', (name, places) => {
    expect(
      strays(
        (path) => !inAny(...places)(path),
        ({ specifier }) => packageOf(specifier) !== name,
      ),
    ).toEqual([]);
    expect(
      SOURCES.some(({ imports }) => imports.some(({ specifier }) => packageOf(specifier) === name)),
    ).toBe(true);
  });

  it('SQL is spoken only by stores', () => {
    const stores = inAny(
      'hub/store/',
      'hub/platform/sqlite.ts',
      'hub/platform/dataDirectory.ts',
      'device/adapters/sqliteOutbox.ts',
      'device/adapters/outboxTraces.ts',
      'device/adapters/migrations/',
    );
    expect(
      matching(/\.prepare\(|\.pragma\(|\bdb\.exec\(|['"`]\s*(SELECT|INSERT|UPDATE|DELETE|CREATE)\s/, stores),
    ).toEqual([]);
  });

  it('charts are built from views, formulas and words alone', () => {
    const allowed = only(
      ['hub/charts/', 'hub/contract/', 'hub/words/', 'hub/statistics/measures/'],
      ['echarts'],
    );
    expect(strays(within('hub/charts/'), allowed)).toEqual([]);
  });

  const PURE = [
    'hub/access/accountRules.ts',
    'hub/access/decision.ts',
    'hub/access/passwordRules.ts',
    'hub/access/personName.ts',
    'hub/access/policy.ts',
    'hub/access/principal.ts',
    'hub/access/returnPage.ts',
    'hub/access/signInLocks.ts',
    'hub/backup/backupRules.ts',
    'hub/backup/rotation.ts',
    'hub/docket/compact.ts',
    'hub/docket/docketCodec.ts',
    'hub/windows/windowRules.ts',
    'hub/windows/issuanceRules.ts',
    'hub/windows/windowRecord.ts',
    'hub/alarms/alarmMachine.ts',
    'hub/alarms/alarmRules.ts',
    'hub/alarms/closingText.ts',
    'hub/alarms/dutyTimes.ts',
    'hub/alarms/escalation.ts',
    'hub/alarms/floodGuard.ts',
    'hub/alarms/rateRule.ts',
    'hub/alarms/settingsRules.ts',
    'hub/cases/caseRules.ts',
    'hub/cases/workingDays.ts',
    'hub/tls/der.ts',
    'hub/tls/renewal.ts',
    'hub/broker/dynamicSecurity.ts',
    'hub/lamp/bellRhythm.ts',
    'hub/lamp/flashes.ts',
    'hub/lamp/lampSignal.ts',
    'hub/lamp/adapters/busylightReport.ts',
    'hub/lamp/adapters/patliteReport.ts',
    'hub/lamp/adapters/relayFrame.ts',
    'hub/presence/presenceMachine.ts',
    'hub/equipment/equipmentRules.ts',
    'hub/health/healthRules.ts',
    'hub/words/healthFindings.ts',
    'hub/logExport/logMessage.ts',
    'hub/logExport/logQueue.ts',
    'hub/dashboard/health/headsFile.ts',
    'hub/equipment/outboxGrowth.ts',
    'hub/signals/chimeRules.ts',
    'hub/signals/lampRules.ts',
    'hub/charts/bounds.ts',
    'hub/charts/control.ts',
    'hub/charts/palette.ts',
    'hub/charts/parts.ts',
    'hub/dashboard/alarms/alarmGroups.ts',
    'hub/dashboard/alarms/calls.ts',
    'hub/dashboard/console/dayFigures.ts',
    'hub/dashboard/console/dayStrip.ts',
    'hub/dashboard/figures/calendar.ts',
    'hub/dashboard/figures/period.ts',
    'hub/dashboard/figures/trendSpan.ts',
    'hub/access/passwordRules.ts',
    'hub/dashboard/session/ending.ts',
    'hub/dashboard/session/nextPage.ts',
    'hub/dashboard/session/pageRoles.ts',
    'hub/dashboard/signIn/passwordChecks.ts',
    'hub/dashboard/sound/tabLeader.ts',
    'hub/dashboard/sound/audible.ts',
    'hub/statistics/alarmSums.ts',
    'hub/statistics/calendar.ts',
    'hub/statistics/counts.ts',
    'hub/statistics/figures.ts',
    'hub/statistics/grouping.ts',
    'hub/statistics/question.ts',
    'hub/statistics/shares.ts',
    'hub/statistics/hiding.ts',
    'hub/statistics/period.ts',
    'hub/statistics/trackedCases.ts',
    'hub/statistics/measures/binomial.ts',
    'hub/statistics/measures/coveredKey.ts',
    'hub/statistics/measures/delay.ts',
    'hub/statistics/measures/funnel.ts',
    'hub/statistics/measures/kolmogorov.ts',
    'hub/statistics/measures/laney.ts',
    'hub/statistics/measures/opinion.ts',
    'hub/statistics/measures/pChart.ts',
    'hub/statistics/measures/rateRatio.ts',
    'hub/statistics/measures/sampleSize.ts',
    'hub/statistics/measures/selfPress.ts',
    'hub/statistics/measures/share.ts',
    'hub/statistics/measures/uChart.ts',
    'hub/statistics/measures/wilson.ts',
    'hub/store/aggregates/cellGroups.ts',
    'hub/store/aggregates/cellKeys.ts',
    'hub/store/aggregates/cellTables.ts',
    'hub/store/aggregates/plan.ts',
    'hub/store/aggregates/sums.ts',
    'hub/imports/moments.ts',
    'hub/imports/earlierWindow.ts',
    'hub/openData/axes.ts',
    'hub/openData/categories.ts',
    'hub/openData/moves.ts',
    'hub/openData/suppression.ts',
    'hub/reports/formulas.ts',
    'hub/reports/packedAt.ts',
    'hub/reports/reportModel.ts',
    'hub/reports/schedule.ts',
    'hub/reports/svgText.ts',
    'hub/reports/odf/xml.ts',
    'hub/ingest/sequenceLedger.ts',
    'hub/integrity/audit/findings.ts',
    'hub/integrity/audit/windowFacts.ts',
    'hub/integrity/scopeText.ts',
    'hub/outbound/rfc5424.ts',
    'hub/outbound/syslogAddress.ts',
    'device/otherNumbers.ts',
    'device/ports/panel.ts',
    'device/quietHours.ts',
    'device/rating/citizenLanguage.ts',
    'device/rating/clash.ts',
    'device/rating/countdown.ts',
    'device/rating/finish.ts',
    'device/rating/keyContacts.ts',
    'device/rating/outage.ts',
    'device/rating/panelHealth.ts',
    'device/rating/ratingWindow.ts',
    'device/rating/stuckKeys.ts',
    'device/rating/uncountedPresses.ts',
    'device/rating/windowReports.ts',
    'device/rating/windowState.ts',
    'device/rating/windowTimes.ts',
  ];
  it.each(PURE)('%s decides and does nothing else', (path) => {
    const source = SOURCES.find((candidate) => candidate.path === path);
    const values = source?.imports
      .filter(({ typeOnly }) => !typeOnly)
      .map(({ specifier, target }) => target ?? specifier);
    const pure = [...PURE, 'hub/platform/errors.ts'];
    expect(values?.filter((target) => !pure.includes(target) && !target.startsWith('hub/contract/'))).toEqual(
      [],
    );
    const ports = /hub\/platform\/clock|hub\/store|device\/ports\/(outbox|uplink)|\.prepare/;
    const others = values?.filter((target) => !pure.includes(target));
    expect(others?.filter((target) => ports.test(target))).toEqual([]);
    expect(source?.code).not.toMatch(/\bnode:|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bperformance\./);
  });

  it('nobody but tests and simulators imports simulators', () => {
    expect(
      strays(
        (path) => !path.startsWith('simulators/'),
        ({ target }) => !target?.startsWith('simulators/'),
      ),
    ).toEqual([]);
  });

  it('the programs never import tests', () => {
    expect(
      strays(
        () => true,
        ({ target }) => !target?.startsWith('test/'),
      ),
    ).toEqual([]);
    expect(TESTS.length).toBeGreaterThan(50);
  });

  it('no values are imported in a circle', () => {
    const graph = new Map(
      SOURCES.map(({ path, imports }) => [
        path,
        imports.flatMap(({ target, typeOnly }) => (typeOnly || target === undefined ? [] : [target])),
      ]),
    );
    expect(circles(graph)).toEqual([]);
    expect(
      circles(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['a']],
        ]),
      ),
    ).toEqual(['a → b → c → a']);
  });

  it('no file is longer than 300 lines', () => {
    expect(SOURCES.filter(({ lines }) => lines > 300).map(({ path, lines }) => `${path}: ${lines}`)).toEqual(
      [],
    );
  });

  it('time is read and timers are set only behind the clock', () => {
    const places = inAny(
      'hub/platform/clock.ts',
      'hub/dashboard/',
      'simulators/panelPage/',
      'simulators/board/',
    );
    expect(
      matching(/\b(Date\.now|setTimeout|setInterval|performance\.now)\b|\bnew Date\(\)/, places),
    ).toEqual([]);
  });

  it('nothing is printed but by the programs themselves', () => {
    expect(matching(/\bconsole\.\w+\(/, () => false)).toEqual([]);
  });
});

/** Each circle once, from its first file by name. */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      const ring = trail.slice(start);
      const least = ring.indexOf([...ring].sort()[0] ?? '');
      const turned = [...ring.slice(least), ...ring.slice(0, least)];
      found.add([...turned, turned[0]].join(' → '));
      return;
    }
    if (done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return [...found];
}
