import { describe, expect, it } from 'vitest';
import type { Opinion } from '#contract/figures.js';
import { Codec } from '#contract/schema.js';
import { SurveyView } from '#contract/surveys.js';
import { meanLevel, percent } from '#words/percent.js';
import { ImportRig, sample } from './importRig.js';

/** Requirements §4: items by months, 非常滿意/滿意/不清楚/不滿意/非常不滿意. */
const TABLE_12: Readonly<Record<string, readonly string[]>> = {
  跨區核發印鑑證明: ['1549/1213/211/7/1', '2027/940/44/0/0', '2213/816/19/0/0', '2347/648/12/0/0'],
  跨區核發申請書: ['1505/1210/261/5/0', '1982/977/52/0/0', '2169/867/12/0/0', '2321/669/17/0/0'],
  N加e: ['1605/1156/188/31/1', '1954/989/68/0/0', '2147/869/32/0/0', '2275/711/21/0/0'],
  便民資訊: ['1721/1179/72/9/0', '1939/1032/40/0/0', '2129/898/21/0/0', '2242/752/13/0/0'],
  各項表單: ['1680/1219/74/8/0', '1927/1053/31/0/0', '2119/910/19/0/0', '2225/768/14/0/0'],
  服務評分系統: ['1407/1236/334/4/0', '1774/1185/52/0/0', '1980/1038/30/0/0', '2134/858/15/0/0'],
};
const MONTHS = ['6月', '8月', '10月', '12月'];
const n = ({ levels }: Opinion): number => levels.reduce((sum, count) => sum + count, 0);
const shares = (opinion: Opinion, decimals: number): string[] =>
  opinion.levels.map((count) => percent(count, n(opinion), decimals));

async function imported(name: string): Promise<{ rig: ImportRig; view: SurveyView }> {
  const rig = new ImportRig();
  const checked = await rig.survey(sample(name), { dryRun: true });
  expect(checked).toMatchObject({ faultCount: 0, faults: [], imported: false });
  expect(rig.stored()).toMatchObject({ survey: 0, survey_cell: 0, import: 0 });
  const report = await rig.survey(sample(name));
  expect(report).toMatchObject({ rows: checked.rows, good: checked.rows, imported: true });
  const view = rig.desk.oneSurvey(report.id ?? '');
  Codec.of(SurveyView).check(view);
  return { rig, view };
}

