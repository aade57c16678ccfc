import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { inProject } from './paths.ts';
import { filesIn } from './stamp.ts';

interface LockEntry {
  version?: string;
  license?: string;
  dev?: boolean;
  optional?: boolean;
}

const opening = `Junction is distributed under the MIT licence. It carries the works below, each under the licence given with it.

Pyodide contains CPython (Python Software Foundation License 2.0) and parts of Emscripten and musl (MIT).
sql.js contains SQLite, which is in the public domain.
`;

/** The notice that goes with the built site: every package in it, with its licence's text. */
export function licences(): string {
  return [opening, ...npmNotices(), ...pythonNotices()].join(`\n${'-'.repeat(78)}\n\n`);
}

/** The packages that the lock file does not keep for development alone. */
function npmNotices(): string[] {
  const lock = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')) as { packages: Record<string, LockEntry> };
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && entry.dev !== true && existsSync(inProject(path)))
    .map(([path, entry]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return notice(`${name} ${entry.version ?? ''}`, entry.license ?? 'see below', textsIn(path));
    });
}

function pythonNotices(): string[] {
  const folder = 'build/python';
  if (!existsSync(inProject(folder))) return [];
  return readdirSync(inProject(folder))
    .filter((name) => name.endsWith('.dist-info'))
    .sort()
    .map((name) => {
      const metadata = readFileSync(inProject(folder, name, 'METADATA'), 'utf8');
      const field = (key: string) => new RegExp(`^${key}: (.+)$`, 'm').exec(metadata)?.[1];
      const licence = field('License-Expression') ?? field('License') ?? 'see below';
      return notice(`${field('Name') ?? name} ${field('Version') ?? ''}`, licence, textsIn(`${folder}/${name}`));
    });
}

function notice(title: string, licence: string, texts: string[]): string {
  return [`${title}: ${licence}\n`, ...texts].join('\n');
}

/** The texts of the licence files of a package, its own dependencies' excepted. */
function textsIn(folder: string): string[] {
  const isLicence = /^(licen[cs]e|copying|notice)[^/]*$/i;
  const files = readdirSync(inProject(folder)).filter((name) => isLicence.test(name)).flatMap((name) => filesIn(`${folder}/${name}`));
  return files.map((path) => `${readFileSync(inProject(path), 'utf8').trim()}\n`);
}
