import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build, type Plugin, type Rolldown } from 'vite';
import { mermaidSubset } from './mermaid-subset.ts';
import { inProject, root } from './paths.ts';

/** A file of the fence, by its name before it gets a hash. */
export interface FenceSource {
  name: string;
  content: Uint8Array | string;
}

/** The frames' pages, as the plugin serves and emits them. */
export const framePages = { engine: 'engine.html', diagram: 'diagram.html' } as const;

const programs = {
  diagramFrame: 'src/diagram/frame.ts',
} as const;

const bytes = {
  sqlWasm: 'node_modules/sql.js/dist/sql-wasm-browser.wasm',
  pyodideWasm: 'node_modules/pyodide/pyodide.asm.wasm',
  stdlib: 'node_modules/pyodide/python_stdlib.zip',
  packages: 'build/packages.zip',
  image: 'build/python.image',
} as const;

export type FenceKey = keyof typeof programs | keyof typeof bytes;
export const fenceKeys = [...Object.keys(programs), ...Object.keys(bytes)] as FenceKey[];

/** One file of the fence, as `virtual:junction-assets` lists it; null when it has not been made (yet). */
export async function readFenceFile(key: FenceKey): Promise<FenceSource | null> {
  const path = isProgram(key) ? programs[key] : bytes[key];
  if (!existsSync(inProject(path))) return null;
  if (isProgram(key)) return { name: `${kebab(key)}.js`, content: await bundle(path) };
  return { name: path.slice(path.lastIndexOf('/') + 1).replace(/\.image$/, '-image.bin'), content: readFileSync(inProject(path)) };
}

/**
 * The same in gzip; null when that would save little. What was packed before is taken from build/gzip. The name
 * does not end in `.gz`, because some hosts tell the browser to unpack such files, and then their hash is wrong.
 */
export function packed({ name, content }: FenceSource): FenceSource | null {
  const kept = inProject('build/gzip', createHash('sha256').update(content).digest('hex'));
  if (!existsSync(kept)) {
    mkdirSync(inProject('build/gzip'), { recursive: true });
    writeFileSync(kept, gzipSync(content, { level: 9 }));
  }
  const gzip = readFileSync(kept);
  return gzip.length < 0.9 * content.length ? { name: `${name}.packed`, content: gzip } : null;
}

/** Pyodide's lock file without its list of packages: none of them is ever fetched. */
export function lockFile(): string {
  const { info } = JSON.parse(readFileSync(inProject('node_modules/pyodide/pyodide-lock.json'), 'utf8')) as { info: object };
  return JSON.stringify({ info, packages: {} });
}

/**
 * A frame's page with its one script and that script's hash put in. The engine's holds its whole program and its worker's, so
 * that a worker starts as soon as the page is there; the diagram's program is large, and sent when there is something to draw.
 */
export async function framePage(page: string): Promise<string> {
  const script = inPage(await (page === framePages.engine ? engineProgram() : bundle('src/worker/boot.ts')));
  return readFileSync(inProject(page), 'utf8').replace('%HASH%', () => sha256(script)).replace('%SCRIPT%', () => script);
}

async function engineProgram(): Promise<string> {
  return bundle('src/engine/frame.ts', { ENGINE_WORKER: JSON.stringify(await bundle('src/engine/worker.ts')) });
}

/** A script as HTML can hold it: nothing in its texts ends it. */
function inPage(script: string): string {
  return script.replace(/<(?=\/script|!--)/gi, '<\\');
}

export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('base64');
}

/** Its WebAssembly, named beside the module's own address, is handed to it: else the bundle would hold it as text. */
const pyodideWithoutAddress: Plugin = {
  name: 'pyodide-without-address',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('/pyodide.asm.mjs')) return null;
    return (
      code
        .replaceAll('import.meta.url', '"https://engine.invalid/"')
        // One function of a megabyte: in brackets browsers compile it when they read it, and need not read it twice.
        .replace(/^async function _createPyodideModule(.*)export default _createPyodideModule;/s, 'export default (async function$1);')
    );
  },
};

/** A module and all it imports as one classic script. */
async function bundle(entry: string, define: Record<string, string> = {}): Promise<string> {
  const [result] = (await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"', ...define },
    plugins: [mermaidSubset(), pyodideWithoutAddress],
    build: {
      write: false,
      minify: true,
      modulePreload: false,
      reportCompressedSize: false,
      target: ['chrome123', 'edge123', 'firefox128', 'safari17.5'],
      // As a library, dynamic imports are left without Vite's preloading, which needs modules.
      lib: { entry: inProject(entry), formats: ['iife'], name: 'junction' },
      rolldownOptions: {
        // Pyodide names these for its life in Node; they are never reached in a browser.
        external: [/^node:/, 'ws'],
        output: { format: 'iife', codeSplitting: false },
        // Pyodide's; no rule of the fence allows it to be reached.
        checks: { eval: false },
      },
    },
  })) as Rolldown.RolldownOutput[];
  if (result === undefined) throw new Error(`Nothing was made of ${entry}.`);
  return result.output[0].code.trim();
}

function isProgram(key: FenceKey): key is keyof typeof programs {
  return key in programs;
}

function kebab(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
