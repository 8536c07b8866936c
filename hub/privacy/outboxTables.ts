import { words } from './columnLists.js';
import { datum, type Inventory } from './personalData.js';

/** The outbox of a box. It holds no name and no document number that the box could read (P4). */
export const outboxTables = {
  identity: {
    title: { zh: '評分機紀錄編號', en: 'numbering of the outbox' },
    personal: {},
    plain: words('epoch sealed_from renumbered_ms'),
  },
  event: {
    title: { zh: '評分機送來的紀錄', en: 'what boxes reported' },
    personal: { body: datum.sealedUnsent },
    plain: words('seq settled'),
  },
  former: {
    title: { zh: '更換編號前的紀錄', en: 'what is remembered of former numbers' },
    personal: { body: datum.sealedUnsent },
    plain: words('number'),
  },
} as const satisfies Inventory;
