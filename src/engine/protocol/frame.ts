/** What page, fenced frame and worker say to each other before an engine speaks for itself. */
import type { PackedFile } from '../../unpack.ts';
import type { PythonInfo, SqlInfo } from '../protocol.ts';

/** The files that the fenced frame starts engines from. */
export type FrameFile = 'sqlWasm' | 'pyodideWasm' | 'stdlib' | 'packages' | 'image';

/** What Python starts from beside files. */
export interface PythonSettings {
  /** Pyodide's lock file, as text. */
  lock: string;
  /** Whether there is a memory image: much of Python's start can go before it comes. */
  hasImage: boolean;
}

/** What the page may ask of the fenced frame. Engines are numbered by the page; the numbers are never used again. */
export interface FrameApi {
  /** Hands over a file, to be checked and kept; rejects with a plain sentence when it is damaged. */
  give(name: FrameFile, file: PackedFile): Promise<void>;
  /** Starts a worker; its engine's verbs are served on `port`. */
  spawn(engine: number, port: MessagePort): Promise<void>;
  startSql(engine: number): Promise<SqlInfo>;
  startPython(engine: number, settings: PythonSettings): Promise<PythonInfo>;
  kill(engine: number): Promise<void>;
  /** Answers each message on the port, from a thread of its own: frames may share theirs, and a diagram keeps it busy. */
  pulse(port: MessagePort): Promise<void>;
}

/** What the frame reports by itself. */
export interface FrameEvents {
  /** An engine's worker broke down; nothing more will come from it. */
  lost(engine: number, reason: string): void;
}

/** What the frame gives to a worker of each file: the same for every worker. */
export interface GivenFiles {
  sqlWasm: WebAssembly.Module;
  pyodideWasm: WebAssembly.Module;
  stdlib: ArrayBuffer;
  packages: ArrayBuffer;
  image: ArrayBuffer;
}

/** What the frame asks of a worker; `run`, `query` and the rest go past it, from the page to the engine. */
export interface StartApi {
  serve(port: MessagePort): Promise<void>;
  /** Hands over a file. Both starts can be asked for before their files have come, and go as far as they can. */
  give<Name extends keyof GivenFiles>(name: Name, content: GivenFiles[Name]): Promise<void>;
  startSql(): Promise<SqlInfo>;
  startPython(settings: PythonSettings): Promise<PythonInfo>;
}
