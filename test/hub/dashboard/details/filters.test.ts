import { describe, expect, it } from 'vitest';
import { operations } from '#contract/api.js';
import { Codec } from '#contract/schema.js';
import {
  type Filters,
  listQuery,
  NO_FILTERS,
  populationQuery,
} from '../../../../hub/dashboard/details/filters.js';
import { at } from '../../../support/views.js';

const EAST = { office: 'east', from: at(-86_400), to: at(0) };
const CITY = { from: EAST.from, to: EAST.to };
const ALL: Filters = {
  counter: '3',
  clerk: ' 林雅婷 ',
  kind: 'receipt',
  service: ' 戶籍謄本 ',
  level: '2',
  excluded: 'no',
  flagged: 'yes',
};

describe('the filters of the details', () => {
  it('left empty ask for the whole population and nothing else', () => {
    expect(listQuery(NO_FILTERS, EAST, '李主任')).toEqual(EAST);
  });

  it('all together make a question that the hub takes', () => {
    const query = listQuery(ALL, EAST, '李主任');
    expect(query).toEqual({
      ...EAST,
      counter: '3',
      clerk: '林雅婷',
      viewer: '李主任',
      kind: 'receipt',
      service: '戶籍謄本',
      level: 2,
      excluded: false,
      flagged: true,
    });
    expect(Codec.of(operations.ratings.query).check(query)).toEqual(query);
  });

  it('P5 name a viewer where one clerk is looked at, and only there', () => {
    expect(listQuery({ ...NO_FILTERS, clerk: '林雅婷' }, EAST, '李主任').viewer).toBe('李主任');
    expect(listQuery({ ...NO_FILTERS, clerk: '  ' }, EAST, '李主任')).not.toHaveProperty('viewer');
  });

  it('S6 leave clerks, levels and exclusion out of what totals and exports are about', () => {
    expect(populationQuery(ALL, EAST)).toEqual({
      ...EAST,
      counter: '3',
      kind: 'receipt',
      service: '戶籍謄本',
    });
  });

  it('a counter means nothing in the whole city, where its number repeats', () => {
    expect(populationQuery({ ...NO_FILTERS, counter: '3' }, CITY)).toEqual(CITY);
  });
});
