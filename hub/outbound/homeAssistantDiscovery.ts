import type { AlarmPriority } from '#contract/alarms.js';
import type { OfficeView, Presence } from '#contract/views.js';
import { outbound as texts } from '#words/outbound.js';

/** What Home Assistant is told: which devices there are (MQTT discovery), and how they are. */

export interface Retained {
  readonly topic: string;
  readonly payload: string;
}

/** An alarm that calls somebody, and where; `counter` null for the whole office. */
interface Waiting {
  readonly counter: string | null;
  readonly priority: AlarmPriority;
}

/** Last will and greeting of one hub, which is known by the first of its offices. */
export const availabilityTopic = (firstOffice: string): string => `counter-rating/${firstOffice}/available`;
const stateTopic = (office: string): string => `counter-rating/${office}/state`;

/** Whose broker it is, and who says so. */
export interface DiscoveryFrame {
  /** Beginning of the topics Home Assistant listens to, `homeassistant` unless told otherwise. */
  readonly prefix: string;
  readonly available: string;
  readonly software: string;
}

/**
 * The device of an office: alarms nobody took yet, their highest priority, and per counter whether one of them is its
 * own and whether its box is connected. Nothing about a rating's level, a clerk or a citizen (P4, P5).
 */
export function discovery(office: OfficeView, { prefix, available, software }: DiscoveryFrame): Retained {
  const device = `counter-rating-${office.id}`;
  const payload = {
    device: {
      identifiers: [device],
      name: both(office.name),
      manufacturer: 'counter-rating',
      model: 'rating-hub',
      sw_version: software,
    },
    origin: { name: 'rating-hub', sw_version: software },
    availability_topic: available,
    state_topic: stateTopic(office.id),
    qos: 1,
    components: { ...officeSensors(device), ...counterSensors(device, office) },
  };
  return { topic: `${prefix}/device/${device}/config`, payload: JSON.stringify(payload) };
}

function officeSensors(device: string) {
  const sensor = (key: string, rest: object) => ({
    [`${device}-${key}`]: {
      platform: 'sensor',
      unique_id: `${device}-${key}`,
      default_entity_id: entity('sensor', `${device}-${key}`),
      value_template: `{{ value_json.${key} }}`,
      ...rest,
    },
  });
  return {
    ...sensor('waiting', {
      name: both(texts.waiting),
      state_class: 'measurement',
      icon: 'mdi:account-alert',
    }),
    ...sensor('highest', {
      name: both(texts.highest),
      device_class: 'enum',
      options: ['none', ...PRIORITIES],
    }),
  };
}

function counterSensors(device: string, { counters }: OfficeView) {
  const sensors = counters.flatMap(({ id, name }) =>
    [
      { key: 'alarm', device_class: 'problem' },
      { key: 'box', device_class: 'connectivity', entity_category: 'diagnostic' },
    ].map(({ key, ...rest }) => {
      const unique = `${device}-counter-${id}-${key}`;
      const words = key === 'alarm' ? texts.alarm : texts.box;
      return [
        unique,
        {
          platform: 'binary_sensor',
          unique_id: unique,
          default_entity_id: entity('binary_sensor', unique),
          name: both({ zh: `${name.zh} ${words.zh}`, en: `${name.en} ${words.en}` }),
          value_template: `{{ value_json.counters['${id}'].${key} }}`,
          ...rest,
        },
      ];
    }),
  );
  return Object.fromEntries(sensors);
}

const PRIORITIES: readonly AlarmPriority[] = ['low', 'medium', 'high'];

/** How an office is, for all its sensors in one message, so that they never contradict each other. */
export function officeState(
  { id, counters }: OfficeView,
  waiting: readonly Waiting[],
  presences: ReadonlyMap<string, Presence>,
): Retained {
  const highest = Math.max(-1, ...waiting.map(({ priority }) => PRIORITIES.indexOf(priority)));
  const state = {
    waiting: waiting.length,
    highest: PRIORITIES[highest] ?? 'none',
    counters: Object.fromEntries(
      counters.map((counter) => [
        counter.id,
        {
          alarm: onOff(waiting.some((alarm) => alarm.counter === counter.id)),
          box: onOff(presences.get(counter.id) === 'online'),
        },
      ]),
    ),
  };
  return { topic: stateTopic(id), payload: JSON.stringify(state) };
}

const onOff = (on: boolean): 'ON' | 'OFF' => (on ? 'ON' : 'OFF');
const both = ({ zh, en }: { readonly zh: string; readonly en: string }): string => `${zh} ${en}`;
const entity = (platform: string, unique: string): string => `${platform}.${unique.replaceAll('-', '_')}`;
