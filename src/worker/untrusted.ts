import type { DatabaseChange, OutputChunk, QueryResult, RunResult } from '../engine/protocol.ts';

/*
 * Learners' code shares its worker with the engine and could speak in its name. What comes from there is data
 * of a certain shape, or nothing.
 */

export function isOutput(value: OutputChunk): boolean {
  return typeof value?.text === 'string' && ['stdout', 'stderr', 'note'].includes(value.stream);
}

export function isChange(value: DatabaseChange): boolean {
  return Array.isArray(value?.databases) && value.databases.every((database) => typeof database?.name === 'string');
}

/** The same result; throws when it is none. */
export function asRunResult(value: RunResult): RunResult {
  const whole = ['ok', 'error'].includes(value?.status) && typeof value.stdout === 'string' && typeof value.stderr === 'string' && Array.isArray(value.statements) && Array.isArray(value.warnings);
  if (!whole) throw new Error('The engine answered a run with something else than a result.');
  return value;
}

export function asQueryResult(value: QueryResult): QueryResult {
  const whole = ['ok', 'error'].includes(value?.status) && Array.isArray(value.results);
  if (!whole) throw new Error('The engine answered a query with something else than a result.');
  return value;
}
