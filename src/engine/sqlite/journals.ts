import type { Memory } from './memory.ts';

/** What is needed of sql.js here. */
interface Program {
  memory: Memory;
  table: WebAssembly.Table;
  addFunction(fn: (...args: never[]) => unknown, signature: string): number;
}

// sqlite3_vfs: its methods' places in the table.
const OPEN = 24;
const DELETE = 28;
const ACCESS = 32;

const JOURNALS = 0x800 | 0x4000 | 0x80000; // main journal, super-journal, write-ahead log
const DASH = 0x2d;
const SUFFIXES = ['-journal', '-wal'].map((suffix) => new TextEncoder().encode(suffix));

/**
 * Answers SQLite's question whether a database has a journal from memory. It asks that each time it begins to read, and
 * finding that a file is not there is what Emscripten's file system is slowest at: a point query takes a third of the time.
 * Only SQLite makes and deletes journals here, so its own calls tell which there are.
 */
export function watchJournals(program: Program, vfs: number): void {
  const { memory } = program;
  const existing = new Set<string>();
  const replace = <Method extends (...args: number[]) => number>(place: number, signature: string, make: (original: Method) => Method): void => {
    const original = program.table.get(memory.pointer(vfs + place)) as Method;
    memory.view.setUint32(vfs + place, program.addFunction(make(original) as (...args: never[]) => number, signature), true);
  };
  replace<(vfs: number, name: number, file: number, flags: number, out: number) => number>(OPEN, 'iiiiii', (open) => (self, name, file, flags, out) => {
    if (flags & JOURNALS && name !== 0) existing.add(memory.string(name));
    return open(self, name, file, flags, out);
  });
  replace<(vfs: number, name: number, sync: number) => number>(DELETE, 'iiii', (remove) => (self, name, sync) => {
    const code = remove(self, name, sync);
    if (code === 0 && existing.size > 0) existing.delete(memory.string(name));
    return code;
  });
  replace<(vfs: number, name: number, flags: number, out: number) => number>(ACCESS, 'iiiii', (access) => (self, name, flags, out) => {
    if (!isJournal(memory.bytes, name) || (existing.size > 0 && existing.has(memory.string(name)))) return access(self, name, flags, out);
    memory.view.setInt32(out, 0, true);
    return 0;
  });
}

function isJournal(bytes: Uint8Array, name: number): boolean {
  const end = bytes.indexOf(0, name);
  return SUFFIXES.some((suffix) => bytes[end - suffix.length] === DASH && suffix.every((byte, i) => bytes[end - suffix.length + i] === byte));
}