describe.each(['table12.csv', 'table12.ods', 'table12-wide.csv', 'table12-wide.ods'])(
  'Table 12 as %s',
  (name) => {
    it('comes out with every count', async () => {
      const { view } = await imported(name);
      expect(view).toMatchObject({
        title: '戶政服務滿意度調查（表12）',
        middle: '不清楚',
        items: Object.keys(TABLE_12),
        waves: MONTHS,
        importedBy: 'director',
      });
      const cells = Object.entries(TABLE_12).flatMap(([item, counts]) =>
        counts.map((text, index) => [item, MONTHS[index], text.split('/').map(Number)]),
      );
      expect(view.cells.map(({ item, wave, opinion }) => [item, wave, opinion.levels])).toEqual(cells);
      expect(view.byWave.map(({ opinion }) => opinion.levels)).toEqual([
        [9467, 7213, 1140, 64, 2],
        [11603, 6176, 287, 0, 0],
        [12757, 5398, 133, 0, 0],
        [13544, 4406, 92, 0, 0],
      ]);
      expect(view.byWave.map(({ opinion }) => n(opinion))).toEqual([17_886, 18_066, 18_288, 18_042]);
      expect(view.total.levels).toEqual([47_371, 23_193, 1_652, 64, 2]);
    });

    it('comes out with the 21 percentages that reproduce and the four corrected ones, half-up and never forced (S4)', async () => {
      const { view } = await imported(name);
      expect(view.byWave.map(({ opinion }) => shares(opinion, 2))).toEqual([
        ['52.93', '40.33', '6.37', '0.36', '0.01'],
        ['64.23', '34.19', '1.59', '0.00', '0.00'],
        ['69.76', '29.52', '0.73', '0.00', '0.00'],
        ['75.07', '24.42', '0.51', '0.00', '0.00'],
      ]);
      expect(shares(view.total, 3)).toEqual(['65.536', '32.087', '2.285', '0.089', '0.003']);
      expect(shares(view.byWave[0]?.opinion as Opinion, 6)).toEqual([
        '52.929666',
        '40.327631',
        '6.373700',
        '0.357822',
        '0.011182',
      ]);
    });

    it('comes out with the response rate, the top two overall, and the row of the rating system', async () => {
      const { view } = await imported(name);
      expect([view.asked, view.responded]).toEqual([12_682, 12_047]);
      expect(percent(view.responded ?? 0, view.asked ?? 1, 6)).toBe('94.992903');
      expect(6 * (view.responded ?? 0)).toBe(n(view.total));
      const { satisfaction } = view.total;
      expect(percent(satisfaction?.count ?? 0, satisfaction?.of ?? 1, 6)).toBe('97.623198');
      expect([satisfaction?.low.toFixed(6), satisfaction?.high.toFixed(6)]).toEqual(['0.975096', '0.977317']);
      const system = view.byItem.at(-1);
      expect(system?.item).toBe('服務評分系統');
      const topTwo = system?.opinion.satisfaction;
      expect(percent(topTwo?.count ?? 0, topTwo?.of ?? 1, 6)).toBe('96.389143');
      expect(meanLevel(system?.opinion.levels ?? [], 6)).toBe('4.569104');
      expect(system?.opinion.mean?.toFixed(6)).toBe('4.569104');
      const june = view.cells.find(({ item, wave }) => item === '服務評分系統' && wave === '6月')?.opinion;
      expect(june?.mean?.toFixed(6)).toBe('4.357263');
      expect(june?.spread?.s.toFixed(6)).toBe('0.679645');
      expect(june?.net?.toFixed(6)).toBe('0.885273');
      expect(june?.index?.toFixed(6)).toBe('83.931567');
    });
  },
);

const HEAD = '項目,期別,非常滿意,滿意,不清楚,不滿意,非常不滿意';
const GOOD = '窗口,6月,1,2,3,4,5';

