/** The command, program first, that plays one WAV file and ends with it. It is started without a shell. */
export type Player = (file: string) => readonly string[];

/** A command that takes the file as its last argument. */
export const playerOf =
  (command: readonly string[]): Player =>
  (file) => [...command, file];

/** What plays WAV files where the box runs: ALSA's `aplay`, `afplay` of macOS, .NET's SoundPlayer on Windows. */
export function defaultPlayer(platform: NodeJS.Platform): Player {
  if (platform === 'darwin') return playerOf(['afplay']);
  return platform === 'win32' ? soundPlayer : playerOf(['aplay', '-q']);
}

const soundPlayer: Player = (file) => [
  'powershell',
  '-NoProfile',
  '-NonInteractive',
  '-Command',
  `(New-Object System.Media.SoundPlayer ${quoted(file)}).PlaySync()`,
];

/** A literal of PowerShell, which takes the typographic single quotes for quotes too. */
const quoted = (text: string): string => `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
