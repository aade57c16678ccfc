import { createBirpc } from 'birpc';
import type { BirpcReturn } from 'birpc';
import type { FrameApi, FrameEvents, FrameFile, GivenFiles, StartApi } from './protocol.ts';
import { deferred } from './deferred.ts';
import type { Deferred } from './deferred.ts';
import { unpack } from '../unpack.ts';
import type { PackedFile } from '../unpack.ts';
import { wire } from '../wire.ts';

/** The worker's program, as text: the build puts it in. */
declare const ENGINE_WORKER: string;
/** The page: the frame is a window, though all else here lives in workers. */
declare const parent: MessageEventSource;

/** Gives a buffer of its own at each call. */
type Source = () => Promise<ArrayBuffer>;

interface Started {
  worker: Worker;
  start: BirpcReturn<StartApi>;
}

/*
 * The program of the fenced frame, in its page: keeps what engines start from, compiled once, and starts and ends
 * their workers. It never sees what page and engine say to each other.
 */
const engines = new Map<number, Started>();
const workerUrl = scriptUrl(ENGINE_WORKER);
/** The first engine's worker starts before the page asks for it. */
let spare: Worker | undefined = new Worker(workerUrl, { name: 'engine' });
const kept = Object.fromEntries(
  ['sqlWasm', 'pyodideWasm', 'stdlib', 'packages', 'image'].map((name) => [name, deferred<Source>()]),
) as Record<FrameFile, Deferred<Source>>;
const content = async (name: FrameFile) => (await kept[name].promise)();

const sqlWasm = content('sqlWasm').then((bytes) => WebAssembly.compile(bytes));
const pyodideWasm = content('pyodideWasm').then((bytes) => WebAssembly.compile(bytes));
/** What a new worker is given. */
const files: { [Name in keyof GivenFiles]: () => Promise<GivenFiles[Name]> } = {
  sqlWasm: () => sqlWasm,
  pyodideWasm: () => pyodideWasm,
  stdlib: () => content('stdlib'),
  packages: () => content('packages'),
  image: () => content('image'),
};

const api: FrameApi = {
  async give(name, file) {
    kept[name].resolve(source(file, await unpack(file)));
  },

  async spawn(engine, port) {
    engines.set(engine, start(engine, port));
  },

  async startSql(engine) {
    return starting(engine).startSql();
  },

  async startPython(engine, settings) {
    return starting(engine).startPython(settings);
  },

  async kill(engine) {
    engines.get(engine)?.worker.terminate();
    engines.delete(engine);
  },

  async pulse(port) {
    const program = 'onmessage = ({ data }) => (data.onmessage = () => data.postMessage(0))';
    new Worker(scriptUrl(program), { name: 'pulse' }).postMessage(port, [port]);
  },
};
let page: BirpcReturn<FrameEvents> | undefined;

/** The page asks whether anybody is there, or hands over its port, once. */
addEventListener('message', function hear({ source, data, ports: [port] }: MessageEvent) {
  if (source !== parent || port === undefined) return;
  if (data === 'ask') return port.postMessage('here');
  removeEventListener('message', hear);
  page = createBirpc<FrameEvents>({ ...api }, wire(port));
});

/** Buffers of a file's content, one for each worker and handed over to it: the first is there, the others are read again. */
function source(file: PackedFile, first: ArrayBuffer): Source {
  let unused: ArrayBuffer | null = first;
  return async () => {
    const given = unused;
    unused = null;
    return given ?? unpack(file);
  };
}

/** Starts a worker, which gets each file as soon as it is there. */
function start(engine: number, port: MessagePort): Started {
  const worker = spare ?? new Worker(workerUrl, { name: 'engine' });
  spare = undefined;
  const lost = (reason: string) => page?.lost.asEvent(engine, reason);
  worker.addEventListener('error', (event) => lost(event.message ?? 'The worker could not be started.'));
  const to = createBirpc<StartApi>({}, wire(worker, { handOver: true }));
  to.serve.asEvent(port);
  for (const name of Object.keys(files) as (keyof GivenFiles)[]) {
    files[name]().then((file) => to.give.asEvent(name, file), (error: unknown) => lost(String(error)));
  }
  return { worker, start: to };
}

function scriptUrl(program: string): string {
  return URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
}

function starting(engine: number): BirpcReturn<StartApi> {
  const found = engines.get(engine);
  if (!found) throw new Error(`There is no engine ${engine}.`);
  return found.start;
}
