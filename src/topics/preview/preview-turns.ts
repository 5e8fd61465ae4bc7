/** One at a time, and a few who wait: each run takes a good part of a processor. */
export class PreviewTurns {
  private last: Promise<void> = Promise.resolve();
  private count = 0;

  constructor(private readonly most: number) {}

  /** Undefined where too many wait already. Otherwise resolves when its turn has come; whoever takes a turn gives it back. */
  take(): Promise<() => void> | undefined {
    if (this.count >= this.most) return undefined;
    this.count++;
    let release: () => void = () => undefined;
    const before = this.last;
    this.last = new Promise((resolve) => {
      release = () => {
        this.count--;
        resolve();
      };
    });
    return before.then(() => release);
  }
}
