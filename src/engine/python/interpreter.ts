import { loadPyodide } from 'pyodide';
import type { PyodideAPI, PyodideConfig } from 'pyodide';
import type { PyCallable, PyProxy } from 'pyodide/ffi';
import type { PythonAssets } from '../protocol.ts';
import { HEADER_SIZE, openImage, packImage } from './image.ts';
import type { Image } from './image.ts';
import type { PythonModule } from './python-c.ts';

/** What Pyodide hands to its Emscripten module before it starts; only what is used here. */
interface ModuleSettings {
  instantiateWasm(imports: WasmImports, done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void): object;
}
interface WasmImports extends WebAssembly.Imports {
  env: Record<string, WebAssembly.ImportValue>;
}
interface StartedModule extends PythonModule {
  growMemory(bytes: number): void;
}
/** The default export of Pyodide's Emscripten module. */
export type ModuleFactory = (settings: ModuleSettings) => Promise<StartedModule>;

/** Where and how Pyodide starts. */
export interface InterpreterOptions {
  /** Pyodide's Emscripten module. */
  loadModule(): Promise<ModuleFactory>;
  /** Where Pyodide looks for its two files: an address that `serveBytes` answers, or in Node its package's folder. */
  directory: string;
  /** Bytes that Python's memory may grow to; beyond them Python raises MemoryError. */
  memoryLimit: number;
  /** Text written to the file descriptors themselves; `print` in a program goes through `sys.stdout`, which the runner replaces. */
  write(stream: 'stdout' | 'stderr', text: string): void;
  /** Python died and cannot be used again. Called at most once. */
  onFatal(reason: FatalReason): void;
  /** For the image builder: start so that `takeImage` works. */
  forImage?: boolean;
}

/** `exited`: the program ended its own process; `crashed`: its stack or its memory broke. */
export interface FatalReason {
  kind: 'exited' | 'crashed';
  message: string;
  /** What Python was doing, innermost call first; empty where it cannot tell. */
  calls: { file: string; line: number }[];
}

/** A running Python. */
export interface Interpreter {
  /**
   * Makes `object`, or what it makes of Python's module of C functions, importable as `name`. A memory image holds no such modules:
   * register them after every start.
   */
  register(name: string, object: object | ((module: PythonModule) => object)): void;
  /** A function of a Python module, to be called with strings and numbers. */
  functionOf(module: string, name: string): (...args: unknown[]) => unknown;
  /** Runs statements in a namespace of their own. For Junction's own start-up code only. */
  execute(code: string): void;
  /** Bytes of Python's memory now. */
  memorySize(): number;
  /** The whole memory as an image, which another start takes as `assets.image`; what was freed is zeroed before. */
  takeImage(): Uint8Array<ArrayBuffer>;
}

/** Where the learner's program lives; Flask puts its instance folder under it. */
export const HOME = '/home/learner';
/** Where the packages zip is mounted, so that late imports and tracebacks find their sources. */
export const PACKAGES_PATH = '/lib/junction.zip';

/**
 * Boots CPython from bytes alone. With an image it starts as it was when the image was made, imports included;
 * without one it starts plainly and `sys.path` leads to the packages.
 */
export async function startInterpreter(assets: PythonAssets, options: InterpreterOptions): Promise<Interpreter> {
  const { image } = assets;
  const header = new Uint8Array(HEADER_SIZE);
  // The module's JavaScript is long, and gets ready while the WebAssembly is on its way.
  const wasm = compiled(assets.wasm);
  const failed = wasm.then(() => new Promise<never>(() => {}));
  const createModule = await options.loadModule();
  const memory: Lid = { limit: options.memoryLimit, pristine: new Uint8Array(), end: () => 0 };
  let started: StartedModule | undefined;

  const config = {
    indexURL: options.directory,
    packageBaseUrl: 'https://packages.invalid/',
    lockFileContents: assets.lock,
    // An object without a prototype: the `js` module is there but leads nowhere.
    jsglobals: Object.create(null) as object,
    env: { HOME, PYTHONDONTWRITEBYTECODE: '1' },
    checkAPIVersion: true,
    // What Emscripten itself has to say is for us, not for learners.
    stderr: (line: string) => console.debug(line),
    fsInit: async (fs: PyodideAPI['FS']) => {
      fs.writeFile(PACKAGES_PATH, new Uint8Array(await assets.packages));
    },
    createPyodideModule: async (settings: ModuleSettings) => {
      settings.instantiateWasm = instantiateWith(wasm, memory);
      started = await createModule(settings);
      if (image) restore(openImage(await image), started, memory, header);
      return started;
    },
    // Pyodide looks into it after the module has been made, when it is filled.
    ...(image === null ? {} : { _loadSnapshot: header }),
    ...(options.forImage ? { _makeSnapshot: true } : {}),
  };
  const pyodide = await Promise.race([loadPyodide(config as unknown as PyodideConfig), failed]);
  const death = watchForDeath(pyodide, options.onFatal);
  pyodide.setStdout({ write: decodeTo((text) => (death.comes ? void (death.report += text) : options.write('stdout', text))) });
  pyodide.setStderr({ write: decodeTo((text) => options.write('stderr', text)) });
  pyodide.setStdin({ error: true });
  if (image === null) pyodide.runPython(`import sys; sys.path.insert(0, ${JSON.stringify(PACKAGES_PATH)})`);

  return {
    register(name, object) {
      if (!started) throw new Error('Python has not been started.');
      pyodide.registerJsModule(name, typeof object === 'function' ? (object as (module: PythonModule) => object)(started) : object);
    },
    functionOf(module, name) {
      const found = pyodide.pyimport(`${module}.${name}`) as PyProxy & PyCallable;
      return (...args) => found(...args) as unknown;
    },
    execute(code) {
      const namespace = pyodide.toPy({}) as PyProxy;
      pyodide.runPython(code, { globals: namespace });
      namespace.destroy();
    },
    memorySize: () => started?.HEAPU8.length ?? 0,
    takeImage() {
      if (!started) throw new Error('Python has not been started.');
      memory.limit = started.HEAPU8.length;
      zeroFreed(started);
      const snapshot = (pyodide as unknown as { makeMemorySnapshot(): Uint8Array }).makeMemorySnapshot();
      const headerSize = snapshot.length - started.HEAPU8.length;
      return packImage(snapshot.subarray(headerSize), memory.pristine, snapshot.subarray(0, headerSize));
    },
  };
}

