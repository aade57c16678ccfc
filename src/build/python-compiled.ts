import { writeFileSync } from 'node:fs';
import { startInterpreter, PACKAGES_PATH } from '../engine/python/interpreter.ts';
import { builderOptions, readPythonAssets } from './node-engine.ts';
import { packagesZip } from './packages-zip.ts';
import { inProject } from './paths.ts';
import { step } from './report.ts';
import { onceFor } from './stamp.ts';

/** The packages compiled, for the memory image alone: learners get the sources, which late imports and tracebacks read. */
export const compiledPackages = 'build/packages-compiled.zip';

/** Writes build/packages-compiled.zip. */
export async function compilePackages(): Promise<void> {
  await onceFor({ name: 'packages-compiled', inputs: [packagesZip, 'node_modules/pyodide/package.json', 'src/build/python-compiled.ts'], output: compiledPackages }, () =>
    step('Compiling the Python packages', make),
  );
}

async function make(): Promise<void> {
  const python = await startInterpreter(readPythonAssets({ image: false }), builderOptions());
  const save = (bytes: { getBuffer(): { data: Uint8Array; release(): void } }) => {
    const buffer = bytes.getBuffer();
    writeFileSync(inProject(compiledPackages), buffer.data);
    buffer.release();
  };
  python.register('_junction_builder', { save });
  python.execute(`import _junction_builder; from junction.compiled import compiled; _junction_builder.save(compiled(${JSON.stringify(PACKAGES_PATH)}))`);
}
