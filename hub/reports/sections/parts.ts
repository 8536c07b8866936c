import type { Chart } from '../../charts/chart.js';
import type { Block } from '../reportModel.js';
import type { ReportTable } from '../table.js';

/** Captions get their numbers when the report is put together. */
export const table = (found: ReportTable): Block => ({ kind: 'table', caption: found.title, table: found });
export const chart = (found: Chart): Block => ({ kind: 'chart', caption: found.title, chart: found });
export const heading = (level: 1 | 2, text: string): Block => ({ kind: 'heading', level, text });
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const list = (items: readonly string[]): Block => ({ kind: 'list', items });
