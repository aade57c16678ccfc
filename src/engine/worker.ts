import './python/no-classic-imports.ts';
import { createBirpc } from 'birpc';
import { createEngine } from './engine.ts';
import type { EngineEvents, GivenFiles, StartApi } from './protocol.ts';
import { pyodideModule, serveBytes } from './python/browser.ts';
import { deferred } from './deferred.ts';
import type { Deferred } from './deferred.ts';
import { wire } from '../wire.ts';

/*
 * The engine's worker. The frame hands it a port to the page and what SQLite and Python start from;
 * from then on the page calls the engine's verbs through the port.
 */
const events: Partial<EngineEvents> = {};
const { startSql, startPython, ...verbs } = createEngine(
  {
    output: (chunk) => events.output?.(chunk),
    databaseChanged: (change) => events.databaseChanged?.(change),
    fatal: (reason) => events.fatal?.(reason),
  },
  { directory: 'https://engine.invalid/', loadModule: async () => pyodideModule },
);

const given = Object.fromEntries(
  ['sqlWasm', 'pyodideWasm', 'stdlib', 'packages', 'image'].map((name) => [name, deferred()]),
) as { [Name in keyof GivenFiles]: Deferred<GivenFiles[Name]> };
const file = <Name extends keyof GivenFiles>(name: Name) => given[name].promise;

const start: StartApi = {
  async serve(port) {
    const page = createBirpc<EngineEvents>(verbs, wire(port, { handOver: true }));
    events.output = (chunk) => page.output.asEvent(chunk);
    events.databaseChanged = (change) => page.databaseChanged.asEvent(change);
    events.fatal = (reason) => page.fatal.asEvent(reason);
  },
  async give(name, content) {
    given[name].resolve(content);
  },
  startSql: () => startSql({ wasm: file('sqlWasm') }),
  async startPython({ hasImage, lock }) {
    serveBytes({ 'python_stdlib.zip': file('stdlib') });
    const files = { wasm: file('pyodideWasm'), stdlib: file('stdlib'), packages: file('packages') };
    return startPython({ ...files, lock, image: hasImage ? file('image') : null });
  },
};
createBirpc<object>({ ...start }, wire(globalThis as unknown as Parameters<typeof wire>[0]));
