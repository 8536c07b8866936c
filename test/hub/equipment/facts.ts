import type {
  DiskSpace,
  EquipmentFacts,
  OfficeFacts,
  WatchedBox,
} from '../../../hub/equipment/equipmentRules.js';
import type { LampFact } from '../../../hub/signals/lampRegistry.js';

export const sound: EquipmentFacts = {
  offices: [],
  boxes: [],
  lamps: [],
  diskLow: undefined,
  backups: undefined,
  nowMs: 0,
};

export const office = (change: Partial<OfficeFacts> = {}): OfficeFacts => ({
  office: 'east',
  silentAfterMs: 90_000,
  chimeUntested: false,
  coveredKeys: [],
  ...change,
});

export const box = (change: Partial<WatchedBox> = {}): WatchedBox => ({
  id: 'box-1',
  office: 'east',
  counter: '1',
  presence: 'online',
  seenMs: 0,
  panel: 'ok',
  storage: 'ok',
  panelDetail: null,
  storageDetail: null,
  forged: null,
  unacked: 0,
  faults: [],
  silentMs: 0,
  growing: false,
  ...change,
});

export const lamp = (change: Partial<LampFact> = {}): LampFact => ({
  id: 'desk-1',
  office: 'east',
  state: 'connected',
  detail: null,
  silentMs: 0,
  heard: true,
  ...change,
});

export const roomy: DiskSpace = { freeBytes: 50e9, totalBytes: 100e9 };
