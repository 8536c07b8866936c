import type { VoiceLanguage } from '../contract/values.js';

type InEveryVoice = Readonly<Record<VoiceLanguage, string>>;

/**
 * What the box says; the screen shows the same words (EN 301 549 5.1). `invite` names the norm's 30 s, its variants
 * the other lengths a counter may be given; `invite-any` names none. Texts from `standards` §8 where it has them.
 *
 * Only zh and en are checked (`voiceLanguages`). Before they are recorded, a native speaker has to check nan, hak, vi,
 * id and th, above all `one-key` and the variants of `invite`, which were written here; Thai also needs ค่ะ or ครับ to
 * fit who speaks it.
 */
export const prompts = {
  invite: {
    zh: '請您為本次服務評分，請在三十秒內按鈕。',
    en: 'Please rate this service. Press a button within thirty seconds.',
    nan: '請你為這擺的服務拍分數，三十秒內揤鈕仔。',
    hak: '請你為這擺服務評分，三十秒內撳掣仔。',
    vi: 'Xin vui lòng đánh giá dịch vụ. Hãy nhấn nút trong vòng 30 giây.',
    id: 'Silakan beri penilaian layanan ini. Tekan tombol dalam 30 detik.',
    th: 'กรุณาให้คะแนนการบริการ กดปุ่มภายใน 30 วินาที',
  },
  'invite-60': {
    zh: '請您為本次服務評分，請在六十秒內按鈕。',
    en: 'Please rate this service. Press a button within sixty seconds.',
    nan: '請你為這擺的服務拍分數，六十秒內揤鈕仔。',
    hak: '請你為這擺服務評分，六十秒內撳掣仔。',
    vi: 'Xin vui lòng đánh giá dịch vụ. Hãy nhấn nút trong vòng 60 giây.',
    id: 'Silakan beri penilaian layanan ini. Tekan tombol dalam 60 detik.',
    th: 'กรุณาให้คะแนนการบริการ กดปุ่มภายใน 60 วินาที',
  },
  'invite-90': {
    zh: '請您為本次服務評分，請在九十秒內按鈕。',
    en: 'Please rate this service. Press a button within ninety seconds.',
    nan: '請你為這擺的服務拍分數，九十秒內揤鈕仔。',
    hak: '請你為這擺服務評分，九十秒內撳掣仔。',
    vi: 'Xin vui lòng đánh giá dịch vụ. Hãy nhấn nút trong vòng 90 giây.',
    id: 'Silakan beri penilaian layanan ini. Tekan tombol dalam 90 detik.',
    th: 'กรุณาให้คะแนนการบริการ กดปุ่มภายใน 90 วินาที',
  },
  'invite-120': {
    zh: '請您為本次服務評分，請在一百二十秒內按鈕。',
    en: 'Please rate this service. Press a button within one hundred and twenty seconds.',
    nan: '請你為這擺的服務拍分數，一百二十秒內揤鈕仔。',
    hak: '請你為這擺服務評分，一百二十秒內撳掣仔。',
    vi: 'Xin vui lòng đánh giá dịch vụ. Hãy nhấn nút trong vòng 120 giây.',
    id: 'Silakan beri penilaian layanan ini. Tekan tombol dalam 120 detik.',
    th: 'กรุณาให้คะแนนการบริการ กดปุ่มภายใน 120 วินาที',
  },
  'invite-any': {
    zh: '請您為本次服務評分，請按下按鈕。',
    en: 'Please rate this service. Press a button.',
    nan: '請你為這擺的服務拍分數，請揤鈕仔。',
    hak: '請你為這擺服務評分，請撳掣仔。',
    vi: 'Xin vui lòng đánh giá dịch vụ. Hãy nhấn nút.',
    id: 'Silakan beri penilaian layanan ini. Tekan tombol.',
    th: 'กรุณาให้คะแนนการบริการ โดยกดปุ่ม',
  },
  thanks: {
    zh: '謝謝您的評分。',
    en: 'Thank you for your rating.',
    nan: '多謝你拍分數。',
    hak: '恁仔細。',
    vi: 'Cảm ơn quý vị đã đánh giá.',
    id: 'Terima kasih atas penilaian Anda.',
    th: 'ขอบคุณที่ให้คะแนน',
  },
  closed: {
    zh: '評分時間已結束，謝謝您。',
    en: 'The rating time has ended. Thank you.',
    nan: '拍分數的時間到矣，多謝。',
    hak: '評分時間到了，恁仔細。',
    vi: 'Đã hết thời gian đánh giá. Xin cảm ơn.',
    id: 'Waktu penilaian telah berakhir. Terima kasih.',
    th: 'หมดเวลาให้คะแนนแล้ว ขอบคุณ',
  },
  'one-key': {
    zh: '請只按一個按鈕。',
    en: 'Please press one button only.',
    nan: '請揤一个鈕仔就好。',
    hak: '請撳一隻掣仔就好。',
    vi: 'Xin chỉ nhấn một nút.',
    id: 'Mohon tekan satu tombol saja.',
    th: 'กรุณากดเพียงปุ่มเดียว',
  },
  wait: {
    zh: '請您稍候，主管馬上來為您服務。',
    en: 'Please wait a moment. A supervisor is coming to help you.',
    nan: '請你小等一下，主管隨來。',
    hak: '請你等一下，主管黏時來。',
    vi: 'Xin quý vị chờ trong giây lát, người phụ trách sẽ đến ngay.',
    id: 'Mohon tunggu sebentar, penanggung jawab akan segera datang.',
    th: 'กรุณารอสักครู่ หัวหน้าจะมาช่วยท่านทันที',
  },
} as const satisfies Record<string, InEveryVoice>;

