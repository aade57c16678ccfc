/** The whole output of a run, for download: what the console drops is still here, up to a limit. */
export class Transcript {
  #parts: string[] = [];
  #size = 0;
  #cut = 0;

  /** @param limit characters that are kept. */
  constructor(private readonly limit = 32_000_000) {}

  add(text: string): void {
    const room = Math.max(0, this.limit - this.#size);
    const kept = text.slice(0, room);
    if (kept !== '') this.#parts.push(kept);
    this.#size += kept.length;
    this.#cut += text.length - kept.length;
  }

  clear(): void {
    this.#parts = [];
    this.#size = 0;
    this.#cut = 0;
  }

  /** Everything, with a last line that says how much is missing where the limit was reached. */
  get text(): string {
    const rest = this.#cut === 0 ? '' : `\n… ${this.#cut.toLocaleString('en')} more characters were not kept.\n`;
    return this.#parts.join('') + rest;
  }
}
