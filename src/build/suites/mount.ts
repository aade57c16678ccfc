import { readFileSync, writeFileSync } from 'node:fs';
import { zipSync, type Zippable } from 'fflate';
import { inProject } from '../paths.ts';
import { filesIn, onceFor } from '../stamp.ts';
import { sources, tools } from './fetch.ts';

/** The zip's path in the project. */
export const mountZip = 'build/suites/mount.zip';

/** Files and folders of the project, and where they lie in the zip. */
const contents: [from: string, to: string][] = [
  [tools, 'site'],
  ['src/build/suites/python', 'site'],
  ['build/python', 'sqlalchemy/lib'],
  [`${sources}/sqlalchemy/test`, 'sqlalchemy/test'],
  [`${sources}/sqlalchemy/setup.cfg`, 'sqlalchemy/setup.cfg'],
  [`${sources}/sqlalchemy/pyproject.toml`, 'sqlalchemy/pyproject.toml'],
  [`${sources}/flask_sqlalchemy/tests`, 'flask-sqlalchemy/tests'],
  [`${sources}/flask_sqlalchemy/pyproject.toml`, 'flask-sqlalchemy/pyproject.toml'],
  [`${sources}/cpython`, 'cpython'],
];

/** Writes the zip of all that the suites need, to be unpacked in Pyodide; the SQLAlchemy in it is the one that Junction ships. */
export async function zipMount(): Promise<void> {
  await onceFor({ name: 'suites-mount', inputs: [...contents.map(([from]) => from), 'src/build/suites/mount.ts'], output: mountZip }, async () => {
    const files: Zippable = {};
    for (const [from, to] of contents) {
      for (const path of filesIn(from)) files[to + path.slice(from.length)] = readFileSync(inProject(path));
    }
    writeFileSync(inProject(mountZip), zipSync(files, { level: 1 }));
  });
}
