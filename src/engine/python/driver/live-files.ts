import type { DatabaseName } from '../../protocol.ts';
import type { Databases } from '../../sqlite/databases.ts';
import type { Sqlite } from '../../sqlite/library.ts';
import { databaseName, fileOf, pathOf } from '../../sqlite/names.ts';

/** What is used of the file system of Pyodide's Emscripten. */
export interface PythonFiles {
  getStream(descriptor: number): { node: FileNode } | undefined;
  getPath(node: FileNode): string;
  analyzePath(path: string): { exists: boolean; parentExists: boolean };
  lookupPath(path: string, options: { follow: boolean }): { node: FileNode };
  writeFile(path: string, data: Uint8Array): void;
}

/** A file there: its bytes, and what is done when somebody asks for them. */
interface FileNode {
  contents: Uint8Array;
  usedBytes: number;
  node_ops: NodeOperations;
  stream_ops: StreamOperations;
}
interface NodeOperations {
  getattr(node: FileNode): { size: number; blocks: number };
  setattr(node: FileNode, attributes: { size?: number | undefined }): void;
}
interface Stream {
  node: FileNode;
}
interface StreamOperations {
  open?(stream: Stream): void;
  close?(stream: Stream): void;
  read(stream: Stream, ...rest: unknown[]): number;
  mmap(stream: Stream, ...rest: unknown[]): unknown;
  write(stream: Stream, ...rest: unknown[]): number;
}

const BLOCK = 4096;

/**
 * Shows databases, which lie in SQLite's file system, as files in Python's: with their sizes and bytes as last committed.
 * A program may read, copy, rename and delete them; what it writes there itself becomes the database when it is opened next.
 */
export class LiveFiles {
  readonly #sqlite: Sqlite;
  readonly #databases: Databases;
  #files: PythonFiles | undefined;
  /** The database that a file shows, as long as nobody has written to the file. */
  readonly #shown = new WeakMap<FileNode, DatabaseName>();
  /** The file that showed a database at a path, to find out that it was deleted or another put in its place. */
  readonly #atPath = new Map<string, FileNode>();
  readonly #overseen = new WeakSet<StreamOperations>();

  constructor(sqlite: Sqlite, databases: Databases) {
    this.#sqlite = sqlite;
    this.#databases = databases;
  }

  /** Takes Python's file system, once there is one. */
  mount(files: PythonFiles): void {
    this.#files = files;
    this.#databases.onFile = (name) => this.#showByName(files, name);
    this.#databases.onUnknown = (name) => this.#takeByName(files, name);
    for (const { name, file } of this.#databases.list()) if (file) this.#showByName(files, name);
  }

  /** Whether a database has a file, at this path or another. */
  has(path: string, folder: string): boolean {
    const name = databaseName(path, folder);
    for (const [at, node] of this.#atPath) if (this.#shown.get(node) === name && this.#at(at) === node) return true;
    return false;
  }

  /** Brings a database in line with the file that a program opens by a descriptor; the file shows it from then on. */
  settle(descriptor: number, path: string, folder: string): void {
    const files = this.#files;
    const node = files?.getStream(descriptor)?.node;
    if (!files || !node) return;
    const name = databaseName(path, folder);
    const whole = files.getPath(node);
    const former = this.#atPath.get(whole);
    const shown = this.#shown.get(node);
    if (shown === undefined) {
      const bytes = node.contents.slice(0, node.usedBytes);
      // New and empty where nothing was: then it shows what there is, perhaps by another path.
      this.#show(node, name);
      if (former !== undefined || bytes.length > 0) this.#replace(name, bytes);
    } else if (shown !== name) {
      // It was renamed, and its database with it.
      const bytes = this.#sqlite.vfs.read(sqliteFile(shown)) ?? new Uint8Array();
      this.#databases.remove(pathOf(shown));
      this.#replace(name, bytes);
      this.#shown.set(node, name);
    }
    this.#atPath.set(whole, node);
  }

  #at(path: string): FileNode | undefined {
    return this.#files?.analyzePath(path).exists ? this.#files.lookupPath(path, { follow: true }).node : undefined;
  }

  #replace(name: DatabaseName, bytes: Uint8Array): void {
    this.#databases.remove(pathOf(name));
    if (bytes.length > 0) this.#sqlite.vfs.write(sqliteFile(name), bytes);
  }

  /** Makes a file for a database that came by another way, such as an import or ATTACH. */
  #showByName(files: PythonFiles, name: DatabaseName): void {
    const path = pathOf(name);
    const found = files.analyzePath(path);
    if (found.exists || !found.parentExists) return;
    files.writeFile(path, new Uint8Array());
    const { node } = files.lookupPath(path, { follow: true });
    this.#show(node, name);
    this.#atPath.set(files.getPath(node), node);
  }

  /** Makes a database of what a program has put at its path: ATTACH is about to open it. */
  #takeByName(files: PythonFiles, name: DatabaseName): void {
    const node = this.#at(pathOf(name));
    if (!node || this.#shown.has(node) || node.usedBytes === 0) return;
    const bytes = node.contents.slice(0, node.usedBytes);
    this.#show(node, name);
    this.#atPath.set(files.getPath(node), node);
    this.#sqlite.vfs.write(sqliteFile(name), bytes);
  }

  #show(node: FileNode, name: DatabaseName): void {
    this.#shown.set(node, name);
    if (this.#overseen.has(node.stream_ops)) return;
    this.#overseen.add(node.stream_ops);
    this.#oversee(node.node_ops, node.stream_ops);
  }

  /** Changes what all files of a kind do, in place: one that is open already is among them. */
  #oversee(node: NodeOperations, stream: StreamOperations): void {
    const { vfs } = this.#sqlite;
    const { getattr, setattr } = node;
    const { read, mmap, write } = stream;
    // Whoever has a file open and has been given its bytes, which are dropped with the first who closes it.
    const filled = new WeakMap<FileNode, WeakSet<Stream>>();
    const fill = (of: Stream): void => {
      const name = this.#shown.get(of.node);
      const streams = filled.get(of.node) ?? new WeakSet();
      if (name === undefined || streams.has(of)) return;
      filled.set(of.node, streams.add(of));
      of.node.contents = vfs.read(sqliteFile(name)) ?? new Uint8Array();
      of.node.usedBytes = of.node.contents.length;
    };
    // What is written to is a file like any other from then on.
    const part = (of: Stream): void => {
      fill(of);
      this.#shown.delete(of.node);
    };
    node.getattr = (of) => {
      const name = this.#shown.get(of);
      if (name === undefined) return getattr(of);
      const size = vfs.size(sqliteFile(name));
      return { ...getattr(of), size, blocks: Math.ceil(size / BLOCK) };
    };
    node.setattr = (of, attributes) => {
      if (attributes.size !== undefined) part({ node: of });
      setattr(of, attributes);
    };
    stream.open = (of) => {
      const name = this.#shown.get(of.node);
      if (name !== undefined) of.node.usedBytes = vfs.size(sqliteFile(name));
    };
    stream.close = (of) => {
      if (!this.#shown.has(of.node)) return;
      filled.delete(of.node);
      of.node.contents = new Uint8Array();
    };
    stream.read = (of, ...rest) => {
      fill(of);
      return read(of, ...rest);
    };
    stream.mmap = (of, ...rest) => {
      fill(of);
      return mmap(of, ...rest);
    };
    stream.write = (of, ...rest) => {
      part(of);
      return write(of, ...rest);
    };
  }
}

function sqliteFile(name: DatabaseName): string {
  return `/${fileOf(name)}`;
}
