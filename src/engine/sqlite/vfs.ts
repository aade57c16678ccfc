import { SqliteError } from './error.ts';
import type { Memory } from './memory.ts';

/** What is needed of sql.js here. */
interface Program {
  memory: Memory;
  table: WebAssembly.Table;
  addFunction(fn: (...args: never[]) => unknown, signature: string): number;
}

/** Any of them; arguments that a method does not take are left out. */
type Method = (vfs: number, name: number, third: number, fourth?: number, fifth?: number) => number;

/** The methods of a `sqlite3_vfs` that are of use: their places in it, and their signatures for `addFunction`. */
const METHODS = {
  open: { place: 24, signature: 'iiiiii' },
  delete: { place: 28, signature: 'iiii' },
  access: { place: 32, signature: 'iiiii' },
  fullPathname: { place: 36, signature: 'iiiii' },
} as const;

const MAIN_DATABASE = 0x100;
const READ_ONLY = 1;
const READ_WRITE = 2;
const CREATE = 4;
/** Where a `sqlite3_vfs` says how big its `sqlite3_file` is. */
const FILE_SIZE = 4;
/** Places in `sqlite3_io_methods`. */
const IO = { close: 4, read: 8, write: 12, truncate: 16, fileSize: 24 } as const;
/** Bytes that are read or written at once: as many as the largest page. SQLite's own files take no more than 17 bits of a count. */
const PART = 1 << 16;

/** SQLite's own way to its files, overheard and used. */
export class Vfs {
  /** Told the path of each database file that SQLite opens, be it by ATTACH or VACUUM INTO. */
  onDatabaseOpened: (path: string) => void = () => {};
  /** Told the path of each database file that SQLite is about to open. */
  onDatabaseOpening: (path: string) => void = () => {};
  /** The file that is meant by a name, as a connection opens it or as SQL has it. */
  fileFor: (name: string) => string = (name) => name;
  readonly #program: Program;
  readonly #pointer: number;

  constructor(program: Program, pointer: number) {
    this.#program = program;
    this.#pointer = pointer;
    this.replace('open', (open) => (vfs, name, file, flags = 0, out) => {
      if (flags & MAIN_DATABASE && name !== 0) this.onDatabaseOpening(program.memory.string(name));
      const code = open(vfs, name, file, flags, out);
      if (code === 0 && flags & MAIN_DATABASE && name !== 0) this.onDatabaseOpened(program.memory.string(name));
      return code;
    });
    this.replace('fullPathname', (fullPathname) => (vfs, name, size, out) =>
      program.memory.withString(this.fileFor(program.memory.string(name)), (file) => fullPathname(vfs, file, size, out)));
  }

  /** Puts another function in a method's place, made from the one that was there. */
  replace(method: keyof typeof METHODS, make: (original: Method) => Method): void {
    const { place, signature } = METHODS[method];
    const replaced = this.#program.addFunction(make(this.#method(method)) as (...args: never[]) => number, signature);
    this.#program.memory.view.setUint32(this.#pointer + place, replaced, true);
  }

  /** Deletes a file, if there is one. Connections that have it open keep what they see. */
  remove(path: string): void {
    this.#program.memory.withString(path, (name) => this.#method('delete')(this.#pointer, name, 0));
  }

  /** A file's bytes as they lie there, whoever holds it locked; undefined when it cannot be opened. */
  read(path: string): Uint8Array | undefined {
    return this.#withFile(path, MAIN_DATABASE | READ_ONLY, (file) => {
      const { memory } = this.#program;
      const bytes = new Uint8Array(this.#sizeOf(file));
      this.#inParts(bytes.length, (part, at, count) => {
        demand(this.#io<(file: number, to: number, count: number, from: bigint) => number>(file, IO.read)(file, part, count, BigInt(at)));
        bytes.set(memory.bytes.subarray(part, part + count), at);
      });
      return bytes;
    });
  }

  /** Bytes of a file; 0 when there is none. */
  size(path: string): number {
    return this.#withFile(path, MAIN_DATABASE | READ_ONLY, (file) => this.#sizeOf(file)) ?? 0;
  }

  /** Makes a file of bytes, whatever they are. Nobody may have it open. */
  write(path: string, bytes: Uint8Array): void {
    this.#withFile(path, MAIN_DATABASE | READ_WRITE | CREATE, (file) => {
      // Room for all of it at once: a file that grows is copied again and again.
      demand(this.#io<(file: number, size: bigint) => number>(file, IO.truncate)(file, BigInt(bytes.length)));
      this.#inParts(bytes.length, (part, at, count) => {
        this.#program.memory.bytes.set(bytes.subarray(at, at + count), part);
        demand(this.#io<(file: number, from: number, count: number, at: bigint) => number>(file, IO.write)(file, part, count, BigInt(at)));
      });
    });
  }

  /** Opens a file while `use` runs; undefined when it cannot be. */
  #withFile<T>(path: string, flags: number, use: (file: number) => T): T | undefined {
    const { memory } = this.#program;
    const file = memory.allocate(memory.pointer(this.#pointer + FILE_SIZE));
    try {
      return memory.withString(path, (name) => {
        if (this.#method('open')(this.#pointer, name, file, flags, 0) !== 0) return undefined;
        try {
          return use(file);
        } finally {
          this.#io<(file: number) => number>(file, IO.close)(file);
        }
      });
    } finally {
      memory.release(file);
    }
  }

  #sizeOf(file: number): number {
    const { memory } = this.#program;
    const out = memory.allocate(8);
    this.#io<(file: number, out: number) => number>(file, IO.fileSize)(file, out);
    const size = memory.pointer(out);
    memory.release(out);
    return size;
  }

  #inParts(length: number, action: (part: number, at: number, count: number) => void): void {
    const part = this.#program.memory.allocate(Math.min(PART, length) || 1);
    try {
      for (let at = 0; at < length; at += PART) action(part, at, Math.min(PART, length - at));
    } finally {
      this.#program.memory.release(part);
    }
  }

  #io<M>(file: number, place: number): M {
    const { memory, table } = this.#program;
    return table.get(memory.pointer(memory.pointer(file) + place)) as M;
  }

  #method(method: keyof typeof METHODS): Method {
    return this.#program.table.get(this.#program.memory.pointer(this.#pointer + METHODS[method].place)) as Method;
  }
}

/** A file that is half read or half written must not pass for a whole one. */
function demand(code: number): void {
  if (code !== 0) throw new SqliteError('disk I/O error', code);
}
