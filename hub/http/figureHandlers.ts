import type { QueryOf } from '#contract/api.js';
import type { ViewJournal } from '../records/viewJournal.js';
import type { Analyst, QuestionId, QuestionOf } from '../statistics/analyst.js';
import type { Handlers } from './operation.js';
import { windowFile } from './windowFile.js';

export interface FigureHandlerOptions {
  readonly analyst: Analyst;
  readonly views: ViewJournal;
}

type Figures = Pick<Handlers, QuestionId | 'exportWindows'>;

/** Questions about figures. What an answer tells of one clerk is given only after it is journalled who asked (P5). */
export function figureHandlers({ analyst, views }: FigureHandlerOptions): Figures {
  const ask = async <I extends QuestionId>(id: I, question: QuestionOf<I>) => ({
    result: await analyst.ask(id, question),
  });
  /** Nothing is noted of a question that is refused; the desk refuses one about a clerk from nobody. */
  const note = async (query: Asked, what: string, found = query.clerk === undefined ? [] : [query.clerk]) => {
    if (query.viewer === undefined) return;
    const detail = `${what}${periodText(query)}`;
    await views.note({
      by: query.viewer,
      office: query.office,
      action: 'clerk/viewed',
      subjects: [...new Set(found)],
      detail,
    });
  };
  return {
    trend: ({ query }) => ask('trend', query),
    funnel: ({ query }) => ask('funnel', query),
    alarmFigures: ({ query }) => ask('alarmFigures', query),
    equipment: ({ query }) => ask('equipment', query),
    statistics: async ({ query }) => {
      const answer = await ask('statistics', query);
      await note(query, 'statistics');
      return answer;
    },
    ratings: async ({ query }) => {
      const answer = await ask('ratings', query);
      await note(query, 'ratings');
      return answer;
    },
    clerk: async ({ params, query }) => {
      const asked = { ...query, ...params };
      const answer = await ask('clerk', asked);
      await note(asked, 'clerk');
      return answer;
    },
    screening: async ({ query }) => {
      const answer = await ask('screening', query);
      const clerks = answer.result.items.map(({ clerk }) => clerk);
      await note(query, 'screening', clerks);
      return answer;
    },
    exportWindows: ({ query }) => windowFile(analyst, query, () => noteExport(views, query)),
  };
}

interface Asked {
  readonly office?: string;
  readonly clerk?: string;
  readonly from?: string;
  readonly to?: string;
  readonly viewer?: string;
}

const periodText = ({ from, to }: Asked): string =>
  from === undefined && to === undefined ? '' : ` ${from ?? ''}/${to ?? ''}`;

/** An export of everything is noted as one deed. */
const noteExport = async (views: ViewJournal, query: QueryOf<'exportWindows'>): Promise<void> => {
  const { viewer, office, clerk } = query;
  if (viewer === undefined) return;
  await views.note({
    by: viewer,
    office,
    action: clerk === undefined ? 'windows/exported' : 'clerk/viewed',
    subjects: [clerk ?? office ?? '*'],
    detail: `export${periodText(query)}`,
  });
};
