/** A refusal by SQLite, in its own words. */
export class SqliteError extends Error {
  override readonly name = 'SqliteError';
  /** Extended result code, e.g. 2067 (a UNIQUE constraint failed). */
  readonly code: number;
  /** Byte of the statement's UTF-8 text where SQLite saw the mistake, or −1. */
  readonly byteOffset: number;

  constructor(message: string, code: number, byteOffset = -1) {
    super(message);
    this.code = code;
    this.byteOffset = byteOffset;
  }

  /** The primary result code, e.g. 19 (a constraint failed). */
  get primary(): number {
    return this.code & 0xff;
  }
}
