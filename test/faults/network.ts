/** How the machines of an office reach each other. The hub's machine is where the campaign itself runs. */
export interface OfficeNetwork {
  /** For whoever reads the campaign's output. */
  readonly described: string;
  /** Whether `unplug` really takes the cable out, below TCP. */
  readonly hasCables: boolean;
  /** Address on the hub's machine at which box `number` finds it. */
  hubAddress(number: number): string;
  /** Command that runs another one on the machine of box `number`. */
  within(number: number): readonly string[];
  unplug(number: number): void;
  plug(number: number): void;
  close(): Promise<void>;
}

/** All on one machine without cables, where namespaces are not permitted. */
export class LoopbackNetwork implements OfficeNetwork {
  readonly hasCables = false;

  constructor(readonly described: string) {}

  hubAddress(): string {
    return '127.0.0.1';
  }

  within(): readonly string[] {
    return [];
  }

  unplug(): void {}

  plug(): void {}

  async close(): Promise<void> {}
}
