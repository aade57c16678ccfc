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
} as const;

const MAIN_DATABASE = 0x100;

/** SQLite's own way to its files, overheard and used. */
export class Vfs {
  /** Told the path of each database file that SQLite opens, be it by ATTACH or VACUUM INTO. */
  onDatabaseOpened: (path: string) => void = () => {};
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

  #method(method: keyof typeof METHODS): Method {
    return this.#program.table.get(this.#program.memory.pointer(this.#pointer + METHODS[method].place)) as Method;
  }
}
