import { mkdirSync, writeFileSync } from 'node:fs';
import { startInterpreter } from '../engine/python/interpreter.ts';
import { nodePlatform, readPythonAssets } from './node-engine.ts';
import { packagesZip } from './packages-zip.ts';
import { inProject } from './paths.ts';
import { step } from './report.ts';
import { onceFor } from './stamp.ts';

/** The image's path in the project. */
export const pythonImage = 'build/python.image';

const inputs = [
  packagesZip,
  'node_modules/pyodide/package.json',
  ...['interpreter.ts', 'image.ts'].map((name) => `src/engine/python/${name}`),
  'src/build/python-image.ts',
];

/** Writes build/python.image: Python's memory with everything imported that programs use, from which each engine starts. */
export async function buildPythonImage(): Promise<void> {
  await onceFor({ name: 'python-image', inputs, output: pythonImage }, () => step('Making the Python image', make));
}

async function make(): Promise<void> {
  const python = await startInterpreter(readPythonAssets({ image: false }), {
    ...nodePlatform(),
    memoryLimit: 2 ** 30,
    write: (_, text) => process.stderr.write(text),
    onFatal: ({ message }) => {
      throw new Error(`Python broke down while its image was made: ${message}`);
    },
    forImage: true,
  });
  python.execute('import junction.image; junction.image.load()');
  python.execute('import junction.image; junction.image.rest()');
  mkdirSync(inProject('build'), { recursive: true });
  writeFileSync(inProject(pythonImage), python.takeImage());
}
