import { createBirpc } from 'birpc';
import type { BirpcReturn } from 'birpc';
import type { FrameApi, FrameEvents, FrameFile, GivenFiles, StartApi } from './protocol.ts';
import { deferred } from './deferred.ts';
import type { Deferred } from './deferred.ts';
import { unpack } from '../unpack.ts';
import type { PackedFile } from '../unpack.ts';
import { wire } from '../wire.ts';

declare const junctionPort: MessagePort;

/** Gives a buffer of its own at each call. */
type Source = () => Promise<ArrayBuffer>;

interface Started {
  worker: Worker;
  start: BirpcReturn<StartApi>;
}

/*
 * The program of the fenced frame: keeps what engines start from, compiled once, and starts and ends
 * their workers. It never sees what page and engine say to each other.
 */
const engines = new Map<number, Started>();
const kept = Object.fromEntries(
  ['engineWorker', 'sqlWasm', 'pyodideModule', 'pyodideWasm', 'stdlib', 'packages', 'image'].map((name) => [name, deferred<Source>()]),
) as Record<FrameFile, Deferred<Source>>;
const content = async (name: FrameFile) => (await kept[name].promise)();

const workerUrl = content('engineWorker').then((program) => URL.createObjectURL(new Blob([program], { type: 'text/javascript' })));
const sqlWasm = content('sqlWasm').then((bytes) => WebAssembly.compile(bytes));
const moduleSource = content('pyodideModule').then((bytes) => new TextDecoder().decode(bytes));
const pyodideWasm = content('pyodideWasm').then((bytes) => WebAssembly.compile(bytes));
/** What a new worker is given. */
const files: { [Name in keyof GivenFiles]: () => Promise<GivenFiles[Name]> } = {
  sqlWasm: () => sqlWasm,
  moduleSource: () => moduleSource,
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
    engines.set(engine, start(engine, await workerUrl, port));
  },

  async startSql(engine) {
    return (await starting(engine)).startSql();
  },

  async startPython(engine, settings) {
    return (await starting(engine)).startPython(settings);
  },

  async kill(engine) {
    await workerUrl;
    engines.get(engine)?.worker.terminate();
    engines.delete(engine);
  },

  async pulse(port) {
    const program = 'onmessage = ({ data }) => (data.onmessage = () => data.postMessage(0))';
    new Worker(URL.createObjectURL(new Blob([program], { type: 'text/javascript' })), { name: 'pulse' }).postMessage(port, [port]);
  },
};
const page = createBirpc<FrameEvents>({ ...api }, wire(junctionPort));

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
function start(engine: number, url: string, port: MessagePort): Started {
  const worker = new Worker(url, { name: `engine ${engine}` });
  worker.addEventListener('error', (event) => {
    page.lost.asEvent(engine, event.message ?? 'The worker could not be started.');
  });
  const to = createBirpc<StartApi>({}, wire(worker, { handOver: true }));
  to.serve.asEvent(port);
  for (const name of Object.keys(files) as (keyof GivenFiles)[]) {
    files[name]().then((file) => to.give.asEvent(name, file), (error: unknown) => page.lost.asEvent(engine, String(error)));
  }
  return { worker, start: to };
}

async function starting(engine: number): Promise<BirpcReturn<StartApi>> {
  await workerUrl;
  const found = engines.get(engine);
  if (!found) throw new Error(`There is no engine ${engine}.`);
  return found.start;
}
