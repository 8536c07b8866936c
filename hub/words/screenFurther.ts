import type { Level, VoiceLanguage } from '../contract/values.js';

/** Words of the touch screen in a language beyond zh and en; Hokkien and Hakka share what they write as Mandarin does. */
export interface FurtherScreen {
  readonly title?: string;
  readonly invite: string;
  readonly within?: (seconds: number) => string;
  readonly closing?: string;
  readonly accepted: string;
  readonly dark?: string;
  readonly fault?: string;
  readonly test?: string;
  readonly connecting?: string;
  readonly superseded?: string;
  readonly takeBack?: string;
  readonly timeLeft?: string;
  readonly seconds?: string;
  readonly moreTime?: string;
  readonly language?: string;
  readonly display?: string;
  readonly largeText?: string;
  readonly contrast?: string;
  readonly levels?: Readonly<Record<Level, string>>;
}

/** Every text is written out, so that no word of another language stands among them. */
type WholeScreen = Required<FurtherScreen>;

/**
 * ★ NEEDS A NATIVE CHECK before an office enables it, each of the five: written after the prompts of the standards
 * (`standards` §8) and read by no native speaker yet. Offered only where a box's settings name the language.
 */
export const furtherScreens: Readonly<
  Record<Exclude<VoiceLanguage, 'zh' | 'en'>, FurtherScreen> & Record<'vi' | 'id' | 'th', WholeScreen>
> = {
  nan: {
    invite: '請你為這擺的服務拍分數',
    accepted: '多謝你拍分數',
  },
  hak: {
    invite: '請你為這擺服務評分',
    accepted: '恁仔細',
  },
  vi: {
    title: 'Đánh giá dịch vụ',
    invite: 'Xin đánh giá dịch vụ',
    within: (seconds) => `Nhấn một khuôn mặt trong ${seconds} giây`,
    closing: 'Sắp hết giờ, nhấn một khuôn mặt',
    accepted: 'Cảm ơn quý vị đã đánh giá',
    dark: 'Hiện không có dịch vụ nào cần đánh giá',
    fault: 'Máy đánh giá tạm ngừng hoạt động',
    test: 'Máy đánh giá đang tự kiểm tra',
    connecting: 'Đang chuẩn bị, xin chờ một chút',
    superseded: 'Việc đánh giá đã chuyển sang màn hình khác',
    takeBack: 'Dùng màn hình này',
    timeLeft: 'Thời gian còn lại',
    seconds: 'giây',
    moreTime: 'Thêm thời gian',
    language: 'Ngôn ngữ',
    display: 'Hiển thị',
    largeText: 'Chữ lớn',
    contrast: 'Tương phản cao',
    levels: {
      5: 'Rất hài lòng',
      4: 'Hài lòng',
      3: 'Bình thường',
      2: 'Không hài lòng',
      1: 'Rất không hài lòng',
    },
  },
  id: {
    title: 'Penilaian layanan',
    invite: 'Silakan nilai layanan ini',
    within: (seconds) => `Tekan satu wajah dalam ${seconds} detik`,
    closing: 'Waktu hampir habis, tekan satu wajah',
    accepted: 'Terima kasih atas penilaian Anda',
    dark: 'Saat ini tidak ada layanan untuk dinilai',
    fault: 'Mesin penilaian tidak dapat digunakan',
    test: 'Mesin penilaian sedang menguji diri',
    connecting: 'Sedang disiapkan, mohon tunggu',
    superseded: 'Penilaian berpindah ke layar lain',
    takeBack: 'Gunakan layar ini',
    timeLeft: 'Sisa waktu',
    seconds: 'detik',
    moreTime: 'Tambah waktu',
    language: 'Bahasa',
    display: 'Tampilan',
    largeText: 'Huruf besar',
    contrast: 'Kontras tinggi',
    levels: { 5: 'Sangat puas', 4: 'Puas', 3: 'Biasa', 2: 'Tidak puas', 1: 'Sangat tidak puas' },
  },
  th: {
    title: 'ให้คะแนนการบริการ',
    invite: 'กรุณาให้คะแนนการบริการ',
    within: (seconds) => `กดใบหน้าหนึ่งภาพภายใน ${seconds} วินาที`,
    closing: 'ใกล้หมดเวลา กรุณากดใบหน้าหนึ่งภาพ',
    accepted: 'ขอบคุณที่ให้คะแนน',
    dark: 'ขณะนี้ไม่มีบริการให้ประเมิน',
    fault: 'เครื่องให้คะแนนงดให้บริการชั่วคราว',
    test: 'เครื่องให้คะแนนกำลังทดสอบตัวเอง',
    connecting: 'กำลังเตรียมพร้อม กรุณารอสักครู่',
    superseded: 'ย้ายไปให้คะแนนที่หน้าจออื่นแล้ว',
    takeBack: 'ใช้หน้าจอนี้',
    timeLeft: 'เวลาที่เหลือ',
    seconds: 'วินาที',
    moreTime: 'ขอเวลาเพิ่ม',
    language: 'ภาษา',
    display: 'การแสดงผล',
    largeText: 'ตัวใหญ่',
    contrast: 'สีตัดกันสูง',
    levels: { 5: 'พอใจมาก', 4: 'พอใจ', 3: 'ปานกลาง', 2: 'ไม่พอใจ', 1: 'ไม่พอใจมาก' },
  },
};
