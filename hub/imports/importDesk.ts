import type { ImportReport } from '#contract/imports.js';
import type { SurveySummary, SurveyView } from '#contract/surveys.js';
import { CodedError } from '#platform/errors.js';
import type { FileBrought, ImportsPort } from '../http/deskPorts.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { StoredSurvey } from '../store/surveyStore.js';
import type { ImportOrder, ImportParts } from './importParts.js';
import { RatingsImport } from './ratingsImport.js';
import { SurveyImport } from './surveyImport.js';
import { surveySummary, surveyView } from './surveyViews.js';

export interface ImportDeskOptions extends ImportParts {
  readonly writer: GroupWriter;
}

/** Records that people bring from elsewhere: earlier ratings, and survey tables. */
export class ImportDesk implements ImportsPort {
  private readonly ratingsImport: RatingsImport;
  private readonly surveyImport: SurveyImport;

  constructor(private readonly options: ImportDeskOptions) {
    this.ratingsImport = new RatingsImport(options);
    this.surveyImport = new SurveyImport(options);
  }

  /** See `RatingsImport.take`. What the file is called and said to be is not asked; its content tells. */
  ratings({ bytes }: FileBrought, order: ImportOrder): Promise<ImportReport> {
    return this.ratingsImport.take(bytes, order);
  }

  survey({ bytes }: FileBrought, order: ImportOrder): Promise<ImportReport> {
    return this.surveyImport.take(bytes, order);
  }

  surveys(): { items: SurveySummary[] } {
    const { surveys } = this.options;
    return { items: surveys.all().map((survey) => surveySummary(survey, surveys.cells(survey.id))) };
  }

  /** Throws `CodedError` `survey/unknown`, as `removeSurvey` does. */
  oneSurvey(survey: string): SurveyView {
    return surveyView(this.stored(survey), this.options.surveys.cells(survey));
  }

  async removeSurvey(survey: string, by: string): Promise<SurveySummary> {
    const { surveys, journal, writer, clock } = this.options;
    return writer.write(() => {
      const stored = this.stored(survey);
      const summary = surveySummary(stored, surveys.cells(survey));
      surveys.remove(survey);
      journal.append({
        atMs: clock.wall(),
        by,
        action: 'survey/removed',
        office: null,
        subject: survey,
        detail: stored.title,
      });
      return summary;
    });
  }

  private stored(survey: string): StoredSurvey {
    const found = this.options.surveys.byId(survey);
    if (found === undefined) throw new CodedError('survey/unknown', `there is no survey ${survey}`);
    return found;
  }
}