async function compiled(wasm: PythonAssets['wasm']): Promise<WebAssembly.Module> {
  const given = await wasm;
  return given instanceof WebAssembly.Module ? given : WebAssembly.compile(given);
}

/** What is known of the memory of a module. */
interface Lid {
  /** Bytes that it may grow to. */
  limit: number;
  /** How WebAssembly began it; zeros from there on. */
  pristine: Uint8Array;
  /** Where what was ever used of it ends. */
  end(): number;
}

/** Instantiates from a compiled module, with a lid on memory; Pyodide's own way would fetch and compile again. */
function instantiateWith(wasm: Promise<WebAssembly.Module>, memory: Lid): ModuleSettings['instantiateWasm'] {
  return (imports, done) => {
    // Pyodide's loader adds these two to the table itself: a mark that says "JavaScript threw", and the test for it.
    const mark = Symbol('JavaScript error');
    imports.env['Jsv_GetError_import'] = () => mark;
    imports.env['JsvError_Check'] = (value: unknown) => (value === mark ? 1 : 0);
    const grow = imports.env['emscripten_resize_heap'] as (bytes: number) => boolean;
    imports.env['emscripten_resize_heap'] = (bytes: number) => (bytes >>> 0) <= memory.limit && grow(bytes);
    wasm.then(async (module) => ({ module, instance: await WebAssembly.instantiate(module, imports) })).then(
      ({ module, instance }) => {
        const { buffer } = instance.exports['memory'] as WebAssembly.Memory;
        growInSteps(instance.exports['__indirect_function_table'] as WebAssembly.Table);
        const { value: heapBase } = instance.exports['__heap_base'] as WebAssembly.Global<'i32'>;
        memory.pristine = new Uint8Array(buffer, 0, heapBase).slice();
        memory.end = () => (instance.exports['sbrk'] as (bytes: number) => number)(0);
        done(instance, module);
      },
      (error: unknown) => queueMicrotask(() => { throw error; }),
    );
    return {};
  };
}

/** Makes room in a table ahead of need: Emscripten asks for thousands of places one by one, and each time all are copied. */
function growInSteps(table: WebAssembly.Table): void {
  const grow = table.grow.bind(table);
  let end = table.length;
  table.grow = (by: number) => {
    // A library's functions begin where the table ends.
    if (by > 1) end = table.length;
    const start = end;
    end += by;
    if (end > table.length) grow(by > 1 ? by : 4096);
    return start;
  };
}

/** Puts an image into the heap. Pyodide would neither make room for it nor spare what is zero. */
function restore(image: Image, module: StartedModule, memory: Lid, header: Uint8Array): void {
  if (module.HEAPU8.length < image.heapSize) module.growMemory(image.heapSize);
  image.restore(module.HEAPU8, memory.pristine, memory.end());
  header.set(image.header);
}

/** Overwrites all memory that is free, by taking it, large pieces first, until none is left; the lid must be on. */
function zeroFreed(module: StartedModule): void {
  const taken: number[] = [];
  for (let size = 2 ** 24; size >= 16; size = size > 64 ? size / 2 : size - 16) {
    for (let piece = module._malloc(size); piece !== 0; piece = module._malloc(size)) {
      module.HEAPU8.fill(0, piece, piece + size);
      taken.push(piece);
    }
  }
  for (const piece of taken) module._free(piece);
}

/**
 * Pyodide tells of its death only through hooks of its private API; the promise of a run would never settle.
 * Its last words are kept from the program's output and from the console: they ask to be sent to its makers.
 */
function watchForDeath(pyodide: PyodideAPI, onFatal: InterpreterOptions['onFatal']): { comes: boolean; report: string } {
  const internals = (pyodide as unknown as { _api: { on_fatal?: (error: unknown) => void; fatal_error: (error: unknown) => never } })._api;
  const death = { comes: false, report: '' };
  const die = internals.fatal_error;
  internals.fatal_error = (error) => {
    const { error: tell } = console;
    death.comes = true;
    console.error = console.debug;
    try {
      return die(error);
    } finally {
      console.error = tell;
    }
  };
  internals.on_fatal = (error) => {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const calls = [...death.report.matchAll(/File "(.*)", line (\d+)/g)].map(([, file = '', line]) => ({ file, line: Number(line) }));
    onFatal({ kind: /exit/i.test(text) ? 'exited' : 'crashed', message: text, calls });
  };
  return death;
}

/** Collects bytes into text, keeping a character that is cut between two writes for the next. */
function decodeTo(write: (text: string) => void): (bytes: Uint8Array) => number {
  const decoder = new TextDecoder();
  return (bytes) => {
    const text = decoder.decode(bytes, { stream: true });
    if (text !== '') write(text);
    return bytes.length;
  };
}
