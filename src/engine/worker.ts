import './python/no-classic-imports.ts';
import { createBirpc } from 'birpc';
import { createEngine } from './engine.ts';
import type { EngineEvents, StartApi } from './protocol.ts';
import { importFromBlob, serveBytes } from './python/browser.ts';
import { deferred } from './deferred.ts';
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
  { directory: 'https://engine.invalid/', loadModule: importFromBlob },
);

const image = deferred<ArrayBuffer>();
const start: StartApi = {
  async serve(port) {
    const page = createBirpc<EngineEvents>(verbs, wire(port));
    events.output = (chunk) => page.output.asEvent(chunk);
    events.databaseChanged = (change) => page.databaseChanged.asEvent(change);
    events.fatal = (reason) => page.fatal.asEvent(reason);
  },
  startSql,
  async startPython({ hasImage, ...assets }) {
    serveBytes({ 'python_stdlib.zip': assets.stdlib });
    return startPython({ ...assets, image: hasImage ? image.promise : null });
  },
  async giveImage(bytes) {
    image.resolve(bytes);
  },
};
createBirpc<object>({ ...start }, wire(globalThis as unknown as Parameters<typeof wire>[0]));
