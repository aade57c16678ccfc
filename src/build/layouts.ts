import { checkObjects } from '../engine/python/driver/check-objects.ts';
import { PythonObjects } from '../engine/python/driver/objects.ts';
import { startInterpreter } from '../engine/python/interpreter.ts';
import { checkLayout } from '../engine/sqlite/layout.ts';
import { loadSqlite } from '../engine/sqlite/library.ts';
import { builderOptions, freshSqlJs, readPythonAssets, readSqlAssets } from './node-engine.ts';
import { pythonImage } from './python-image.ts';
import { step } from './report.ts';
import { onceFor } from './stamp.ts';

const inputs = [
  'node_modules/sql.js/dist/sql-wasm-browser.wasm',
  'node_modules/pyodide/pyodide.asm.wasm',
  ...['sqlite/layout.ts', 'python/driver/objects.ts', 'python/driver/check-objects.ts'].map((name) => `src/engine/${name}`),
  'src/build/layouts.ts',
];

/** Makes sure that the installed SQLite and Python keep their things where the driver takes them from; throws if not. */
export async function checkLayouts(): Promise<void> {
  await onceFor({ name: 'layouts', inputs, output: pythonImage }, () => step('Trying where SQLite and Python keep their things', tryAll));
}

async function tryAll(): Promise<void> {
  checkLayout(await loadSqlite(await readSqlAssets().wasm, freshSqlJs()));
  const python = await startInterpreter(readPythonAssets(), builderOptions());
  python.register('_junction_objects', (module) => {
    checkObjects(new PythonObjects(module));
    return {};
  });
}
