import { isAbsolute, relative, resolve } from 'node:path';
import { inProject, root } from '../paths.ts';
import { Obstacle } from '../report.ts';

/** Carries the folder to whatever is started from here, Vite's configuration included. */
const CARRIER = 'JUNCTION_LESSONS';

/** The folder of the course: the project's own, or the one that `--lessons` has named. */
export function lessonsFolder(): string {
  return resolve(process.env[CARRIER] || inProject('lessons'));
}

/** From now on this folder is the course's. */
export function useLessonsFolder(folder: string): void {
  process.env[CARRIER] = folder;
}

/** Takes `--lessons <folder>` off a command's arguments and uses the folder; gives the others. */
export function takeLessonsOption(args: readonly string[]): string[] {
  const at = args.findIndex((arg) => arg === '--lessons' || arg.startsWith('--lessons='));
  const option = args[at];
  if (option === undefined) return [...args];
  const inline = option.includes('=');
  const folder = inline ? option.slice(option.indexOf('=') + 1) : args[at + 1];
  if (folder === undefined || folder === '' || folder.startsWith('--')) throw new Obstacle('After --lessons comes the folder of a course: --lessons ../my-course');
  useLessonsFolder(fromUser(folder));
  return args.filter((_, i) => i !== at && (inline || i !== at + 1));
}

/** A path as it was typed: npm runs commands in the project's folder, and says where it was called. */
export function fromUser(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
}

/** A file as a person would name it: from the project, else from where they are, else whole. */
export function nameFor(path: string): string {
  for (const folder of [root, fromUser('.')]) {
    const name = relative(folder, path).replaceAll('\\', '/');
    if (!name.startsWith('..') && !isAbsolute(name)) return name;
  }
  return path;
}
