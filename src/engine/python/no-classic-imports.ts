/*
 * Takes `importScripts` from the worker before Pyodide's loader looks for it: the loader refuses classic workers,
 * which it knows by trying, and ours has to be one (a worker of a frame without an origin).
 */
Object.defineProperty(globalThis, 'importScripts', { value: undefined });
