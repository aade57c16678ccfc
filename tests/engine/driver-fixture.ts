import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshSqlJs, nodePlatform, readPythonAssets, readSqlAssets } from '../../src/build/node-engine.ts';
import { createDriver } from '../../src/engine/python/driver.ts';
import { PACKAGES_PATH, startInterpreter } from '../../src/engine/python/interpreter.ts';
import { Databases } from '../../src/engine/sqlite/databases.ts';
import { loadSqlite } from '../../src/engine/sqlite/library.ts';
import type { Sqlite } from '../../src/engine/sqlite/library.ts';

/** A Python with Junction's `sqlite3` and Python's own side by side. */
export interface DriverPython {
  databases: Databases;
  /** Runs a program of tests/engine/driver on one of the two: what each labelled line came to. */
  probe(program: string, module: 'ours' | 'builtin'): Map<string, string>;
  /** Bytes of SQLite's memory now. */
  sqliteBytes(): number;
  /** Runs source text in a namespace of its own; what it puts into `result`, through JSON. */
  run(source: string): unknown;
}

const folder = join(import.meta.dirname, 'driver');
const source = (name: string) => readFileSync(join(folder, `${name}.py`), 'utf8');

/** `prepare` is given SQLite before anybody uses it. With the image Python starts as Junction starts it, without as Pyodide does. */
export async function startDriverPython(prepare: (sqlite: Sqlite) => void = () => undefined, { image = true } = {}): Promise<DriverPython> {
  const sqlite = await loadSqlite(readSqlAssets().wasm, freshSqlJs());
  prepare(sqlite);
  const databases = new Databases(sqlite);
  const platform = nodePlatform();
  const python = await startInterpreter(readPythonAssets({ image }), {
    loadModule: platform.loadModule,
    directory: platform.directory,
    memoryLimit: 2 ** 30,
    write: () => {},
    onFatal: ({ message }) => { throw new Error(message); },
  });
  python.register('_junction_sql', createDriver(sqlite, databases));
  const made: { answer?: string } = {};
  python.register('_test', { give: (text: string) => { made.answer = text; } });
  const setUp = `
import sys, types
harness = types.ModuleType('harness')
exec(compile(${JSON.stringify(source('harness'))}, 'harness.py', 'exec'), harness.__dict__)
harness.builtin = harness.load_builtin(${JSON.stringify(PACKAGES_PATH)})
sys.modules['harness'] = harness
import os
os.makedirs('/home/learner', exist_ok=True)
os.chdir('/home/learner')
`;
  python.execute(setUp);
  const ask = (code: string): unknown => {
    python.execute(code);
    return JSON.parse(made.answer ?? 'null');
  };
  return {
    databases,
    sqliteBytes: () => sqlite.memory.bytes.length,
    probe(program, module) {
      const which = module === 'ours' ? '__import__("sqlite3")' : 'harness.builtin';
      const code = `import harness, _test\n_test.give(harness.run(${which}, ${JSON.stringify(source(program))}, ${JSON.stringify(`${program}.py`)}))`;
      return new Map(ask(code) as [string, string][]);
    },
    run: (text) => ask(`import json, _test\nscope = {'__name__': '__main__'}\nexec(compile(${JSON.stringify(text)}, 'main.py', 'exec'), scope)\n_test.give(json.dumps(scope.get('result')))`),
  };
}
