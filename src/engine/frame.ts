import { createBirpc } from 'birpc';
import type { BirpcReturn } from 'birpc';
import type { FrameApi, FrameEvents, FramePythonAssets, SqlAssets, StartApi } from './protocol.ts';
import { deferred } from './deferred.ts';
import { wire } from '../wire.ts';

declare const junctionPort: MessagePort;

interface Started {
  worker: Worker;
  start: BirpcReturn<StartApi>;
}

/*
 * The program of the fenced frame: keeps what engines start from, compiled once, and starts and ends
 * their workers. It never sees what page and engine say to each other.
 */
const engines = new Map<number, Started>();
let workerUrl: string | undefined;
let sql: Promise<SqlAssets> | undefined;
let python: Promise<Parameters<StartApi['startPython']>[0]> | undefined;
const image = deferred<ArrayBuffer>();

const api: FrameApi = {
  async giveSql({ worker, sqlWasm }) {
    workerUrl = URL.createObjectURL(new Blob([worker], { type: 'text/javascript' }));
    sql = WebAssembly.compile(sqlWasm).then((wasm) => ({ wasm }));
    await sql;
  },

  async givePython(assets) {
    python = preparePython(assets);
    await python;
  },

  async giveImage(bytes) {
    image.resolve(bytes);
  },

  async spawn(engine, port) {
    if (workerUrl === undefined) throw new Error('The engine was asked for before its program came.');
    const worker = new Worker(workerUrl, { name: `engine ${engine}` });
    worker.addEventListener('error', (event) => {
      page.lost.asEvent(engine, event.message ?? 'The worker could not be started.');
    });
    const start = createBirpc<StartApi>({}, wire(worker));
    engines.set(engine, { worker, start });
    await start.serve(port);
  },

  async startSql(engine) {
    if (!sql) throw new Error('SQLite was asked for before its bytes came.');
    return starting(engine).startSql(await sql);
  },

  async startPython(engine) {
    if (!python) throw new Error('Python was asked for before its bytes came.');
    const assets = await python;
    const { startPython, giveImage } = starting(engine);
    // Most of the start goes on while the image is still on its way here.
    const started = startPython(assets);
    if (assets.hasImage) giveImage.asEvent(await image.promise);
    return started;
  },

  async kill(engine) {
    engines.get(engine)?.worker.terminate();
    engines.delete(engine);
  },

  async ping() {},
};
const page = createBirpc<FrameEvents>({ ...api }, wire(junctionPort));

function starting(engine: number): BirpcReturn<StartApi> {
  const found = engines.get(engine);
  if (!found) throw new Error(`There is no engine ${engine}.`);
  return found.start;
}

async function preparePython({ pyodideModule, pyodideWasm, ...rest }: FramePythonAssets): Promise<Parameters<StartApi['startPython']>[0]> {
  return { moduleSource: new TextDecoder().decode(pyodideModule), wasm: await WebAssembly.compile(pyodideWasm), ...rest };
}
