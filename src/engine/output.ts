import type { OutputChunk } from './protocol.ts';

type Stream = OutputChunk['stream'];

/** How output is batched and capped. Sizes are in characters (UTF-16 units), times in milliseconds. */
export interface OutputLimits {
  /** Writes of a run that are sent at once, so that a short program's output is seen as it comes. */
  eager: number;
  /** Later writes wait until this much text … */
  batch: number;
  /** … or this much time has gathered. */
  interval: number;
  /** Text of a run that is shown; of what comes after, only the last `tail` characters are, once the run has ended. */
  shown: number;
  tail: number;
  /** Text of a run that is kept for a download. */
  kept: number;
}

export const OUTPUT_LIMITS: OutputLimits = {
  eager: 40,
  batch: 65_536,
  interval: 50,
  shown: 1_000_000,
  tail: 16_000,
  kept: 16_000_000,
};

/** What a run printed: the shown text of each stream, and how many characters of it were left out. */
export interface OutputSummary {
  stdout: string;
  stderr: string;
  truncated?: { stdout: number; stderr: number };
}

/**
 * The output of one run on its way to the page. Python runs without giving way to timers, so batches are sent
 * by the clock at each write, and by `flush` before anything that may take long (a statement, a sleep, the end).
 *
 * A run shows its first million characters. After a note that says so, nothing is sent until `end`, which says
 * how much was left out and shows the last of it. `whole` has the first 16 million characters, both streams as they came.
 */
export class Output {
  readonly #send: (chunk: OutputChunk) => void;
  readonly #limits: OutputLimits;
  readonly #run: number;
  #writes = 0;
  #pending: { stream: Stream; text: string } | undefined;
  #sentAt = -Infinity;
  #shown = 0;
  #kept: string[] = [];
  #keptLength = 0;
  #head = { stdout: '', stderr: '' };
  #tail = { stdout: '', stderr: '' };
  #beyond = { stdout: 0, stderr: 0 };
  #lastBeyond: 'stdout' | 'stderr' = 'stdout';

  constructor(run: number, send: (chunk: OutputChunk) => void, limits: OutputLimits = OUTPUT_LIMITS) {
    this.#run = run;
    this.#send = send;
    this.#limits = limits;
  }

  write(stream: Stream, text: string): void {
    if (text === '') return;
    if (stream === 'note') return this.#queue(stream, text);
    this.#keep(text);
    const full = this.#beyond.stdout + this.#beyond.stderr > 0;
    const head = full ? '' : cut(text, this.#limits.shown - this.#shown);
    if (head !== '') {
      this.#shown += head.length;
      this.#head[stream] += head;
      this.#queue(stream, head);
    }
    if (head.length < text.length) this.#putBeyond(stream, text.slice(head.length));
  }

  /** Sends what is held back. */
  flush(): void {
    if (!this.#pending) return;
    const { stream, text } = this.#pending;
    this.#pending = undefined;
    this.#sentAt = performance.now();
    this.#send({ run: this.#run, stream, text });
  }

  /** The run is over: sends the rest, says what was left out, and sums up. */
  end(): OutputSummary {
    const left = { stdout: this.#left('stdout'), stderr: this.#left('stderr') };
    const total = left.stdout + left.stderr;
    if (total > 0) this.#queue('note', `${leftOut(total)}\n`);
    const streams = this.#lastBeyond === 'stdout' ? (['stderr', 'stdout'] as const) : (['stdout', 'stderr'] as const);
    for (const stream of streams) if (this.#tail[stream] !== '') this.#queue(stream, this.#tail[stream]);
    this.flush();
    const text = (stream: 'stdout' | 'stderr') =>
      this.#head[stream] + (left[stream] > 0 ? `\n${leftOut(left[stream])}\n` : '') + this.#tail[stream];
    return { stdout: text('stdout'), stderr: text('stderr'), ...(total > 0 ? { truncated: left } : {}) };
  }

  /** Everything printed, both streams in the order in which they came, up to the limit. */
  whole(): string {
    const missing = this.#shown + this.#beyond.stdout + this.#beyond.stderr - this.#keptLength;
    return this.#kept.join('') + (missing > 0 ? `\n${leftOut(missing)}\n` : '');
  }

  #queue(stream: Stream, text: string): void {
    if (this.#pending && this.#pending.stream !== stream) this.flush();
    this.#pending = { stream, text: (this.#pending?.text ?? '') + text };
    this.#writes += 1;
    const due = this.#writes <= this.#limits.eager
      || this.#pending.text.length >= this.#limits.batch
      || performance.now() - this.#sentAt >= this.#limits.interval;
    if (due) this.flush();
  }

  #keep(text: string): void {
    const room = this.#limits.kept - this.#keptLength;
    if (room <= 0) return;
    const part = cut(text, room);
    this.#kept.push(part);
    this.#keptLength += part.length;
    // A million short writes would be a million strings: fold them now and then.
    if (this.#kept.length >= 4096) this.#kept = [this.#kept.join('')];
  }

  #putBeyond(stream: 'stdout' | 'stderr', text: string): void {
    if (this.#beyond.stdout + this.#beyond.stderr === 0) {
      this.#queue('note', 'So much output is not shown as it comes: the last of it follows when the program ends.\n');
      this.flush();
    }
    this.#beyond[stream] += text.length;
    this.#lastBeyond = stream;
    const tail = this.#tail[stream] + text;
    // Cutting at twice the length keeps the work per write small.
    this.#tail[stream] = tail.length > 2 * this.#limits.tail ? tail.slice(-this.#limits.tail) : tail;
  }

  /** Characters of a stream that are not shown; fixes its tail at its final length. */
  #left(stream: 'stdout' | 'stderr'): number {
    let tail = this.#tail[stream].slice(-this.#limits.tail);
    // A tail that begins in the middle of a line or of a character begins at the next line instead.
    if (tail.length < this.#beyond[stream]) tail = tail.slice(tail.indexOf('\n') + 1);
    if (isLowSurrogate(tail, 0)) tail = tail.slice(1);
    this.#tail[stream] = tail;
    return this.#beyond[stream] - tail.length;
  }
}

/** The first `length` units of a text, or one fewer rather than half a character. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return text.slice(0, isLowSurrogate(text, length) ? length - 1 : length);
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function leftOut(count: number): string {
  return `… ${count.toLocaleString('en')} characters are not shown here …`;
}
