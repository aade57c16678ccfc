import { PACKAGES_PATH } from '../../engine/python/interpreter.ts';

/** The folder in Pyodide's file system under which everything lies; see `mount.ts`. */
export const MOUNT = '/suites';

/** A test suite that others wrote. */
export interface Suite {
  /** What the command calls it. */
  name: string;
  /** What docs/compatibility.md calls it. */
  title: string;
  /** pytest's folder, in Pyodide. */
  root: string;
  /** Added in front of `sys.path`. */
  path: string[];
  /** pytest's options. */
  options: string[];
  /** Files and folders for pytest; each inner list is run by one process. */
  jobs: string[][];
}

/** pytest and our own `python/`. */
const site = `${MOUNT}/site`;
const sqlalchemy = { root: `${MOUNT}/sqlalchemy`, path: [site, `${MOUNT}/sqlalchemy/lib`] };
const orm = (...names: string[]) => names.map((name) => `test/orm/test_${name}.py`);
const dialect = 'test/dialect/test_suite.py';
const sqlite = 'test/dialect/sqlite';

/** All suites, in the order of the table. */
export const suites: Suite[] = [
  { name: 'dialect', title: "SQLAlchemy's suite for dialects", ...sqlalchemy, options: [], jobs: [[dialect]] },
  { name: 'sqlite', title: "SQLAlchemy's tests of its SQLite dialect", ...sqlalchemy, options: [], jobs: [[sqlite]] },
  {
    name: 'orm',
    title: "SQLAlchemy's tests of relationships, sessions and the unit of work",
    ...sqlalchemy,
    options: [],
    jobs: [
      orm('eager_relations', 'lazy_relations', 'selectin_relations', 'collection', 'session', 'transaction'),
      ['test/ext/test_associationproxy.py', ...orm('relationships', 'manytomany', 'cascade', 'unitofwork', 'unitofworkv2')],
    ],
  },
  { name: 'engine', title: "SQLAlchemy's tests of engines, connections, pools and reflection", ...sqlalchemy, options: [], jobs: [['test/engine']] },
  {
    name: 'files',
    title: "SQLAlchemy's suite for dialects, tests of SQLite, of sessions and transactions, with databases in files",
    ...sqlalchemy,
    options: ['--db', 'sqlite_file'],
    jobs: [[dialect, sqlite, ...orm('session', 'transaction')]],
  },
  {
    name: 'flask-sqlalchemy',
    title: "Flask-SQLAlchemy's tests",
    root: `${MOUNT}/flask-sqlalchemy`,
    path: sqlalchemy.path,
    options: [],
    jobs: [['tests']],
  },
  {
    name: 'cpython',
    title: "CPython's `test_sqlite3`",
    root: `${MOUNT}/cpython`,
    path: [site, `${MOUNT}/cpython`],
    options: [],
    jobs: [['test/test_sqlite3']],
  },
];

/** What a worker process is to run. */
export interface Order extends Omit<Suite, 'jobs'> {
  files: string[];
  /** With Pyodide's own `sqlite3` in the place of Junction's. */
  builtin: boolean;
  /** Where Junction's `sqlite3` lies on `sys.path`. */
  driver: string;
  /** Tests that are not to be run: an earlier process had them. */
  done: string[];
}

/** The orders that make up a run of a suite. */
export function ordersOf({ jobs, ...suite }: Suite, builtin: boolean): Order[] {
  return jobs.map((files) => ({ ...suite, files, builtin, driver: PACKAGES_PATH, done: [] }));
}

export type Outcome = 'passed' | 'failed' | 'skipped';

/** What became of a test; `reason` is empty when it passed. */
export interface Ended {
  test: string;
  outcome: Outcome;
  reason: string;
}

/** What a worker process tells, a line of JSON each. `finished` comes last, unless the process dies. */
export type Report =
  | { kind: 'collected'; count: number }
  | { kind: 'began'; test: string }
  | ({ kind: 'ended' } & Ended)
  | { kind: 'trouble'; text: string }
  | { kind: 'finished' };
