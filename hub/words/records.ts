import { settingsProblems } from './alarmSettings.js';
import { caseProblems } from './cases.js';
import type { PhraseTree } from './language.js';
import { clerkRecords } from './recordsClerks.js';
import { detailRecords } from './recordsDetails.js';
import { importRecords } from './recordsImports.js';
import { reportRecords } from './recordsReports.js';
import { surveyRecords } from './recordsSurveys.js';

/** Texts of the pages of single records: clerks, details, surveys and reports. */
export const records = {
  person: {
    label: { zh: '您的姓名', en: 'Your name' },
    missing: { zh: '請輸入 1 至 64 個字的姓名。', en: 'Enter a name of 1 to 64 characters.' },
  },
  cancel: { zh: '取消', en: 'Cancel' },
  any: { zh: '全部', en: 'All' },
  code: { zh: '代碼', en: 'Code' },
  problems: {
    ...caseProblems,
    ...settingsProblems,
    invalid: { zh: '主機不接受內容，請檢查各欄位。', en: 'The hub does not accept this; check the fields.' },
    clerkUnknown: {
      zh: '這段期間沒有這位服務人員的紀錄，請更改期間或回名單。',
      en: 'There is no record of this clerk in the period; change the period or go back to the list.',
    },
    ratingUnknown: {
      zh: '主機沒有這筆評分，請重新整理清單。',
      en: 'The hub does not know this rating; reload the list.',
    },
    alreadyExcluded: {
      zh: '這筆評分已由其他人排除，清單已更新。',
      en: 'Somebody else has excluded this rating already; the list is up to date now.',
    },
    notExcluded: {
      zh: '這筆評分已由其他人恢復，清單已更新。',
      en: 'Somebody else has restored this rating already; the list is up to date now.',
    },
    remarkMissing: {
      zh: '原因為「其他」時，必須填寫說明。',
      en: 'With the reason “other”, a remark is required.',
    },
    surveyUnknown: {
      zh: '主機沒有這份問卷，可能已被移除；請從清單重新選擇。',
      en: 'The hub does not know this survey; it may have been removed. Choose again from the list.',
    },
    reportUnknown: { zh: '主機沒有這份報表。', en: 'The hub does not know this report.' },
    tooManyWaiting: {
      zh: '等候製作的報表太多，請等其中一份完成後再試。',
      en: 'Too many reports are waiting to be made; try again when one of them is ready.',
    },
    tooLarge: {
      zh: '檔案超過 4 MB。請拆成幾個檔案，或請機房人員用 rating-hub import 匯入。',
      en: 'The file is larger than 4 MB. Split it, or have the machine room use rating-hub import.',
    },
    wrongType: {
      zh: '只接受 CSV 或 ODS 檔。請在試算表軟體中另存為其中一種。',
      en: 'Only CSV or ODS files are taken. Save it as one of them in your spreadsheet program.',
    },
    empty: { zh: '檔案是空的，請選擇另一個檔案。', en: 'The file is empty; choose another one.' },
    fileUnread: {
      zh: '讀不到這個檔案，可能已被移動或修改。請重新選擇。',
      en: 'The file cannot be read; it may have been moved or changed. Choose it again.',
    },
    unreadable: {
      zh: '檔案已損壞，或不是真正的 CSV 或 ODS 檔。請重新匯出後再試。',
      en: 'The file is damaged, or not really CSV or ODS. Export it again and try once more.',
    },
    wrongEncoding: {
      zh: 'CSV 不是 UTF-8 編碼。請另存為「CSV UTF-8」後再試。',
      en: 'The CSV is not in UTF-8. Save it as “CSV UTF-8” and try again.',
    },
    wrongColumns: {
      zh: '第一列的欄位名稱不符。請依下方說明的欄位名稱修改。',
      en: 'The column names in the first row are not as expected. Name them as described below.',
    },
    tooManyRows: {
      zh: '列數太多，無法由網頁匯入。請拆成幾個檔案，或請機房人員用 rating-hub import 匯入。',
      en: 'There are too many rows for this page. Split the file, or have the machine room use rating-hub import.',
    },
  },
  clerks: clerkRecords,
  details: detailRecords,
  surveys: surveyRecords,
  reports: reportRecords,
  imports: importRecords,
} as const satisfies PhraseTree;
