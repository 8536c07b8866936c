import { computed, effect, signal, untracked } from '@preact/signals';
import type { ClerkView, ScreeningView, StatisticsView } from '#contract/statistics.js';
import type { FrameModel } from '../figures/frameModel.js';
import { Question } from '../figures/question.js';
import type { AddressParam } from '../records/addressParam.js';
import type { Person } from '../records/person.js';

export interface ClerksOptions {
  readonly frame: FrameModel;
  readonly person: Person;
  /** The clerk looked at. */
  readonly clerk: Pick<AddressParam, 'value' | 'go' | 'href'>;
}

/** Under which name, at which office and in which period somebody looks. */
interface Look {
  readonly viewer: string;
  readonly office: string;
  readonly from: string;
  readonly to: string;
}

/**
 * What the page of clerks shows. Nothing is asked before somebody has said who looks, each time the page is opened,
 * because every look is journalled under that name (P5).
 */
export class ClerksModel {
  /** Under which name this visit looks: that of whoever is signed in, or empty until one is given. */
  readonly viewer = signal('');
  readonly screeningOpen = signal(false);
  readonly list: Question<StatisticsView>;
  readonly one: Question<ClerkView>;
  readonly screening: Question<ScreeningView>;
  readonly clerk: ClerksOptions['clerk'];
  private readonly look = computed((): Look | undefined => {
    const { office, from, to } = this.frame.population.value;
    const viewer = this.viewer.value;
    return office === undefined || viewer === '' ? undefined : { viewer, office, from, to };
  });

  readonly frame: FrameModel;
  readonly person: Person;

  constructor({ frame, person, clerk }: ClerksOptions) {
    this.frame = frame;
    this.person = person;
    this.clerk = clerk;
    this.viewer.value = person.signedIn ?? '';
    this.list = new Question(() => this.readList());
    this.one = new Question(() => this.readClerk());
    this.screening = new Question(() => this.readScreening());
  }

  start(): void {
    for (const question of [this.list, this.one, this.screening]) question.start();
    this.leaveWithTheOffice();
  }

  lookAs(viewer: string): void {
    this.person.call(viewer);
    this.viewer.value = viewer;
  }

  /** Asks for the name again; nothing is shown meanwhile. */
  changeViewer(): void {
    this.viewer.value = '';
  }

  private readList(): Promise<StatisticsView> | undefined {
    const look = this.look.value;
    if (look === undefined || this.clerk.value.value !== '') return undefined;
    const query = { ...look, by: 'clerk' as const };
    return this.frame.hub.ask('statistics', { query }).then(({ body }) => body);
  }

  private readClerk(): Promise<ClerkView> | undefined {
    const look = this.look.value;
    const clerk = this.clerk.value.value;
    if (look === undefined || clerk === '') return undefined;
    const { office, ...query } = look;
    return this.frame.hub.ask('clerk', { params: { office, clerk }, query }).then(({ body }) => body);
  }

  private readScreening(): Promise<ScreeningView> | undefined {
    const look = this.look.value;
    if (look === undefined || !this.screeningOpen.value || this.clerk.value.value !== '') return undefined;
    return this.frame.hub.ask('screening', { query: look }).then(({ body }) => body);
  }

  /** A clerk belongs to one office: with another office the list is shown again. */
  private leaveWithTheOffice(): void {
    const { office } = this.frame;
    let before = office.peek();
    effect(() => {
      const now = office.value;
      if (now === before) return;
      before = now;
      untracked(() => this.clerk.go(''));
    });
  }
}
