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
const READ_MAIN_DATABASE = MAIN_DATABASE | 1;
/** Where a `sqlite3_vfs` says how big its `sqlite3_file` is. */
const FILE_SIZE = 4;
/** Places in `sqlite3_io_methods`. */
const IO = { close: 4, read: 8, fileSize: 24 } as const;
/** Bytes that are read at once. */
const PART = 1 << 20;

/** SQLite's own way to its files, overheard and used. */
export class Vfs {
  /** Told the path of each database file that SQLite opens, be it by ATTACH or VACUUM INTO. */
  onDatabaseOpened: (path: string) => void = () => {};
  /** The file that is meant by a name, as a connection opens it or as SQL has it. */
  fileFor: (name: string) => string = (name) => name;
  readonly #program: Program;
  readonly #pointer: number;

  constructor(program: Program, pointer: number) {
    this.#program = program;
    this.#pointer = pointer;
    this.replace('open', (open) => (vfs, name, file, flags = 0, out) => {
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
    const { memory, table } = this.#program;
    const file = memory.allocate(memory.pointer(this.#pointer + FILE_SIZE));
    const method = <M>(place: number): M => table.get(memory.pointer(memory.pointer(file) + place)) as M;
    try {
      const opened = memory.withString(path, (name) => this.#method('open')(this.#pointer, name, file, READ_MAIN_DATABASE, 0));
      if (opened !== 0) return undefined;
      const bytes = this.#bytesOf(file, method);
      method<(file: number) => number>(IO.close)(file);
      return bytes;
    } finally {
      memory.release(file);
    }
  }

  #bytesOf(file: number, method: <M>(place: number) => M): Uint8Array {
    const { memory } = this.#program;
    const size = memory.allocate(8);
    method<(file: number, size: number) => number>(IO.fileSize)(file, size);
    const length = memory.pointer(size);
    memory.release(size);
    const bytes = new Uint8Array(length);
    const part = memory.allocate(PART);
    for (let at = 0; at < length; at += PART) {
      const wanted = Math.min(PART, length - at);
      method<(file: number, to: number, length: number, from: bigint) => number>(IO.read)(file, part, wanted, BigInt(at));
      bytes.set(memory.bytes.subarray(part, part + wanted), at);
    }
    memory.release(part);
    return bytes;
  }

  #method(method: keyof typeof METHODS): Method {
    return this.#program.table.get(this.#program.memory.pointer(this.#pointer + METHODS[method].place)) as Method;
  }
}
