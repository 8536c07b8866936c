import { AnsweringModel, type AnsweringOptions } from '../alarms/answeringModel.js';
import { Closing } from './closing.js';
import { History } from './history.js';
import { Readiness } from './readiness.js';
import { Shelving } from './shelving.js';

/** Everything the supervisor's console shows and does; the components only draw it. */
export class ConsoleModel extends AnsweringModel {
  readonly closing: Closing;
  readonly shelving: Shelving;
  readonly readiness: Readiness;
  readonly history: History;

  constructor(options: AnsweringOptions) {
    super(options);
    const { link, supervisor } = this;
    const { hub, clock } = options;
    const parts = { hub, link, supervisor };
    this.closing = new Closing(parts);
    this.shelving = new Shelving(parts);
    this.readiness = new Readiness(parts);
    this.history = new History({ hub, link, clock });
  }

  override start(): void {
    super.start();
    this.history.start();
  }
}