/** The name of a text, and of its sound file. */
export type PromptName = keyof typeof prompts;
export const PROMPT_NAMES = Object.keys(prompts) as readonly PromptName[];

/** A prompt as the box asks for it, whatever the length of the window. */
export type PromptKind = Exclude<PromptName, `invite-${string}`>;

const NORM_MS = 30_000;

/** The invitation to a window of so many ms. */
const INVITATIONS: ReadonlyMap<number, PromptName> = new Map([
  [NORM_MS, 'invite'],
  [60_000, 'invite-60'],
  [90_000, 'invite-90'],
  [120_000, 'invite-120'],
]);

/**
 * The texts that say a prompt truly, the best first: no invitation names another length than the window has.
 * `lengthMs` is that of the window; the norm's 30 s if not given.
 */
export function promptNames(
  prompt: PromptKind,
  lengthMs: number = NORM_MS,
): readonly [PromptName, ...PromptName[]] {
  if (prompt !== 'invite') return [prompt];
  const exact = INVITATIONS.get(lengthMs);
  return exact === undefined ? ['invite-any'] : [exact, 'invite-any'];
}

/** The words of a prompt, for a screen or a caption. */
export const promptText = (prompt: PromptKind, language: VoiceLanguage, lengthMs?: number): string =>
  prompts[promptNames(prompt, lengthMs)[0]][language];

/**
 * Mandarin prompts for espeak-ng's voice `cmn-latn-pinyin`, one syllable with its tone (5 neutral) for each
 * character. Given the characters instead, espeak-ng reads 一個 as yī gè, 謝謝 with two full tones and 服務 with a
 * neutral second syllable.
 */
const pinyin = {
  invite: 'qing3 nin2 wei4 ben3 ci4 fu2 wu4 ping2 fen1, qing3 zai4 san1 shi2 miao3 nei4 an4 niu3.',
  'invite-60': 'qing3 nin2 wei4 ben3 ci4 fu2 wu4 ping2 fen1, qing3 zai4 liu4 shi2 miao3 nei4 an4 niu3.',
  'invite-90': 'qing3 nin2 wei4 ben3 ci4 fu2 wu4 ping2 fen1, qing3 zai4 jiu3 shi2 miao3 nei4 an4 niu3.',
  'invite-120':
    'qing3 nin2 wei4 ben3 ci4 fu2 wu4 ping2 fen1, qing3 zai4 yi4 bai3 er4 shi2 miao3 nei4 an4 niu3.',
  'invite-any': 'qing3 nin2 wei4 ben3 ci4 fu2 wu4 ping2 fen1, qing3 an4 xia4 an4 niu3.',
  thanks: 'xie4 xie5 nin2 de5 ping2 fen1.',
  closed: 'ping2 fen1 shi2 jian1 yi3 jie2 shu4, xie4 xie5 nin2.',
  'one-key': 'qing3 zhi3 an4 yi2 ge5 an4 niu3.',
  wait: 'qing3 nin2 shao1 hou4, zhu3 guan3 ma3 shang4 lai2 wei4 nin2 fu2 wu4.',
} as const satisfies Record<PromptName, string>;

/** What a synthesiser that reads pinyin is given; differs from the shown words where it would misread them. */
export const synthesisText = (prompt: PromptName, language: VoiceLanguage): string =>
  language === 'zh' ? pinyin[prompt] : prompts[prompt][language];
