import type { Socket } from 'node:net';
import type { CertificateHolder } from '../boxes/barredBox.js';

/** Connections are compared with the clock so often: twice within the minute in which one is cut. */
export const SWEEP_MS = 30_000;

/**
 * The connections that were let in by a certificate, and when it ends. TLS looks at a certificate only at its beginning;
 * who stays connected is not to stay longer than the certificate says.
 */
export class PaperEnds {
  private readonly open = new Map<Socket, CertificateHolder>();

  watch(socket: Socket, holder: CertificateHolder): void {
    this.open.set(socket, holder);
    socket.once('close', () => this.open.delete(socket));
  }

  /** Cuts every connection whose certificate has ended; whose they were. */
  cutEnded(nowMs: number): CertificateHolder[] {
    const ended = [...this.open].filter(([, { untilMs }]) => untilMs <= nowMs);
    for (const [socket] of ended) {
      this.open.delete(socket);
      socket.destroy();
    }
    return ended.map(([, holder]) => holder);
  }
}
