import type { FrameModel } from '../figures/frameModel.js';
import type { Locale } from '../ui/locale.js';

/** The name of an office, or of the whole city where none is meant. */
export const scopeName = (office: string | undefined, frame: FrameModel, { t, language }: Locale): string =>
  office === undefined || office === '' ? t.statistics.city : frame.nameOf(office, language);
