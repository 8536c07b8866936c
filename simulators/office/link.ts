import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** The cable between a box and the hub: a relay that can be cut and mended. */
export class Link {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private intact = true;

  constructor(
    private readonly host: string,
    private readonly port: number,
  ) {}

  get up(): boolean {
    return this.intact;
  }

  /** Resolves with the port boxes connect to. */
  async start(): Promise<number> {
    const server = createServer((near) => this.join(near));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.server = server;
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  cut(): void {
    this.intact = false;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.intact = true;
  }

  async stop(): Promise<void> {
    this.cut();
    const { server } = this;
    if (server === undefined) return;
    const closed = once(server, 'close');
    server.close();
    await closed;
  }

  private join(near: Socket): void {
    if (!this.intact) {
      near.destroy();
      return;
    }
    const far = connect(this.port, this.host);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }
}
