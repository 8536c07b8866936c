import { batch, signal } from '@preact/signals';
import type { ResultOf } from '#contract/api.js';
import type { SurveyView } from '#contract/surveys.js';
import type { HubProblem } from '../api/hubProblem.js';
import { asProblem } from '../api/problemWords.js';
import type { FrameModel } from '../figures/frameModel.js';
import { Question } from '../figures/question.js';
import type { AddressParam } from '../records/addressParam.js';
import { ImportModel } from '../records/importModel.js';
import type { Person } from '../records/person.js';

export interface SurveysOptions {
  readonly frame: FrameModel;
  readonly person: Person;
  /** The survey looked at. */
  readonly survey: Pick<AddressParam, 'value' | 'go' | 'href'>;
}

/** What the page of survey tables shows and does. */
export class SurveysModel {
  readonly frame: FrameModel;
  readonly person: Person;
  readonly survey: SurveysOptions['survey'];
  readonly list: Question<ResultOf<'surveys'>>;
  readonly one: Question<SurveyView>;
  readonly brought: ImportModel;
  /** The survey about to be removed. */
  readonly removing = signal<SurveyView | undefined>(undefined);
  /** Title of the survey that was removed. */
  readonly removed = signal<string | undefined>(undefined);
  readonly refused = signal<HubProblem | undefined>(undefined);
  readonly sending = signal(false);

  constructor({ frame, person, survey }: SurveysOptions) {
    this.frame = frame;
    this.person = person;
    this.survey = survey;
    this.list = new Question(() => frame.hub.ask('surveys', {}).then(({ body }) => body));
    this.one = new Question(() => this.readOne());
    this.brought = new ImportModel({
      hub: frame.hub,
      person,
      endpoint: 'importSurvey',
      imported: () => this.list.again(),
    });
  }

  start(): void {
    this.list.start();
    this.one.start();
  }

  show(survey: string): void {
    this.removed.value = undefined;
    this.survey.go(survey);
  }

  askRemoval(survey: SurveyView): void {
    this.refused.value = undefined;
    this.removing.value = survey;
  }

  keep(): void {
    this.removing.value = undefined;
  }

  async remove(survey: SurveyView, by: string): Promise<void> {
    if (this.sending.value) return;
    this.sending.value = true;
    this.refused.value = undefined;
    this.person.call(by);
    try {
      await this.frame.hub.ask('removeSurvey', { params: { survey: survey.id }, body: { by } });
      batch(() => {
        this.removing.value = undefined;
        this.removed.value = survey.title;
        this.survey.go('');
      });
      this.list.again();
    } catch (thrown) {
      this.refused.value = asProblem(thrown);
    } finally {
      this.sending.value = false;
    }
  }

  private readOne(): Promise<SurveyView> | undefined {
    const { value: survey } = this.survey.value;
    if (survey === '') return undefined;
    return this.frame.hub.ask('survey', { params: { survey } }).then(({ body }) => body);
  }
}
