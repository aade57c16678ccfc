import type { ModuleFactory } from './interpreter.ts';

/** Imports a module from its source text, by way of a blob address. */
export async function importFromBlob(source: string): Promise<ModuleFactory> {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  try {
    return ((await import(/* @vite-ignore */ url)) as { default: ModuleFactory }).default;
  } finally {
    URL.revokeObjectURL(url);
  }
}

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
