import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One run of the fake player, as the desk sees it. */
export interface DeskPlayer {
  readonly pid: number;
  readonly file: string;
  /** Lets it come to the end of its file. */
  finish(): void;
  /** How its process ended: told to, or killed. */
  readonly ended: Promise<'finished' | 'cut'>;
}

/**
 * Conducts fake players, real processes that start and end by events instead of by time. Each is announced
 * to `begun`; while `failing`, each ends with an error instead.
 */
export class SoundDesk {
  failing = false;

  private constructor(
    /** Program and arguments to which a voice adds the file. */
    readonly player: readonly string[],
    private readonly server: Server,
    private readonly begun: (player: DeskPlayer) => void,
    private readonly lines: Set<Socket>,
  ) {}

  static async open(folder: string, begun: (player: DeskPlayer) => void): Promise<SoundDesk> {
    const socket = join(folder, 'desk.sock');
    const script = fileURLToPath(new URL('fakePlayer.mjs', import.meta.url));
    const server = createServer();
    const desk = new SoundDesk([process.execPath, script, socket], server, begun, new Set());
    server.on('connection', (line) => desk.welcome(line));
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    return desk;
  }

  async close(): Promise<void> {
    for (const line of this.lines) line.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private welcome(line: Socket): void {
    this.lines.add(line);
    let told = false;
    const ended = new Promise<'finished' | 'cut'>((resolve) => {
      line.on('error', () => undefined);
      line.on('close', () => {
        this.lines.delete(line);
        resolve(told ? 'finished' : 'cut');
      });
    });
    line.once('data', (greeting) => {
      if (this.failing) {
        line.write('fail');
        return;
      }
      const [pid = '', file = ''] = String(greeting).trim().split(' ');
      const finish = (): void => {
        told = true;
        line.write('finish');
      };
      this.begun({ pid: Number(pid), file, ended, finish });
    });
  }
}
