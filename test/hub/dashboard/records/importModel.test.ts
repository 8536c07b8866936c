import { describe, expect, it } from 'vitest';
import { operations } from '#contract/api.js';
import type { ImportReport } from '#contract/imports.js';
import { MAX_FAULTS } from '#contract/imports.js';
import { FILE_ANSWER_WITHIN_MS } from '../../../../hub/dashboard/api/hubClient.js';
import { FILE_TYPES, MAX_FILE_BYTES, readFile } from '../../../../hub/dashboard/records/importFile.js';
import { ImportModel } from '../../../../hub/dashboard/records/importModel.js';
import { PageHub, refusal, settled } from '../../../support/pageHub.js';

const CLEAN: ImportReport = { rows: 3, good: 3, faultCount: 0, faults: [], known: 1, imported: false };
const file = (name = '表12.csv', text = 'a,b') => new File([text], name);

function opened() {
  const rig = new PageHub();
  const imported: ImportReport[] = [];
  const model = new ImportModel({
    hub: rig.hub,
    person: rig.person,
    endpoint: 'importSurvey',
    imported: (report) => imported.push(report),
  });
  const say = (report: Partial<ImportReport>) =>
    rig.answers.set('/imports/surveys', () => ({ ...CLEAN, ...report }));
  return { rig, model, imported, say };
}

describe('a file to bring', () => {
  it('may be what the contract takes', () => {
    const { upload } = operations.importSurvey;
    expect(Object.values(FILE_TYPES)).toEqual(upload.types);
    expect(MAX_FILE_BYTES).toBe(upload.maxBytes);
    expect(operations.importRatings.upload).toEqual(upload);
  });

  it.each([
    [file('x.xlsx'), 'page/file-type'],
    [file('ods'), 'page/file-type'],
    [file('x.csv', ''), 'page/file-empty'],
    [{ name: 'x.ODS', size: MAX_FILE_BYTES + 1 }, 'page/file-too-large'],
    [
      {
        name: 'x.csv',
        size: 1,
        arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')),
      },
      'page/file-unread',
    ],
  ])('%# is refused before anything is sent', async (chosen, code) => {
    await expect(readFile(chosen as File)).rejects.toMatchObject({ code });
  });
});

describe('an import', () => {
  it('is checked without being stored, and then brings the very bytes that were checked', async () => {
    const { rig, model, imported, say } = opened();
    say({});
    model.choose(file());
    expect(model.isImportable()).toBe(false);
    await model.check('李主任');
    expect(rig.asks[0]?.query).toEqual({ by: '李主任', dryRun: 'true' });
    expect(model.isImportable()).toBe(true);
    say({ imported: true, id: 'x' });
    await model.import('李主任');
    expect(rig.asks[1]?.query).toEqual({ by: '李主任' });
    expect(rig.asks[1]?.body).toBe(rig.asks[0]?.body);
    expect(imported).toHaveLength(1);
    expect(model.isImportable()).toBe(false);
  });

  it.each([
    [
      'with a single fault',
      { good: 2, faultCount: 1, faults: [{ row: 2, code: 'import/bad-value', detail: '' }] },
    ],
    ['that brings nothing new', { known: 3 }],
    ['without rows', { rows: 0, good: 0, known: 0 }],
  ])('%s cannot be done', async (_which, report) => {
    const { rig, model, say } = opened();
    say(report);
    model.choose(file());
    await model.check('李主任');
    expect(model.isImportable()).toBe(false);
    await model.import('李主任');
    expect(rig.asks).toHaveLength(1);
  });

  it('of another file needs a check of its own', async () => {
    const { model, say } = opened();
    say({});
    model.choose(file());
    await model.check('李主任');
    model.choose(file('other.csv'));
    expect([model.report.value, model.isImportable()]).toEqual([undefined, false]);
  });

  it('tells what the hub said no to, and can be tried again', async () => {
    const { rig, model, say } = opened();
    rig.answers.set('/imports/surveys', () => refusal(422, 'import/wrong-columns'));
    model.choose(file());
    await model.check('李主任');
    expect(model.problem.value?.code).toBe('import/wrong-columns');
    say({ faultCount: MAX_FAULTS });
    await model.check('李主任');
    expect(model.problem.value).toBeUndefined();
  });

  it('gives the hub longer than a question, and gives up at last', async () => {
    const { rig, model } = opened();
    rig.answers.set('/imports/surveys', () => new Promise(() => undefined));
    model.choose(file());
    const check = model.check('李主任');
    await settled();
    rig.clock.advance(FILE_ANSWER_WITHIN_MS - 1);
    await settled();
    expect(model.busy.value).toBe('checking');
    rig.clock.advance(1);
    await check;
    expect(model.problem.value?.code).toBe('page/unreachable');
  });
});
