import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { EnginePlatform } from '../engine/engine.ts';
import type { PythonAssets, SqlAssets } from '../engine/protocol.ts';
import type { InterpreterOptions, ModuleFactory } from '../engine/python/interpreter.ts';
import type { SqlJsFactory } from '../engine/sqlite/library.ts';
import { lockFile } from './fence-files.ts';
import { inProject } from './paths.ts';

const pyodideFolder = 'node_modules/pyodide';

/** What SQLite starts from, read from the installed package. */
export function readSqlAssets(): SqlAssets {
  return { wasm: read('node_modules/sql.js/dist/sql-wasm-browser.wasm') };
}

/** What Python starts from, read from the installed packages and build/; without the image for a plain start. */
export function readPythonAssets({ image = true } = {}): PythonAssets {
  const imagePath = 'build/python.image';
  return {
    wasm: read(`${pyodideFolder}/pyodide.asm.wasm`),
    stdlib: read(`${pyodideFolder}/python_stdlib.zip`),
    packages: read('build/packages.zip'),
    lock: lockFile(),
    image: image && existsSync(inProject(imagePath)) ? read(imagePath) : null,
  };
}

/** An engine's surroundings in Node: each with its own copy of sql.js, which starts only once. */
export function nodePlatform(): EnginePlatform {
  return {
    directory: inProject(pyodideFolder),
    loadModule: async () => ((await import(pathToFileURL(inProject(pyodideFolder, 'pyodide.asm.mjs')).href)) as { default: ModuleFactory }).default,
    sqlFactory: freshSqlJs(),
  };
}

/** How an interpreter starts that only builds: what it prints is seen, and its end is the build's. */
export function builderOptions(): InterpreterOptions {
  return {
    ...nodePlatform(),
    memoryLimit: 2 ** 30,
    write: (_, text) => process.stderr.write(text),
    onFatal: ({ message }) => {
      throw new Error(`Python broke down while its image was made: ${message}`);
    },
  };
}

/** A copy of sql.js that nobody has started. */
export function freshSqlJs(): SqlJsFactory {
  const require = createRequire(import.meta.url);
  const path = require.resolve('sql.js/dist/sql-wasm-browser.js');
  const cached = require.cache[path];
  delete require.cache[path];
  const factory = require(path) as SqlJsFactory;
  if (cached) require.cache[path] = cached;
  return factory;
}

function read(path: string): ArrayBuffer {
  return exactly(readFileSync(inProject(path)));
}

/** A buffer of its own: Node's small ones are windows into a shared pool. */
export function exactly(buffer: Buffer): ArrayBuffer {
  return buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength) as ArrayBuffer;
}
