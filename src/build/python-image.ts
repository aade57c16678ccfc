import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { startInterpreter } from '../engine/python/interpreter.ts';
import { builderOptions, exactly, readPythonAssets } from './node-engine.ts';
import { compiledPackages } from './python-compiled.ts';
import { inProject } from './paths.ts';
import { step } from './report.ts';
import { onceFor } from './stamp.ts';

/** The image's path in the project. */
export const pythonImage = 'build/python.image';

const inputs = [
  compiledPackages,
  'node_modules/pyodide/package.json',
  ...['interpreter.ts', 'image.ts'].map((name) => `src/engine/python/${name}`),
  'src/build/python-image.ts',
];

/** Writes build/python.image: Python's memory with everything imported that programs use, from which each engine starts. */
export async function buildPythonImage(): Promise<void> {
  await onceFor({ name: 'python-image', inputs, output: pythonImage }, () => step('Making the Python image', make));
}

async function make(): Promise<void> {
  const assets = { ...readPythonAssets({ image: false }), packages: exactly(readFileSync(inProject(compiledPackages))) };
  const python = await startInterpreter(assets, { ...builderOptions(), forImage: true });
  python.execute('import junction.image; junction.image.load()');
  python.execute('import junction.image; junction.image.rest()');
  mkdirSync(inProject('build'), { recursive: true });
  writeFileSync(inProject(pythonImage), python.takeImage());
}
