import type { PhraseTree } from './language.js';

/** What the checks of the hub's parts find and what is to be done then, for pages and terminals alike. Names no person. */
export const healthFindings = {
  clock: {
    good: {
      zh: '主機時鐘平穩，評分機的時鐘沒有異常。',
      en: 'The clock of the hub runs evenly, and no box found its own wrong.',
    },
    jumped: {
      zh: (seconds: string) => `主機時鐘在 24 小時內跳動了 ${seconds} 秒。`,
      en: (seconds: string) => `The clock of the hub jumped by ${seconds} s within the last 24 h.`,
    },
    boxes: {
      zh: (boxes: string) => `自我測試發現時鐘不準的評分機：${boxes}。`,
      en: (boxes: string) => `Boxes whose self-test found their clock wrong: ${boxes}.`,
    },
    remedy: {
      zh: '請確認主機與評分機都與機房的時間伺服器同步（timedatectl），並確認主機板電池。',
      en: 'See that hub and boxes follow the time server of the machine room (timedatectl), and look at the clock battery.',
    },
  },
  disk: {
    room: {
      zh: (free: string, total: string) => `資料所在磁碟還有 ${free} GB 可用，共 ${total} GB。`,
      en: (free: string, total: string) => `${free} GB of ${total} GB are free where the data lie.`,
    },
    unknown: {
      zh: '無法得知資料所在磁碟的可用空間。',
      en: 'It cannot be told how much room there is where the data lie.',
    },
    remedy: {
      zh: '請清出空間或換較大的磁碟；空間用盡時，主機不能收存評分，評分機會自行保留。',
      en: 'Make room or move to a larger disk; once it is full the hub cannot store, and the boxes keep what they have.',
    },
  },
  store: {
    good: {
      zh: (wal: string) => `資料庫可以寫入，待整併的紀錄檔 ${wal} MB。`,
      en: (wal: string) => `The database can be written; its log is ${wal} MB long.`,
    },
    large: {
      zh: (wal: string) => `資料庫可以寫入，但待整併的紀錄檔已達 ${wal} MB。`,
      en: (wal: string) => `The database can be written, but its log has grown to ${wal} MB.`,
    },
    largeRemedy: {
      zh: '可能有程式長時間讀取資料庫。請重新啟動主機；若再發生，請通知維護廠商。',
      en: 'Some program may be reading the database for very long. Restart the hub; if it happens again call the contractor.',
    },
    unwritable: { zh: '資料庫無法寫入。', en: 'The database cannot be written.' },
    unwritableRemedy: {
      zh: '請檢查磁碟空間、資料目錄的權限與磁碟是否損壞；必要時依手冊由備份復原。',
      en: 'Look at the room on the disk, the rights of the data directory and the disk itself; if need be restore a backup.',
    },
    older: {
      zh: '資料庫是較早版本的格式；主機下次啟動時會自動更新。',
      en: 'The database is of an earlier version; the hub brings it up to date when it starts.',
    },
    olderRemedy: {
      zh: '更新前請先確認有通過檢查的備份，再啟動主機。',
      en: 'See that there is a good backup first, then start the hub.',
    },
    none: { zh: '資料目錄裡沒有資料庫。', en: 'There is no database in the data directory.' },
    noneRemedy: {
      zh: '請確認 --data 指向主機的資料目錄，或先以 rating-hub init 完成安裝。',
      en: 'See that --data names the data directory of the hub, or install one with rating-hub init.',
    },
    damaged: {
      zh: (detail: string) => `資料庫讀不出來：${detail}。`,
      en: (detail: string) => `The database cannot be read: ${detail}.`,
    },
    damagedRemedy: {
      zh: '不要再啟動主機。請保留這個目錄，依手冊由備份復原到空的目錄。',
      en: 'Do not start the hub again. Keep this directory, and restore a backup into an empty one as the handbook says.',
    },
  },
  broker: {
    good: { zh: '訊息中介正常，評分機可以連線。', en: 'The broker is up; boxes can connect.' },
    down: { zh: '訊息中介沒有回應，評分機無法連線。', en: 'The broker does not answer; no box can connect.' },
    remedy: {
      zh: '內建的訊息中介：請重新啟動主機。外部的訊息中介：請檢查該服務、網路與憑證。評分機會保留未送出的評分。',
      en: 'With the embedded broker restart the hub. With an external one look at that service, the network and its certificate. Boxes keep what they could not send.',
    },
    stopped: { zh: '主機目前沒有執行。', en: 'The hub is not running.' },
    stoppedRemedy: {
      zh: '請啟動主機（systemctl start rating-hub），並查看 journalctl -u rating-hub。',
      en: 'Start the hub (systemctl start rating-hub) and read journalctl -u rating-hub.',
    },
    silent: {
      zh: (address: string) => `${address} 沒有回應。`,
      en: (address: string) => `${address} does not answer.`,
    },
  },
  boxes: {
    none: { zh: '還沒有登錄任何評分機。', en: 'No box is declared yet.' },
    good: {
      zh: (all: string, online: string, off: string) =>
        `共 ${all} 台評分機，${online} 台連線中，${off} 台已關機。`,
      en: (all: string, online: string, off: string) =>
        `${all} boxes, ${online} online, ${off} switched off.`,
    },
    silent: {
      zh: (count: string, names: string, all: string) =>
        `${all} 台評分機中有 ${count} 台沒有回應：${names}。`,
      en: (count: string, names: string, all: string) => `${count} of ${all} boxes are silent: ${names}.`,
    },
    remedy: {
      zh: '請檢查該評分機的電源與網路線；它會保留未送出的評分，接回後自動補送。全部沒有回應時，請檢查主機與網路。',
      en: 'Look at power and cable of the box; it keeps what it could not send and sends it once it is back. When all are silent look at hub and network.',
    },
    lastKnown: {
      zh: (all: string) => `登錄 ${all} 台評分機；主機沒有執行，不知道它們的現況。`,
      en: (all: string) => `${all} boxes are declared; how they are cannot be told while the hub is stopped.`,
    },
  },
  backup: {
    off: { zh: '這個主機沒有設定備份。', en: 'No backup is set up for this hub.' },
    never: { zh: '還沒有任何一份通過檢查的備份。', en: 'There is no backup yet that passed its check.' },
    good: {
      zh: (hours: string) => `最近一份通過檢查的備份完成於 ${hours} 小時前。`,
      en: (hours: string) => `The newest backup that passed its check is ${hours} h old.`,
    },
    failed: {
      zh: (hours: string) => `最近一次備份失敗；最近一份通過檢查的備份完成於 ${hours} 小時前。`,
      en: (hours: string) =>
        `The last backup failed; the newest one that passed its check is ${hours} h old.`,
    },
    failedFirst: { zh: '備份失敗，而且從來沒有成功過。', en: 'The backup failed, and none ever succeeded.' },
    copyFailed: {
      zh: (hours: string) => `最近的備份（${hours} 小時前）沒有複製到第二個地方。`,
      en: (hours: string) => `The newest backup (${hours} h old) was not copied to the second place.`,
    },
    remedy: {
      zh: '請查看備份清單的原因，確認備份目錄與第二存放處可以寫入，再按「立即備份」。',
      en: 'Read the reason in the list of backups, see that both places can be written, then press “Back up now”.',
    },
  },
  journal: {
    empty: { zh: '日誌還沒有紀錄。', en: 'The journal has no entry yet.' },
    open: {
      zh: (entries: string) => `日誌共 ${entries} 筆；今天結束時產生第一個日雜湊值。`,
      en: (entries: string) =>
        `The journal has ${entries} entries; its first daily head is made when the day is over.`,
    },
    good: {
      zh: (entries: string, day: string) => `日誌共 ${entries} 筆，最新的日雜湊值為 ${day}。`,
      en: (entries: string, day: string) =>
        `The journal has ${entries} entries; its newest daily head is of ${day}.`,
    },
    late: {
      zh: '有超過一天的日誌還沒有日雜湊值。',
      en: 'Entries more than a day old are not under a daily head yet.',
    },
    remedy: {
      zh: '請重新啟動主機；若仍如此，停機後執行 rating-hub verify 並通知維護廠商。',
      en: 'Restart the hub; if that does not help, stop it, run rating-hub verify and call the contractor.',
    },
  },
  certificate: {
    off: { zh: '示範模式，不使用憑證。', en: 'In the demonstration no certificate is used.' },
    unknown: {
      zh: '資料目錄裡沒有主機憑證。',
      en: 'There is no certificate of the hub in the data directory.',
    },
    good: {
      zh: (days: string) => `主機憑證還有 ${days} 天到期。`,
      en: (days: string) => `The certificate of the hub is valid for another ${days} days.`,
    },
    expired: { zh: '主機憑證已經過期。', en: 'The certificate of the hub has expired.' },
    remedy: {
      zh: '自行產生的憑證會自動更新：請重新啟動主機。外來的憑證請換上新的檔案。步驟見手冊。',
      en: 'A certificate of the hub’s own is renewed by itself: restart the hub. Replace one that was given. The handbook has the steps.',
    },
  },
  outbound: {
    off: { zh: '沒有設定對外通知。', en: 'Nobody outside is told of anything.' },
    good: {
      zh: (names: string) => `對外通知正常：${names}。`,
      en: (names: string) => `Those outside can be told: ${names}.`,
    },
    failing: {
      zh: (names: string) => `目前送不到：${names}。會自動重試。`,
      en: (names: string) => `Cannot be told at present: ${names}. It is tried again and again.`,
    },
    remedy: {
      zh: '請檢查對方的服務、位址與網路；24 小時內恢復就不會漏掉警示。',
      en: 'Look at the other side, its address and the network; nothing is left out if it is back within 24 h.',
    },
  },
} as const satisfies PhraseTree;
