import type { Memory } from './memory.ts';
import type { Vfs } from './vfs.ts';

const JOURNALS = 0x800 | 0x4000 | 0x80000; // main journal, super-journal, write-ahead log
const DASH = 0x2d;
const L = 0x6c;

/**
 * Answers SQLite's question whether a database has a journal from memory. It asks that each time it begins to read, and
 * finding that a file is not there is what Emscripten's file system is slowest at: a point query takes a third of the time.
 * Only SQLite makes and deletes journals here, so its own calls tell which there are.
 */
export function watchJournals(vfs: Vfs, memory: Memory): void {
  const existing = new Set<string>();
  vfs.replace('open', (open) => (self, name, file, flags = 0, out) => {
    if (flags & JOURNALS && name !== 0) existing.add(memory.string(name));
    return open(self, name, file, flags, out);
  });
  vfs.replace('delete', (remove) => (self, name, sync) => {
    const code = remove(self, name, sync);
    if (code === 0 && existing.size > 0) existing.delete(memory.string(name));
    return code;
  });
  vfs.replace('access', (access) => (self, name, flags, out = 0) => {
    if (!isJournal(memory.bytes, name) || (existing.size > 0 && existing.has(memory.string(name)))) return access(self, name, flags, out);
    memory.view.setInt32(out, 0, true);
    return 0;
  });
}

/** Whether a name ends in `-journal` or `-wal`; told by three letters, because this is asked before every read. */
function isJournal(bytes: Uint8Array, name: number): boolean {
  let end = name;
  while (bytes[end] !== 0) end++;
  return bytes[end - 1] === L && (bytes[end - 8] === DASH || bytes[end - 4] === DASH);
}
