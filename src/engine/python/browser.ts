import createPyodideModule from 'pyodide/pyodide.asm.mjs';
import type { ModuleFactory } from './interpreter.ts';

/**
 * Pyodide's Emscripten module, in the worker's own program: to import it from an address would take the worker several
 * waits for the browser, which is busy with the large files just then.
 */
export const pyodideModule = createPyodideModule as unknown as ModuleFactory;

/**
 * Makes these files, by their names, all that `fetch` can get in this worker. Pyodide's loader has no other way to
 * be given its standard library; the fence allows no request anyway.
 */
export function serveBytes(files: Record<string, Promise<ArrayBuffer>>): void {
  globalThis.fetch = async (input) => {
    const address = input instanceof Request ? input.url : String(input);
    const found = files[address.slice(address.lastIndexOf('/') + 1)];
    // Pyodide asks for its WebAssembly too, but has been handed it compiled: that answer is never looked at.
    return found ? new Response(await found) : new Response(null, { status: 404 });
  };
}
