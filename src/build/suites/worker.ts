/* A process that runs one order in a Pyodide of its own. The order comes as JSON by standard input, reports leave as lines by descriptor 3. */
import { readFileSync, writeSync } from 'node:fs';
import { createDriver } from '../../engine/python/driver.ts';
import { startInterpreter } from '../../engine/python/interpreter.ts';
import { Databases } from '../../engine/sqlite/databases.ts';
import { loadSqlite } from '../../engine/sqlite/library.ts';
import { freshSqlJs, nodePlatform, readPythonAssets, readSqlAssets } from '../node-engine.ts';
import { inProject } from '../paths.ts';
import { MOUNT } from './catalogue.ts';
import type { Report } from './catalogue.ts';
import { mountZip } from './mount.ts';

const REPORTS = 3;
const order = readFileSync(0, 'utf8');
const tell = (report: Report) => tellText(JSON.stringify(report));

const sqlite = await loadSqlite(readSqlAssets().wasm, freshSqlJs());
// Started plainly: SQLAlchemy's plugin wants to be there before SQLAlchemy is imported.
const python = await startInterpreter(readPythonAssets({ image: false }), {
  ...nodePlatform(),
  memoryLimit: 2 ** 31,
  write: (_, text) => void process.stderr.write(text),
  onFatal: ({ message }) => {
    tell({ kind: 'trouble', text: message });
    // Nothing of Python answers any more.
    process.exit(1);
  },
});
python.register('_junction_sql', createDriver(sqlite, new Databases(sqlite)));
python.register('_suites', { order, tell: tellText, mount: new Uint8Array(readFileSync(inProject(mountZip))) });
python.execute(`
import io, json, sys, zipfile, _suites
zipfile.ZipFile(io.BytesIO(_suites.mount.to_py())).extractall(${JSON.stringify(MOUNT)})
order = json.loads(_suites.order)
if order['builtin']:
    sys.path.remove(order['driver'])
sys.path[:0] = order['path']
import run_suite
run_suite.run(_suites.order, _suites.tell)
`);
tell({ kind: 'finished' });
process.exit(0);

/** At once: while Python runs, nothing that waits is sent. */
function tellText(text: string): void {
  const line = Buffer.from(`${text}\n`);
  for (let at = 0; at < line.length; ) at += writeSync(REPORTS, line, at);
}