describe('a survey table', () => {
  it('is imported once, listed newest first, removed with a trace, and can then be imported again', async () => {
    const { rig, view } = await imported('table12.csv');
    expect(await rig.survey(sample('table12.csv'))).toMatchObject({
      known: 24,
      imported: false,
      id: view.id,
    });
    rig.clock.advance(60_000);
    const second = await rig.survey(`${HEAD}\n${GOOD}\n`, { by: 'secretary' });
    expect(rig.desk.surveys().items.map(({ id, title }) => [id, title])).toEqual([
      [second.id, '民國115年7月7日匯入的調查表'],
      [view.id, view.title],
    ]);
    expect(await rig.desk.removeSurvey(view.id, 'director')).toMatchObject({
      id: view.id,
      items: view.items,
    });
    expect(rig.desk.surveys().items).toHaveLength(1);
    expect(() => rig.desk.oneSurvey(view.id)).toThrow(expect.objectContaining({ code: 'survey/unknown' }));
    await expect(rig.desk.removeSurvey(view.id, 'director')).rejects.toMatchObject({
      code: 'survey/unknown',
    });
    expect(rig.stores.journal.entry(3)).toMatchObject({
      action: 'survey/removed',
      subject: view.id,
      by: 'director',
    });
    expect(await rig.survey(sample('table12.csv'))).toMatchObject({ imported: true });
  });

  it('never touches the ratings of the boxes', async () => {
    const { rig } = await imported('table12.ods');
    expect(rig.stored()).toMatchObject({ rating_window: 0, issuance: 0, alarm: 0 });
  });

  it.each([
    ['a count that is none', '窗口,6月,1,2,x,4,5', '不清楚', 'import/bad-value'],
    ['a negative count', '窗口,6月,-1,2,3,4,5', '非常滿意', 'import/bad-value'],
    ['an empty count', '窗口,6月,1,,3,4,5', '滿意', 'import/missing-value'],
    ['a fraction', '窗口,6月,1,2,3,4.5,5', '不滿意', 'import/bad-value'],
    ['no item', ',6月,1,2,3,4,5', '項目', 'import/missing-value'],
    ['a label of 121 characters', `${'x'.repeat(121)},6月,1,2,3,4,5`, '項目', 'import/bad-value'],
    ['a formula for an item', '=1+1,6月,1,2,3,4,5', '項目', 'import/bad-value'],
    ['a row of totals', '合計,6月,1,2,3,4,5', '項目', 'import/total-row'],
    ['one cell twice', GOOD, '項目', 'import/duplicate'],
    ['more cells than headings', '窗口,8月,1,2,3,4,5,6', undefined, 'import/extra-cells'],
  ])('%s is named with its row and column, and nothing is stored', async (_name, line, column, code) => {
    const rig = new ImportRig();
    const report = await rig.survey(`${HEAD}\n${GOOD}\n${line}\n`);
    expect(report).toMatchObject({ rows: 2, good: 1, faultCount: 1, imported: false });
    expect(report.faults[0]).toMatchObject({ row: 3, code });
    expect(report.faults[0]?.column).toBe(column);
    expect(rig.stored()).toMatchObject({ survey: 0, import: 0 });
  });

  it('that says of itself what cannot be is refused', async () => {
    const rig = new ImportRig();
    const text = (asked: string, responded: string) =>
      `asked,${asked}\nresponded,${responded}\n${HEAD}\n${GOOD}\n`;
    expect(await rig.survey(text('10', '20'))).toMatchObject({
      faultCount: 1,
      faults: [{ row: 2, code: 'import/inconsistent' }],
    });
    expect(await rig.survey(text('20', '14'))).toMatchObject({
      faultCount: 1,
      faults: [{ row: 4, code: 'import/inconsistent' }],
    });
    expect(await rig.survey(text('many', '15'))).toMatchObject({
      faultCount: 1,
      faults: [{ row: 1, column: '發出份數' }],
    });
    expect(await rig.survey(text('15', '15'))).toMatchObject({ imported: true });
  });

  it('in the wide layout has five counts in each cell', async () => {
    const rig = new ImportRig();
    const text = (cell: string) => `middle,普通\nitem,6月,8月\n窗口,1/2/3/4/5,${cell}\n`;
    expect(await rig.survey(text('1/2/3/4'))).toMatchObject({
      faultCount: 1,
      faults: [
        {
          row: 3,
          column: '8月',
          code: 'import/bad-value',
          detail: expect.stringContaining('1407/1236/334/4/0'),
        },
      ],
    });
    expect(await rig.survey(text('0/0/0/0/0'))).toMatchObject({ imported: true });
  });

  it('without an answer anywhere shows no rate', async () => {
    const rig = new ImportRig();
    const { id } = await rig.survey(`${HEAD}\n窗口,6月,0,0,0,0,0\n`);
    expect(rig.desk.oneSurvey(id ?? '').total).toEqual({ levels: [0, 0, 0, 0, 0] });
  });

  it.each([
    ['without headings', 'title,表\n', 'expected 項目 (item)'],
    ['without an item', '期別,非常滿意\n6月,1\n', '項目 (item) is missing'],
    ['with a column of answers missing', '項目,期別,非常滿意,滿意,不清楚,不滿意\n', 'answers is missing'],
    ['with two middle columns', `${HEAD},普通\n`, 'one column too many'],
    ['in the wide layout without the name of the middle', '項目,6月\n', '中間選項 (middle) is missing'],
    ['in the wide layout with a column of totals', 'middle,普通\n項目,6月,合計\n', 'is no wave'],
  ])('%s is refused as a whole, with the headings it should have', async (_name, text, words) => {
    const error = await new ImportRig().survey(text).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'import/wrong-columns',
      message: expect.stringContaining('項目 (item)'),
    });
    expect((error as Error).message).toContain(words);
  });
});
