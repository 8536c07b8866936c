import { DOWN_CHANNELS, topicOf, UP_CHANNELS } from '#contract/topics.js';

/** What the dynamic security plugin of Mosquitto 2.0 is told and stores. */

export const CONTROL_TOPIC = '$CONTROL/dynamic-security/v1';
export const RESPONSE_TOPIC = `${CONTROL_TOPIC}/response`;
const EVERY_TOPIC = 'rating/v1/#';
const HUB_ROLE = 'hub';

interface Acl {
  readonly acltype: string;
  readonly topic: string;
  readonly allow: boolean;
}

export type ControlCommand = Readonly<Record<string, unknown>> & { readonly command: string };

const allow = (acltype: string, topic: string): Acl => ({ acltype, topic, allow: true });

/** Its own topics under every office, because it may have been moved while it was away (B5). */
const aclsOf = (box: string): Acl[] => {
  const own = (channel: (typeof UP_CHANNELS)[number] | (typeof DOWN_CHANNELS)[number]) =>
    topicOf('+', box, channel);
  return [
    ...UP_CHANNELS.map((channel) => allow('publishClientSend', own(channel))),
    ...DOWN_CHANNELS.flatMap((channel) => [
      allow('subscribePattern', own(channel)),
      allow('publishClientReceive', own(channel)),
    ]),
  ];
};

const roleOf = (box: string): string => `box ${box}`;

/** Lets a box use its topics; does no harm where it may already. */
export const admitting = (box: string): ControlCommand[] => [
  { command: 'createRole', rolename: roleOf(box), acls: aclsOf(box) },
  { command: 'createClient', username: box, roles: [{ rolename: roleOf(box) }] },
];

/** Takes its rights away and ends its connection. */
export const barring = (box: string): ControlCommand[] => [
  { command: 'deleteClient', username: box },
  { command: 'deleteRole', rolename: roleOf(box) },
];

/** Ends its connection, and leaves it its rights. */
export const cutting = (box: string): ControlCommand[] => [
  { command: 'disableClient', username: box },
  { command: 'enableClient', username: box },
];

/** The plugin's state before the hub has told it anything: the hub may do everything, nobody else anything. */
export const initialState = (hub: string, boxes: readonly string[]): object => ({
  defaultACLAccess: {
    publishClientSend: false,
    publishClientReceive: false,
    subscribe: false,
    unsubscribe: true,
  },
  clients: [
    { username: hub, roles: [{ rolename: HUB_ROLE }] },
    ...boxes.map((box) => ({ username: box, roles: [{ rolename: roleOf(box) }] })),
  ],
  groups: [],
  roles: [
    {
      rolename: HUB_ROLE,
      acls: [
        allow('publishClientSend', CONTROL_TOPIC),
        allow('publishClientReceive', RESPONSE_TOPIC),
        allow('subscribePattern', RESPONSE_TOPIC),
        allow('publishClientSend', EVERY_TOPIC),
        allow('publishClientReceive', EVERY_TOPIC),
        allow('subscribePattern', EVERY_TOPIC),
      ],
    },
    ...boxes.map((box) => ({ rolename: roleOf(box), acls: aclsOf(box) })),
  ],
});
