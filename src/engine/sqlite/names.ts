import type { DatabaseName } from '../protocol.ts';

/** The console's database when there is none: the one that Junction's helper app uses. */
export const DEFAULT_DATABASE: DatabaseName = 'junction.db';

/** What a private database is called, with a number from the second on. */
const PRIVATE = ':memory:';

/** The learner's folders. What lies in either is called by its name alone. */
const HOMES = ['/home/learner/instance/', '/home/learner/'];

/**
 * A database's name from the path that a program opens: relative to the learner's home, tidied of `.` and `..`. A Flask
 * app's instance folder counts as home, so `sqlite:///school.db` and `sqlite3.connect('school.db')` are one file.
 */
export function databaseName(path: string, folder = '/home/learner'): DatabaseName {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${folder}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const whole = `/${parts.join('/')}`;
  const home = HOMES.find((prefix) => whole.startsWith(prefix));
  return home === undefined ? whole : whole.slice(home.length);
}

/** A path by which programs find a database of a name. */
export function pathOf(name: DatabaseName): string {
  return name.startsWith('/') ? name : `/home/learner/${name}`;
}

/** The file that holds a named database, in SQLite's file system, which has no folders to offer. */
export function fileOf(name: DatabaseName): string {
  return name.includes('/') || name.includes('%') ? name.replaceAll('%', '%25').replaceAll('/', '%2F') : name;
}

/** The file that a name in SQL means, such as ATTACH's; one of our own files stays itself. */
export function fileInSql(name: string): string {
  return name.lastIndexOf('/') <= 0 || /^\/tmp\/memory-\d+$/.test(name) ? name : fileOf(databaseName(name));
}

/** The name of the database that a file of SQLite's file system holds. */
export function nameOfFile(file: string): DatabaseName {
  return file.replace(/^\//, '').replaceAll('%2F', '/').replaceAll('%25', '%');
}

/** Whether a file is sql.js's own or a private database's. */
export function isInternalFile(path: string): boolean {
  return /^\/(dbfile_\d+(_export)?$|tmp\/)/.test(path);
}

/** The first free name for a private database. */
export function privateName(taken: (name: DatabaseName) => boolean): DatabaseName {
  for (let number = 1; ; number++) {
    const name = number === 1 ? PRIVATE : `${PRIVATE} ${number}`;
    if (!taken(name)) return name;
  }
}

export function isPrivateName(name: DatabaseName): boolean {
  return name.startsWith(PRIVATE);
}
