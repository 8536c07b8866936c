import { LEVELS } from '#contract/values.js';
import type { Key } from '../ports/panel.js';
import { dutyOf } from './lampDuty.js';
import type { Lamps } from './lampPattern.js';

/** The protocol this box speaks; `device/pad/PROTOCOL.md` describes it. */
export const PAD_PROTOCOL = 1;

const LINE = /^([\x20-\x29\x2b-\x7e]{1,40})\*([0-9A-F]{4})$/;
const IDENTITY = /^([BH])([1-9]\d{0,2}),(.*)$/;
const FEATURES_AND_NAME = /^([0-9A-F]{2}),(.{1,24})$/;
const KEY_STATE = /^K([0-7][0-9A-F])$/;
const PONG = /^P([0-9A-F]{2})([0-7][0-9A-F])([0-9A-F]{4})$/;

/** Bit of each key in a pad's key state. */
const KEY_BITS: readonly (readonly [Key, number])[] = [
  [5, 0x10],
  [4, 0x08],
  [3, 0x04],
  [2, 0x02],
  [1, 0x01],
  ['more-time', 0x20],
  ['language', 0x40],
];

/** What a pad may have beside five keys and six lamps. */
export interface PadFeatures {
  readonly moreTimeKey: boolean;
  readonly languageKey: boolean;
  readonly moreTimeLamp: boolean;
}

export interface PadIdentity {
  readonly kind: 'identity';
  /** The pad has just started: its lamps are dark and it knows nothing of what was said before. */
  readonly started: boolean;
  readonly protocol: number;
  /** Firmware and its version; of another protocol, all that followed. */
  readonly name: string;
  /** Known only of a pad of this protocol. */
  readonly features?: PadFeatures;
}

/** What a pad says. Keys are those down, in the order of `KEYS`. */
export type PadMessage =
  | PadIdentity
  | { readonly kind: 'keys'; readonly down: readonly Key[] }
  /** Answer to a ping; `lamps` is the `lineCheck` of the lamps line in force, 0 when there is none. */
  | { readonly kind: 'pong'; readonly echo: number; readonly down: readonly Key[]; readonly lamps: number };

/** CRC-16/IBM-3740 of ASCII text: 0x29B1 of "123456789". */
export function crc16(text: string): number {
  let crc = 0xffff;
  for (let index = 0; index < text.length; index++) {
    crc ^= text.charCodeAt(index) << 8;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ ((crc & 0x8000) === 0 ? 0 : 0x1021)) & 0xffff;
  }
  return crc;
}

/** A whole line of the protocol, its end included. */
export const padLine = (body: string): string => `${body}*${hex(crc16(body), 4)}\n`;

/** The checksum a line of ours carries. */
export const lineCheck = (line: string): number => Number.parseInt(line.slice(-5), 16);

/** What a line without its end carries; undefined when it is damaged or no line of the protocol. */
export function bodyOf(line: string): string | undefined {
  const [, body, check] = LINE.exec(line) ?? [];
  return body !== undefined && check === hex(crc16(body), 4) ? body : undefined;
}

/** Asks who is there; begins with an empty line, which closes what noise may have opened. */
export const HELLO_LINE = `\n${padLine('H')}`;

/** @param echo 0–255, comes back with the answer */
export const pingLine = (echo: number): string => padLine(`P${hex(echo, 2)}`);

/** Lamps as the share of full light that looks as bright as the pattern says. */
export const lampsLine = ({ keys, accepted, moreTime }: Lamps): string => {
  const lamps = [...LEVELS.map((level) => keys[level]), accepted, moreTime];
  return padLine(`L${lamps.map((brightness) => hex(Math.round(dutyOf(brightness) * 255), 2)).join('')}`);
};

/** Reads a line without its end. Undefined for whatever is damaged, unknown or malformed; never throws. */
export function decodePadLine(line: string): PadMessage | undefined {
  const body = bodyOf(line);
  if (body === undefined) return undefined;
  const [, keys] = KEY_STATE.exec(body) ?? [];
  if (keys !== undefined) return { kind: 'keys', down: keysDown(keys) };
  const [, echo, down, lamps] = PONG.exec(body) ?? [];
  if (echo !== undefined && down !== undefined && lamps !== undefined) {
    return { kind: 'pong', echo: byHex(echo), down: keysDown(down), lamps: byHex(lamps) };
  }
  return identity(body);
}

function identity(body: string): PadIdentity | undefined {
  const [, type, protocol, rest] = IDENTITY.exec(body) ?? [];
  if (protocol === undefined || rest === undefined) return undefined;
  const common = { kind: 'identity', started: type === 'B', protocol: Number(protocol) } as const;
  if (common.protocol !== PAD_PROTOCOL) return { ...common, name: rest };
  const [, flags, name] = FEATURES_AND_NAME.exec(rest) ?? [];
  if (flags === undefined || name === undefined) return undefined;
  const has = (bit: number) => (byHex(flags) & bit) !== 0;
  const features = { moreTimeKey: has(1), languageKey: has(2), moreTimeLamp: has(4) };
  return { ...common, name, features };
}

function keysDown(state: string): Key[] {
  const bits = byHex(state);
  return KEY_BITS.filter(([, bit]) => (bits & bit) !== 0).map(([key]) => key);
}

const byHex = (digits: string): number => Number.parseInt(digits, 16);

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}
