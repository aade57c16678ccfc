import type { PythonAssets } from '../protocol.ts';
import type { DriverMaker } from './driver.ts';
import { startInterpreter } from './interpreter.ts';
import type { Interpreter, InterpreterOptions } from './interpreter.ts';

/** What Python calls in JavaScript, importable there as `_junction_host`. */
export interface Host {
  write(stream: 'stdout' | 'stderr' | 'note', text: string): void;
  /** The program is about to sleep: what is held back is sent before. */
  pause(seconds: number): void;
}

/** Junction's own Python, started: the verbs of its `runner`, each answering in JSON but the last. */
export interface PythonSite {
  run(code: string, trace: boolean): string;
  evaluate(source: string, trace: boolean): string;
  needsMore(source: string): boolean;
  /** The models and objects, `Facts` as JSON. */
  inspect(): string;
  /** What runs before the next program, in its namespace. */
  setUp(setup: string): void;
  /** A `CheckReport` for a `CheckRequest`, both as JSON. */
  check(request: string): string;
  /** `{ python, packages }` as JSON. */
  versions(): string;
  memorySize(): number;
}

/** Starts Python with Junction's modules in it. `driver` becomes `_junction_sql`, what the sqlite3 module calls. */
export async function startSite(assets: PythonAssets, host: Host, driver: Promise<DriverMaker>, options: InterpreterOptions): Promise<PythonSite> {
  const python = await startInterpreter(assets, options);
  python.register('_junction_host', host);
  python.register('_junction_sql', await driver);
  const { prepare, ...verbs } = bindVerbs(python);
  // Whoever waits for Python need not wait for this; a program that comes sooner does it itself.
  setTimeout(prepare);
  return { ...verbs, memorySize: () => python.memorySize() };
}

function bindVerbs(python: Interpreter) {
  const bind = <Result, Arguments extends unknown[] = string[]>(name: string) => python.functionOf('junction.runner', name) as (...args: Arguments) => Result;
  const versions = python.functionOf('junction.image', 'versions') as () => string;
  python.functionOf('junction.image', 'wake')();
  return {
    prepare: bind<void>('prepare'),
    run: bind<string, [code: string, trace: boolean]>('run'),
    evaluate: bind<string, [source: string, trace: boolean]>('evaluate'),
    needsMore: bind<boolean>('needs_more'),
    inspect: bind<string>('inspect'),
    setUp: bind<void>('set_up'),
    check: python.functionOf('junction.checks.checking', 'check') as (request: string) => string,
    versions,
  };
}
