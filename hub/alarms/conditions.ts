import type { AboutEquipment } from '#contract/alarms.js';

/** Something wrong with equipment, for as long as it lasts (A6). */
export interface Condition {
  readonly office: string;
  /** Tells it from every other condition of the office, e.g. `box-silent/box-3`. */
  readonly key: string;
  readonly counter?: string;
  readonly about: AboutEquipment;
}

/** Turns what is wrong into alarms of the same life cycle as all others. */
export interface ConditionAlarms {
  /**
   * Takes everything that is wrong now at every office: raises one alarm for each condition that has none, and closes
   * those whose condition has been gone for 30 s. Safe to call as often as one likes.
   */
  reconcile(conditions: readonly Condition[]): void;
}
